package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.Functions;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import dev.khive.query.parse.QueryErrors;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Compiles calls of functions that do not consume rows. */
final class FunctionCompiler {
    /** Fewer than any database bounds the arguments of a function to. */
    private static final int MOST_ARGUMENTS = 90;

    private static final long LONGEST_RANGE = 2_000_000;

    private final ExpressionCompiler expressions;
    private final Values values;
    private final TextFunctions text;
    private final GraphFunctionCompiler graph;
    private final Arithmetic arithmetic;

    FunctionCompiler(ExpressionCompiler expressions, Arithmetic arithmetic, Values values) {
        this.expressions = expressions;
        this.values = values;
        this.arithmetic = arithmetic;
        this.text = new TextFunctions(values);
        this.graph = new GraphFunctionCompiler(expressions, values);
    }

    SqlValue compile(FunctionCall call, Frame frame) {
        if (call.arguments().isEmpty()) {
            return withoutArguments(call.name());
        }
        Expression argument = call.arguments().getFirst();
        if (call.name().equals("exists")) {
            return exists(argument, frame);
        }
        List<SqlValue> arguments = new ArrayList<>();
        call.arguments().forEach(each -> arguments.add(expressions.compile(each, frame)));
        SqlValue first = arguments.getFirst();
        if (first.type().is(Kind.NULL) && !call.name().equals("coalesce")) {
            return values.nothing(Type.NULL);
        }
        return switch (call.name()) {
            case "id", "elementid" -> graph.identity(argument, first, frame);
            case "labels" -> graph.labels(argument, first, frame);
            case "type" -> graph.relation(argument, first, frame);
            case "properties" -> graph.properties(argument, first, frame);
            case "keys" -> graph.keys(argument, first, frame);
            case "startnode" -> graph.end("source_id", argument, first, frame);
            case "endnode" -> graph.end("target_id", argument, first, frame);
            case "nodes" -> graph.pathPart(first, 0, Type.NODE);
            case "relationships" -> graph.pathPart(first, 1, Type.EDGE);
            case "length" -> pathLength(first);
            case "size" -> size(first);
            case "coalesce" -> coalesce(arguments);
            case "head" -> element(first, 0);
            case "last" -> element(first, -1);
            case "tail" -> tail(first);
            case "range" -> range(arguments);
            case "abs" -> arithmetic.absolute(values.number(first));
            case "ceil" -> SqlValue.of(Type.FLOAT, arithmetic.ceiling(values.number(first)));
            case "floor" -> SqlValue.of(Type.FLOAT, arithmetic.floor(values.number(first)));
            case "round" ->
                arguments.size() == 1 ? rounded(first) : values.call("round", arguments.toArray(SqlValue[]::new));
            case "sign" -> SqlValue.of(Type.INTEGER, arithmetic.sign(values.number(first)));
            case "sqrt" -> arithmetic.squareRoot(first);
            case "nullif" -> nullIf(arguments);
            case "isempty" -> isEmpty(first);
            case "isnan" -> isNaN(first);
            case "reverse" -> reverse(first);
            case "char_length", "character_length" -> size(values.string(first));
            default -> TextFunctions.has(call.name()) ? text.compile(call.name(), arguments) : byName(call, arguments);
        };
    }

    /** Of a path of which nothing else is asked, the length may be all that there is. */
    private SqlValue pathLength(SqlValue path) {
        if (path.type().is(Kind.INTEGER)) {
            return path;
        }
        return path.type().is(Kind.PATH)
                ? SqlValue.of(Type.INTEGER, sql("({0} / 2)", values.lists.size(path.sql())))
                : values.call("length", path);
    }

    private SqlValue withoutArguments(String name) {
        return switch (name) {
            case "pi" -> real(Math.PI);
            case "e" -> real(Math.E);
            case "rand" -> SqlValue.of(Type.FLOAT, values.profile.random());
            case "randomuuid" -> SqlValue.of(Type.STRING, values.profile.randomUuid());
            case "timestamp" -> SqlValue.simple(Type.INTEGER, sql("({0} / 1000)", now().sql()));
            default -> values.call(clock(name), now());
        };
    }

    private SqlValue real(double constant) {
        return SqlValue.simple(Type.FLOAT, values.carriers.typed(sql(Double.toString(constant)), Type.FLOAT));
    }

    private SqlValue now() {
        return SqlValue.simple(Type.INTEGER, values.carriers.typed(Sql.bind(new Bind.Now()), Type.INTEGER));
    }

