package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.QueryPart;

/** Conversions between the carriers of values, and what can be asked of a value whose type is known when it is met. */
final class Values {
    final SqlDialectProfile profile;
    final Schema schema;
    final Names names;

    Values(SqlDialectProfile profile, Schema schema, Names names) {
        this.profile = profile;
        this.schema = schema;
        this.names = names;
    }

    /** The JSON type of any value as text, NULL for null. */
    Field<Object> typeOf(SqlValue value) {
        if (value.typeOf() != null) {
            return value.typeOf();
        }
        return switch (value.type().kind()) {
            case INTEGER -> present(value, "'integer'");
            case FLOAT -> present(value, "'real'");
            case STRING -> present(value, "'text'");
            case LIST -> present(value, "'array'");
            case MAP, NODE, EDGE, PATH -> present(value, "'object'");
            case BOOLEAN -> json(value);
            default -> profile.jsonType(json(value));
        };
    }

    private static Field<Object> present(SqlValue value, String type) {
        return sql("case when {0} is not null then " + type + " end", value.sql());
    }

    /** Calls a function of values; the call fails where the database has none and it is reached. */
    SqlValue call(String name, SqlValue... arguments) {
        ValueFunction function = ValueFunctions.find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no function " + name));
        List<Field<Object>> given = new ArrayList<>();
        for (SqlValue argument : arguments) {
            given.add(argument.type().isNumeric() ? argument.sql() : json(argument));
        }
        Type type = switch (function.result()) {
            case VALUE -> Type.ANY;
            case TEXT, BYTES -> Type.STRING;
            case INTEGER -> Type.INTEGER;
            case FLOAT -> Type.FLOAT;
            case BOOLEAN -> Type.BOOLEAN;
        };
        return SqlValue.of(
                type, profile.has(function) ? profile.call(function, given) : profile.fault("UnsupportedValue"));
    }

    /** The node that a UUID's text names in the scopes that are read. */
    SqlValue node(SqlValue uuid) {
        return SqlValue.of(Type.NODE, keyOf("node", uuid));
    }

    /** The edge that a UUID's text names in the scopes that are read. */
    SqlValue edge(SqlValue uuid) {
        return SqlValue.of(Type.EDGE, keyOf("edge", uuid));
    }

    private Field<Object> keyOf(String table, SqlValue uuid) {
        String alias = names.next(table.substring(0, 1));
        return sql(
                "(select {0} from " + table + " as " + alias + " where {1} and {2} = {3})",
                column(alias, table + "_id"),
                schema.inScope(alias),
                column(alias, "uuid"),
                profile.uuidOf(uuid.sql()));
    }

    /** Text of the compiler's own as an argument of a function. */
    static SqlValue name(String text) {
        return SqlValue.simple(Type.ANY, Sql.text('"' + text + '"'));
    }

    /** The number or text of a value of unknown type. */
    Field<Object> scalar(SqlValue value) {
        if (value.scalar() != null) {
            return value.scalar();
        }
        return value.type().is(Kind.ANY) ? profile.jsonScalar(value.sql()) : value.sql();
    }

    /** JSON text of any value, nodes and edges whole. */
    Field<Object> json(SqlValue value) {
        return switch (value.type().kind()) {
            case ANY, MAP -> value.sql();
            case NULL -> sql("null");
            case BOOLEAN -> sql("case {0} when 1 then 'true' when 0 then 'false' end", value.sql());
            case INTEGER, FLOAT, NUMBER, STRING -> profile.quote(value.sql());
            case NODE, EDGE, PATH -> whole(value).sql();
            case LIST -> value.type().isGraph() ? whole(value).sql() : value.sql();
        };
    }

    SqlValue any(SqlValue value) {
        return value.type().is(Kind.ANY) ? value : SqlValue.of(Type.ANY, json(value));
    }

    /** A value as a result column holds it: graph values whole, everything else as it is. */
    SqlValue whole(SqlValue value) {
        return switch (value.type().kind()) {
            case NODE -> SqlValue.of(value.type(), profile.nodeJson(value.sql(), schema.scopes()));
            case EDGE -> SqlValue.of(value.type(), profile.edgeJson(value.sql(), schema.scopes()));
            case PATH -> SqlValue.of(value.type(), pathJson(value.sql()));
            case LIST -> value.type().isGraph() ? SqlValue.of(value.type(), wholeList(value)) : value;
            default -> value;
        };
    }

    /** A JSON array of an expression over the rows of a source. */
    Field<Object> gather(Field<Object> json, Field<Object> source, Field<Object> condition) {
        String table = names.next("q");
        return sql(
                "(select {0} from (select {1} as c from {2} where {3}) as " + table + ")",
                profile.arrayAggregate(column(table, "c"), false),
                json,
                source,
                condition);
    }

    /** A decision over a column {@code c} that holds a condition for each row of a source. */
    Field<Object> decide(String decision, Field<Object> condition, Field<Object> source) {
        return sql("(select " + decision + " from (select {0} as c from {1}))", condition, source);
    }

    private Field<Object> wholeList(SqlValue list) {
        String each = names.next("j");
        Field<Object> element = whole(SqlValue.simple(list.type().elementType(), column(each, "value")))
                .sql();
        return sql(
                "case when {0} is not null then {1} end",
                list.sql(),
                gather(sql("coalesce({0}, 'null')", element), profile.elements(list.sql(), each), sql("1")));
    }

