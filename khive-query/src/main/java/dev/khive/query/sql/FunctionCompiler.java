package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Variable;
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

    FunctionCompiler(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
        this.text = new TextFunctions(values);
    }

    SqlValue compile(FunctionCall call, Frame frame) {
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
            case "id", "elementid" -> identity(call, argument, first, frame);
            case "labels" -> labels(call, argument, first, frame);
            case "type" -> relation(call, argument, first, frame);
            case "properties" -> properties(call, argument, first, frame);
            case "keys" -> keys(call, argument, first, frame);
            case "startnode" -> end(call, "source_id", argument, first, frame);
            case "endnode" -> end(call, "target_id", argument, first, frame);
            case "nodes" -> pathPart(call, first, 0, Type.NODE);
            case "relationships" -> pathPart(call, first, 1, Type.EDGE);
            case "length" -> {
                requirePath(call, first);
                yield SqlValue.of(Type.INTEGER, sql("(json_array_length({0}) / 2)", first.sql()));
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
            case "round" -> rounded(first);
            case "sign" -> number("cast(sign({0}) as integer)", first, Type.INTEGER);
            case "sqrt" -> squareRoot(first);
            default -> text.compile(call.name(), arguments);
        };
    }

    private SqlValue exists(Expression argument, Frame frame) {
        return argument instanceof PatternPredicate
                ? expressions.compile(argument, frame)
                : SqlValue.of(Type.BOOLEAN, sql("({0} is not null)", expressions.presence(argument, frame)));
    }

    private static RuntimeException unknown(FunctionCall call, String wanted) {
        return QueryErrors.rejected(
                call.position(), call.name() + "() of a value that is not known to be " + wanted, ".");
    }

    /** A column of the row that a node or edge stands for. */
    private Field<Object> stored(String name, Expression argument, SqlValue value, Frame frame) {
        if (argument instanceof Variable variable && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return column(expressions.row(frame, row), name);
        }
        boolean node = value.type().is(Kind.NODE);
        String alias = values.names.next(node ? "n" : "e");
        return sql(
                "(select {0} from " + (node ? "node" : "edge") + " as " + alias + " where {1} = {2} and {3})",
                column(alias, name),
                column(alias, node ? "node_id" : "edge_id"),
                value.sql(),
                values.schema.inScope(alias));
    }

    private SqlValue identity(FunctionCall call, Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.NODE, Kind.EDGE)) {
            throw unknown(call, "a node or an edge");
        }
        Field<Object> uuid = stored("uuid", argument, value, frame);
        return SqlValue.of(
                Type.STRING, sql("case when {0} is not null then {1} end", value.sql(), values.profile.uuidText(uuid)));
    }

    private SqlValue labels(FunctionCall call, Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.NODE)) {
            throw unknown(call, "a node");
        }
        return SqlValue.of(
                Type.list(Type.STRING),
                sql(
                        "(select l.labels from label_set as l where l.label_set_id = {0} and l.scope_id in ({1}))",
                        stored("label_set_id", argument, value, frame), values.schema.scopes()));
    }

    private SqlValue relation(FunctionCall call, Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.EDGE)) {
            throw unknown(call, "an edge");
        }
        return SqlValue.of(
                Type.STRING,
                sql(
                        "(select r.name from relation as r where r.relation_id = {0} and r.scope_id in ({1}))",
                        stored("relation_id", argument, value, frame), values.schema.scopes()));
    }

    private SqlValue properties(FunctionCall call, Expression argument, SqlValue value, Frame frame) {
        if (value.type().is(Kind.MAP)) {
            return value;
        }
        if (!value.type().is(Kind.NODE, Kind.EDGE)) {
            throw unknown(call, "a node, an edge or a map");
        }
        return SqlValue.of(
                Type.MAP,
                sql(
                        "case when {0} is not null then json(coalesce({1}, '{}')) end",
                        value.sql(), stored("properties", argument, value, frame)));
    }

    private SqlValue keys(FunctionCall call, Expression argument, SqlValue value, Frame frame) {
        SqlValue map = properties(call, argument, value, frame);
        String each = values.names.next("j");
        Field<Object> key =
                sql("json_quote(case when {0} like '$%' then substr({0}, 2) else {0} end)", column(each, "key"));
        return SqlValue.of(
                Type.list(Type.STRING),
                values.let(
                        List.of(map),
                        v -> sql(
                                "case when {0} is not null then {1} end",
                                v.getFirst().sql(),
                                values.gather(
                                        key,
                                        values.profile.elements(v.getFirst().sql(), each),
                                        sql("1")))));
    }

    private SqlValue end(FunctionCall call, String end, Expression argument, SqlValue value, Frame frame) {
        if (!value.type().is(Kind.EDGE)) {
            throw unknown(call, "an edge");
        }
        return SqlValue.of(Type.NODE, stored(end, argument, value, frame));
    }

    private static void requirePath(FunctionCall call, SqlValue value) {
        if (!value.type().is(Kind.PATH)) {
            throw unknown(call, "a path");
        }
    }

    private SqlValue pathPart(FunctionCall call, SqlValue path, int parity, Type element) {
        requirePath(call, path);
        String each = values.names.next("j");
        return SqlValue.of(
                Type.list(element),
                sql(
                        "case when {0} is not null then {1} end",
                        path.sql(),
                        values.gather(
                                column(each, "value"),
                                values.profile.elements(path.sql(), each),
                                sql("{0} % 2 = " + parity, column(each, "key")))));
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
                Type.FLOAT,
                values.let(
                        List.of(values.number(value)),
                        v -> sql(
                                "case when {0} < 0 then {1} else sqrt({0}) end",
                                v.getFirst().sql(), values.profile.fault("NotANumber"))));
    }
}
