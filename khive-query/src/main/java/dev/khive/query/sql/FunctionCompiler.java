package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
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
import org.jooq.QueryPart;

/** Compiles calls of functions that do not consume rows. */
final class FunctionCompiler {
    private final ExpressionCompiler expressions;
    private final Values values;
    private final TextFunctions text;
    private final GraphFunctionCompiler graph;

    FunctionCompiler(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
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
            return SqlValue.simple(Type.NULL, sql("null"));
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
            case "length" -> {
                yield first.type().is(Kind.PATH)
                        ? SqlValue.of(Type.INTEGER, sql("(json_array_length({0}) / 2)", first.sql()))
                        : values.call("length", first);
            }
            case "size" -> size(first);
            case "coalesce" -> coalesce(arguments);
            case "head" -> element(first, "0");
            case "last" -> element(first, "-1");
            case "tail" -> tail(first);
            case "range" -> range(arguments);
            case "abs" -> SqlValue.of(values.number(first).type(), absolute(values.number(first)));
            case "ceil" -> number("cast(ceil({0}) as real)", first, Type.FLOAT);
            case "floor" -> number("cast(floor({0}) as real)", first, Type.FLOAT);
            case "round" ->
                arguments.size() == 1 ? rounded(first) : values.call("round", arguments.toArray(SqlValue[]::new));
            case "sign" -> number("cast(sign({0}) as integer)", first, Type.INTEGER);
            case "sqrt" -> squareRoot(first);
            case "nullif" -> nullIf(arguments);
            case "isempty" -> isEmpty(first);
            case "isnan" -> isNaN(first);
            case "reverse" -> reverse(first);
            case "char_length", "character_length" -> size(values.string(first));
            default -> TextFunctions.has(call.name()) ? text.compile(call.name(), arguments) : byName(call, arguments);
        };
    }

    private SqlValue withoutArguments(String name) {
        return switch (name) {
            case "pi" -> SqlValue.simple(Type.FLOAT, sql(Double.toString(Math.PI)));
            case "e" -> SqlValue.simple(Type.FLOAT, sql(Double.toString(Math.E)));
            case "rand" -> SqlValue.of(Type.FLOAT, values.profile.random());
            case "randomuuid" -> SqlValue.of(Type.STRING, values.profile.randomUuid());
            case "timestamp" -> SqlValue.simple(Type.INTEGER, sql("({0} / 1000)", now().sql()));
            default -> values.call(clock(name), now());
        };
    }

    private static SqlValue now() {
        return SqlValue.simple(Type.INTEGER, Sql.bind(new Bind.Now()));
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
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'text' then length({1}) = 0 when 'array' then {2} = '[]' when 'object'"
                                        + " then {2} = '{}' else case when {0} is not null then {3} end end",
                                values.typeOf(v.getFirst()),
                                values.scalar(v.getFirst()),
                                values.json(v.getFirst()),
                                values.profile.fault("InvalidArgumentType"))));
    }

    private SqlValue isNaN(SqlValue value) {
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case when {0} in ('integer', 'real') then 0 when {0} = 'object' and {1} like"
                                        + " '{\"$float\"%' then {1} = '{\"$float\":\"NaN\"}' when {0} is not null"
                                        + " then {2} end",
                                values.typeOf(v.getFirst()),
                                values.json(v.getFirst()),
                                values.profile.fault("InvalidArgumentType"))));
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
                : SqlValue.of(Type.BOOLEAN, sql("({0} is not null)", expressions.presence(argument, frame)));
    }

    private SqlValue size(SqlValue value) {
        if (value.type().is(Kind.LIST)) {
            return SqlValue.of(Type.INTEGER, sql("json_array_length({0})", value.sql()));
        }
        if (value.type().is(Kind.STRING)) {
            return SqlValue.of(Type.INTEGER, sql("length({0})", value.sql()));
        }
        return SqlValue.of(
                Type.INTEGER,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'array' then json_array_length({1}) when 'text' then length({2})"
                                        + " else case when {0} is not null then {3} end end",
                                values.typeOf(v.getFirst()),
                                v.getFirst().sql(),
                                values.scalar(v.getFirst()),
                                values.profile.fault("InvalidArgumentType"))));
    }

    private SqlValue coalesce(List<SqlValue> arguments) {
        Type type = arguments.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        List<Field<Object>> parts = new ArrayList<>();
        arguments.forEach(argument -> parts.add(expressions.as(argument, type)));
        return arguments.size() == 1
                ? arguments.getFirst()
                : SqlValue.of(type, sql("coalesce({0})", Sql.joined(", ", parts)));
    }

    private SqlValue element(SqlValue value, String index) {
        SqlValue list = values.list(value);
        Type type = list.type().elementType();
        Field<Object> element = values.profile.elementAt(list.sql(), sql(index));
        return type.is(Kind.NODE, Kind.EDGE)
                ? SqlValue.of(type, sql("cast({0} as integer)", element))
                : SqlValue.of(type.isGraph() ? type : Type.ANY, element);
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
                                        values.element(values.iterated(each, element), element),
                                        values.profile.elements(v.getFirst().sql(), each),
                                        sql("{0} > 0", column(each, "key"))))));
    }

    private SqlValue range(List<SqlValue> arguments) {
        List<SqlValue> parts = new ArrayList<>();
        arguments.forEach(argument -> parts.add(values.integer(argument)));
        SqlValue step = parts.size() > 2 ? parts.get(2) : SqlValue.simple(Type.INTEGER, sql("1"));
        return SqlValue.of(Type.list(Type.INTEGER), values.let(List.of(parts.get(0), parts.get(1), step), v -> {
            QueryPart[] bounds = {
                v.get(0).sql(), v.get(1).sql(), v.get(2).sql(), values.profile.fault("NumberOutOfRange")
            };
            String table = values.names.next("r");
            return sql(
                    ("case when {0} is null or {1} is null or {2} is null then null when {2} = 0 then {3}"
                                    + " when abs({1} - {0}) / abs({2}) > 1000000 then {3} else"
                                    + " (with recursive T(i) as (select {0} where ({2} > 0 and {0} <= {1})"
                                    + " or ({2} < 0 and {0} >= {1}) union all select i + {2} from T"
                                    + " where ({2} > 0 and i + {2} <= {1}) or ({2} < 0 and i + {2} >= {1}))"
                                    + " select '[' || coalesce(group_concat(i), '') || ']' from T) end")
                            .replace(" T", " " + table),
                    bounds);
        }));
    }

    private Field<Object> absolute(SqlValue number) {
        return sql("abs({0})", number.sql());
    }

    private SqlValue number(String template, SqlValue value, Type type) {
        return SqlValue.of(type, sql(template, values.number(value).sql()));
    }

    /** Halves go up; adding a half before floor() would be one too many just below it. */
    private SqlValue rounded(SqlValue value) {
        return SqlValue.of(
                Type.FLOAT,
                values.let(
                        List.of(values.number(value)),
                        v -> sql(
                                "cast(floor({0}) + ({0} - floor({0}) >= 0.5) as real)",
                                v.getFirst().sql())));
    }

    private SqlValue squareRoot(SqlValue value) {
        return SqlValue.of(
                Type.ANY,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case when {0} in ('integer', 'real') and {1} >= 0 then {2} else {3} end",
                                values.typeOf(v.getFirst()),
                                values.scalar(v.getFirst()),
                                values.profile.quote(sql("sqrt({0})", values.scalar(v.getFirst()))),
                                values.call("sqrt", v.getFirst()).sql())));
    }
}