    private Field<Object> pathJson(Field<Object> path) {
        String each = names.next("j");
        Field<Object> element = sql(
                "case {0} % 2 when 0 then {1} else {2} end",
                column(each, "key"),
                profile.nodeJson(column(each, "value"), schema.scopes()),
                profile.edgeJson(column(each, "value"), schema.scopes()));
        return sql(
                "case when {0} is not null then '{\"$path\":' || {1} || '}' end",
                path, gather(element, profile.elements(path, each), sql("1")));
    }

    /** The carrier of an element inside of a list of a type: keys for nodes, edges and paths, JSON for the rest. */
    Field<Object> element(SqlValue value, Type elementType) {
        Field<Object> json = elementType.isGraph() ? value.sql() : json(value);
        return sql("coalesce({0}, 'null')", json);
    }

    /** The element that stands in an iteration over a JSON array. */
    SqlValue iterated(String each, Type type) {
        Field<Object> value = column(each, "value");
        return switch (type.kind()) {
            case ANY, MAP, NULL ->
                new SqlValue(
                        Type.ANY,
                        sql("({0})", profile.elementJson(each)),
                        sql("nullif({0}, 'null')", column(each, "type")),
                        value,
                        true);
            default -> SqlValue.simple(type, value);
        };
    }

    /** Evaluates complex values once and gives them names. */
    Field<Object> let(List<SqlValue> values, Function<List<SqlValue>, Field<Object>> body) {
        if (values.stream().allMatch(SqlValue::simple)) {
            return body.apply(values);
        }
        String table = names.next("x");
        List<SqlValue> named = new ArrayList<>();
        List<QueryPart> parts = new ArrayList<>();
        StringBuilder template = new StringBuilder("(select {0} from (select ");
        parts.add(sql("null"));
        int index = 0;
        for (SqlValue value : values) {
            if (value.simple()) {
                named.add(value);
            } else {
                String name = "a" + ++index;
                template.append(index == 1 ? "" : ", ")
                        .append('{')
                        .append(index)
                        .append("} as ")
                        .append(name);
                parts.add(value.sql());
                named.add(SqlValue.simple(value.type(), column(table, name)));
            }
        }
        parts.set(0, body.apply(named));
        return sql(template.append(") as ").append(table).append(')').toString(), parts.toArray(QueryPart[]::new));
    }

    /** The text of a value that must be text or null. */
    SqlValue string(SqlValue value) {
        if (value.type().is(Kind.STRING)) {
            return value;
        }
        return SqlValue.of(
                Type.STRING,
                let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'text' then {1} else case when {0} is not null then {2} end end",
                                typeOf(v.getFirst()), scalar(v.getFirst()), profile.fault("InvalidArgumentType"))));
    }

    /** The number of a value that must be a number or null. */
    SqlValue number(SqlValue value) {
        if (value.type().isNumeric()) {
            return value;
        }
        if (value.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.INTEGER, sql("null"));
        }
        return SqlValue.of(
                Type.NUMBER,
                let(
                        List.of(value),
                        v -> sql(
                                "case when {0} in ('integer', 'real') then {1} when {0} = 'object' and {4} like '{\"$float\"%'"
                                        + " then {3} when {0} is not null then {2} end",
                                typeOf(v.getFirst()),
                                scalar(v.getFirst()),
                                profile.fault("InvalidArgumentType"),
                                profile.fault("NotANumber"),
                                v.getFirst().sql())));
    }

    /** The integer of a value that must be an integer or null. */
    SqlValue integer(SqlValue value) {
        if (value.type().is(Kind.INTEGER, Kind.NULL)) {
            return value;
        }
        return SqlValue.of(
                Type.INTEGER,
                let(
                        List.of(number(value)),
                        v -> sql(
                                "case typeof({0}) when 'real' then {1} else {0} end",
                                v.getFirst().sql(), profile.fault("InvalidArgumentType"))));
    }

    /** 1, 0 or NULL of a value that must be a boolean or null. */
    Field<Object> truth(SqlValue value) {
        return switch (value.type().kind()) {
            case BOOLEAN -> value.sql();
            case NULL -> sql("null");
            default ->
                let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'true' then 1 when 'false' then 0"
                                        + " else case when {0} is not null then {1} end end",
                                typeOf(v.getFirst()), profile.fault("InvalidArgumentType")));
        };
    }

    /** A JSON array of a value that must be a list or null. */
    SqlValue list(SqlValue value) {
        if (value.type().is(Kind.LIST)) {
            return value;
        }
        if (value.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.LIST, sql("null"));
        }
        return SqlValue.of(
                Type.LIST,
                let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'array' then {1} else case when {0} is not null then {2} end end",
                                typeOf(v.getFirst()), v.getFirst().sql(), profile.fault("InvalidArgumentType"))));
    }

    /** What is counted of a value. */
    Field<Object> groupingKeyOrDistinct(SqlValue value, boolean distinct) {
        return distinct ? sql("distinct {0}", groupingKey(value)) : value.sql();
    }

    /** Equivalent values give equal keys: what groups and duplicates are found by. */
    Field<Object> groupingKey(SqlValue value) {
        return switch (value.type().kind()) {
            case ANY -> profile.canonical(value.sql());
            case MAP -> profile.canonical(value.sql());
            case LIST -> value.type().isGraph() ? value.sql() : profile.canonical(value.sql());
            default -> value.sql();
        };
    }

    /** Whether equal keys mean equal carriers, so that the key is the value. */
    static boolean isOwnKey(Type type) {
        return !type.is(Kind.ANY, Kind.MAP) && !(type.is(Kind.LIST) && !type.isGraph());
    }
}