    /** The function that reads the clock; a statement has one present instant. */
    private static String clock(String name) {
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)) + "_now";
    }

    /** Calls the function of values that has the language's own name. */
    private SqlValue byName(FunctionCall call, List<SqlValue> arguments) {
        String name = call.name();
        if (name.endsWith(".transaction") || name.endsWith(".statement") || name.endsWith(".realtime")) {
            return values.call(clock(name), now(), arguments.getFirst());
        }
        ValueFunction function = ValueFunctions.find(name.replace('.', '_'))
                .orElseThrow(() -> new IllegalStateException("No function " + name));
        if (!values.profile.has(function)) {
            throw QueryErrors.rejected(
                    call.position(),
                    "The function " + name + "()",
                    " by the dialect " + values.profile.name() + " yet.");
        }
        SqlValue result = values.call(function.name(), arguments.toArray(SqlValue[]::new));
        Type declared = Functions.find(name).orElseThrow().result();
        return declared.is(Kind.LIST) ? SqlValue.of(declared, result.sql()) : result;
    }

    private SqlValue nullIf(List<SqlValue> arguments) {
        SqlValue first = arguments.getFirst();
        return SqlValue.of(
                first.type(),
                values.let(
                        arguments,
                        v -> sql(
                                "case when {0} then null else {1} end",
                                expressions.comparisons().equal(v.get(0), v.get(1)),
                                v.getFirst().sql())));
    }

    private SqlValue isEmpty(SqlValue value) {
        return SqlValue.of(Type.BOOLEAN, values.let(List.of(value), v -> {
            SqlValue one = v.getFirst();
            return values.byKind(
                    one,
                    values.wrong(Type.BOOLEAN)
                            .ofText(sql("(length({0}) = 0)", values.textOf(one)))
                            .ofList(values.lists.isEmptyList(one.sql()))
                            .ofMap(sql(
                                    "case when {0} then {1} else {2} end",
                                    values.carriers.isTagged(values.json(one)),
                                    values.carriers.fault("InvalidArgumentType", Type.BOOLEAN),
                                    values.lists.isEmptyMap(values.json(one)))));
        }));
    }

    private SqlValue isNaN(SqlValue value) {
        return SqlValue.of(Type.BOOLEAN, values.let(List.of(value), v -> {
            Field<Object> notFinite = values.carriers.notFinite(values.json(v.getFirst()));
            return values.byKind(
                    v.getFirst(),
                    values.wrong(Type.BOOLEAN)
                            .ofNumber(sql("false"))
                            .ofMap(sql(
                                    "case when {0} is not null then {0} = 'NaN' else {1} end",
                                    notFinite, values.carriers.fault("InvalidArgumentType", Type.BOOLEAN))));
        }));
    }

    /** A list of keys is turned round as the list of integers that it is. */
    private SqlValue reverse(SqlValue value) {
        SqlValue carrier = value.type().is(Kind.LIST) ? SqlValue.of(Type.LIST, value.sql()) : value;
        SqlValue result = values.call("reverse", carrier);
        return value.type().is(Kind.LIST) ? SqlValue.of(value.type(), result.sql()) : result;
    }

    private SqlValue exists(Expression argument, Frame frame) {
        return argument instanceof PatternPredicate
                ? expressions.compile(argument, frame)
                : SqlValue.of(Type.BOOLEAN, expressions.nullTest("({0} is not null)", argument, frame));
    }

    private SqlValue size(SqlValue value) {
        return SqlValue.of(Type.INTEGER, values.let(List.of(value), v -> {
            SqlValue one = v.getFirst();
            return value.type().is(Kind.LIST)
                    ? values.lists.size(one.sql())
                    : value.type().is(Kind.STRING)
                            ? length(one)
                            : values.byKind(
                                    one,
                                    values.wrong(Type.INTEGER)
                                            .ofList(values.lists.size(one.sql()))
                                            .ofText(length(one)));
        }));
    }

    private Field<Object> length(SqlValue text) {
        return values.carriers.typed(sql("length({0})", values.textOf(text)), Type.INTEGER);
    }

    private SqlValue coalesce(List<SqlValue> arguments) {
        Type type = arguments.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        List<Field<Object>> parts = new ArrayList<>();
        arguments.forEach(argument -> parts.add(expressions.as(argument, type)));
        return arguments.size() == 1 ? arguments.getFirst() : SqlValue.of(type, coalesced(parts));
    }

    private static Field<Object> coalesced(List<Field<Object>> parts) {
        if (parts.size() <= MOST_ARGUMENTS) {
            return sql("coalesce({0})", Sql.joined(", ", parts));
        }
        List<Field<Object>> nested = new ArrayList<>(parts.subList(0, MOST_ARGUMENTS - 1));
        nested.add(coalesced(parts.subList(MOST_ARGUMENTS - 1, parts.size())));
        return sql("coalesce({0})", Sql.joined(", ", nested));
    }

    private SqlValue element(SqlValue value, long index) {
        SqlValue list = values.list(value);
        return values.lists.at(
                list.sql(), values.number(index).sql(), list.type().elementType());
    }

    private SqlValue tail(SqlValue value) {
        SqlValue list = values.list(value);
        String each = values.names.next("j");
        Type element = list.type().elementType();
        return SqlValue.of(
                list.type(),
                values.let(
                        List.of(list),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.gather(
                                        values.element(values.lists.item(each, element), element),
                                        values.lists.elements(v.getFirst().sql(), each),
                                        sql("{0} > 0", values.lists.place(each))))));
    }

    private SqlValue range(List<SqlValue> arguments) {
        List<SqlValue> parts = new ArrayList<>();
        arguments.forEach(argument -> parts.add(values.integer(argument)));
        if (parts.size() < 3) {
            parts.add(values.number(1));
        }
        return SqlValue.of(Type.list(Type.INTEGER), values.let(parts, v -> {
            Field<Object> from = v.get(0).sql();
            Field<Object> to = v.get(1).sql();
            Field<Object> step = v.get(2).sql();
            return sql(
                    "case when {0} is null or {1} is null or {2} is null then null when {2} = 0 then {3}"
                            + " when {4} then {3} else {5} end",
                    from,
                    to,
                    step,
                    values.carriers.fault("NumberOutOfRange", Type.LIST),
                    values.lists.isLongRange(from, to, step, LONGEST_RANGE),
                    values.lists.range(values.names, from, to, step));
        }));
    }

    private SqlValue rounded(SqlValue value) {
        return SqlValue.of(
                Type.FLOAT, values.let(List.of(values.number(value)), v -> arithmetic.rounded(v.getFirst())));
    }
}
