package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import dev.khive.query.plan.Rewrites;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.QueryPart;

/** The values of one statement: conversions between their carriers, functions of values, and names for what is used twice. */
public final class Values {
    final SqlDialectProfile profile;
    final CarrierSql carriers;
    final ListSql lists;
    final Schema schema;
    final Names names;
    final Rewrites rewrites;

    Values(SqlDialectProfile profile, Schema schema, Names names, Rewrites rewrites) {
        this.profile = profile;
        this.carriers = profile.carriers();
        this.lists = profile.lists();
        this.schema = schema;
        this.names = names;
        this.rewrites = rewrites;
    }

    /** Calls a function of values; the call fails where the database has none and it is reached. */
    SqlValue call(String name, SqlValue... arguments) {
        ValueFunction function = ValueFunctions.find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no function " + name));
        List<Field<Object>> given = new ArrayList<>();
        for (SqlValue argument : arguments) {
            given.add(carriers.argument(argument, json(argument)));
        }
        Type type = switch (function.result()) {
            case VALUE -> Type.ANY;
            case TEXT, BYTES -> Type.STRING;
            case INTEGER -> Type.INTEGER;
            case FLOAT -> Type.FLOAT;
            case BOOLEAN -> Type.BOOLEAN;
        };
        return SqlValue.of(
                type, profile.has(function) ? profile.call(function, given) : carriers.fault("UnsupportedValue", type));
    }

    /** A constant of the query or of the compiler's own. */
    SqlValue constant(Object value, Type type) {
        return SqlValue.simple(type, carriers.typed(Sql.bind(new Bind.Literal(value)), type));
    }

    /** Certainly null. */
    SqlValue nothing(Type type) {
        return SqlValue.simple(type, carriers.nothing(type));
    }

    /** A number that the compiler writes. */
    SqlValue number(long number) {
        return SqlValue.simple(Type.INTEGER, carriers.typed(Sql.number(number), Type.INTEGER));
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
                profile.rows().uuidOf(uuid.sql()));
    }

    /** Text of the compiler's own, without quotes in it, as an argument of a function. */
    SqlValue name(String text) {
        return SqlValue.simple(Type.ANY, carriers.typed(Sql.text('"' + text + '"'), Type.ANY));
    }

    /** The carrier of any value, nodes and edges whole. */
    Field<Object> json(SqlValue value) {
        return switch (value.type().kind()) {
            case ANY, MAP -> value.sql();
            case NULL -> carriers.nothing(Type.ANY);
            case BOOLEAN, INTEGER, FLOAT, NUMBER, STRING -> carriers.any(value);
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
            case NODE -> SqlValue.of(value.type(), profile.rows().node(value.sql(), schema.scopes()));
            case EDGE -> SqlValue.of(value.type(), profile.rows().edge(value.sql(), schema.scopes()));
            case PATH -> SqlValue.of(value.type(), pathJson(value.sql()));
            case LIST -> value.type().isGraph() ? SqlValue.of(value.type(), wholeList(value)) : value;
            default -> value;
        };
    }

    /** A list of an expression over the rows of a source. */
    Field<Object> gather(Field<Object> element, Field<Object> source, Field<Object> condition) {
        String table = names.next("q");
        return sql(
                "(select {0} from (select {1} as c from {2} where {3}) as " + table + ")",
                lists.aggregate(column(table, "c")),
                element,
                source,
                condition);
    }

    /** A decision over a column {@code c} that holds a condition for each row of a source. */
    Field<Object> decide(String decision, Field<Object> condition, Field<Object> source) {
        return sql(
                "(select " + decision + " from (select {0} as c from {1}) as " + names.next("q") + ")",
                condition,
                source);
    }

    private Field<Object> wholeList(SqlValue list) {
        String each = names.next("j");
        SqlValue element = whole(lists.item(each, list.type().elementType()));
        return sql(
                "case when {0} is not null then {1} end",
                list.sql(),
                gather(
                        lists.element(SqlValue.of(Type.ANY, element.sql()), element.sql()),
                        lists.elements(list.sql(), each),
                        sql("true")));
    }

    private Field<Object> pathJson(Field<Object> path) {
        String each = names.next("j");
        Field<Object> element = sql(
                "case {0} % 2 when 0 then {1} else {2} end",
                lists.place(each),
                whole(lists.item(each, Type.NODE)).sql(),
                whole(lists.item(each, Type.EDGE)).sql());
        return sql(
                "case when {0} is not null then {1} end",
                path, lists.path(gather(element, lists.elements(path, each), sql("true"))));
    }

    /** A value as an element of a list of a type: keys for nodes, edges and paths. */
    Field<Object> element(SqlValue value, Type elementType) {
        return elementType.isGraph()
                ? lists.element(value, value.sql())
                : lists.element(SqlValue.of(Type.ANY, value.sql()), json(value));
    }

    /** Two lists, or a list and one more element, one after the other. */
    SqlValue concatenated(SqlValue left, SqlValue right) {
        Type element = elementOf(left.type()).join(elementOf(right.type()));
        Type type = element.isGraph() ? element : Type.ANY;
        return SqlValue.of(
                Type.list(type),
                let(
                        List.of(asList(left, type), asList(right, type)),
                        v -> lists.joined(v.get(0).sql(), v.get(1).sql())));
    }

    private static Type elementOf(Type type) {
        return type.is(Kind.LIST) ? type.elementType() : type;
    }

    private SqlValue asList(SqlValue value, Type element) {
        boolean keys = element.isGraph();
        if (value.type().is(Kind.LIST)) {
            return keys && value.type().isGraph() ? value : SqlValue.of(Type.LIST, json(value));
        }
        return SqlValue.of(Type.list(element), let(List.of(keys ? value : any(value)), v -> {
            Field<Object> one = sql(
                    "case when {0} is not null then {1} end",
                    v.getFirst().sql(), lists.of(List.of(element(v.getFirst(), element))));
            return value.type().is(Kind.ANY)
                    ? byKind(
                            v.getFirst(),
                            Kinds.otherwise(one).ofList(v.getFirst().sql()))
                    : one;
        }));
    }

    /** What stands for a simple value by its kind, where it is known and where it is not. */
    Field<Object> byKind(SqlValue value, Kinds kinds) {
        Field<Object> known = switch (value.type().kind()) {
            case ANY -> null;
            case NULL -> sql("null");
            case STRING -> kinds.text();
            case INTEGER, FLOAT, NUMBER -> kinds.number();
            case BOOLEAN -> kinds.bool();
            case LIST -> kinds.list();
            case MAP, NODE, EDGE, PATH -> kinds.map();
        };
        if (value.type().is(Kind.ANY)) {
            return carriers.byKind(value, kinds);
        }
        Field<Object> then = known == null ? kinds.otherwise() : known;
        return then == null ? sql("null") : sql("case when {0} is not null then {1} end", value.sql(), then);
    }

    /** The text of a value that is known to be text where it is met. */
    Field<Object> textOf(SqlValue value) {
        return value.type().is(Kind.ANY) ? carriers.textOf(value) : value.sql();
    }

    /** The number of a value that is known to be a number where it is met. */
    SqlValue numberOf(SqlValue value) {
        return value.type().isNumeric() ? value : SqlValue.simple(Type.NUMBER, carriers.numberOf(value));
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
        template.append(carriers.fence()).append(") as ").append(table).append(')');
        return sql(template.toString(), parts.toArray(QueryPart[]::new));
    }

    /** The text of a value that must be text or null. */
    SqlValue string(SqlValue value) {
        return value.type().is(Kind.STRING)
                ? value
                : SqlValue.of(
                        Type.STRING,
                        let(
                                List.of(value),
                                v -> byKind(v.getFirst(), wrong(Type.STRING).ofText(textOf(v.getFirst())))));
    }

    /** What is an error whatever its kind. */
    Kinds wrong(Type type) {
        return Kinds.otherwise(carriers.fault("InvalidArgumentType", type));
    }

    /** The number of a value that must be a number or null. */
    SqlValue number(SqlValue value) {
        if (value.type().isNumeric()) {
            return value;
        }
        if (value.type().is(Kind.NULL)) {
            return nothing(Type.INTEGER);
        }
        return SqlValue.of(
                Type.NUMBER,
                let(
                        List.of(value),
                        v -> byKind(
                                v.getFirst(),
                                wrong(Type.NUMBER)
                                        .ofNumber(numberOf(v.getFirst()).sql())
                                        .ofMap(sql(
                                                "case when {0} is not null then {1} else {2} end",
                                                carriers.notFinite(json(v.getFirst())),
                                                carriers.fault("NotANumber", Type.NUMBER),
                                                carriers.fault("InvalidArgumentType", Type.NUMBER))))));
    }

    /** The integer of a value that must be an integer or null. */
    SqlValue integer(SqlValue value) {
        if (value.type().is(Kind.INTEGER)) {
            return value;
        }
        if (value.type().is(Kind.NULL)) {
            return nothing(Type.INTEGER);
        }
        return SqlValue.of(Type.INTEGER, let(List.of(number(value)), v -> carriers.integer(v.getFirst())));
    }

    /** True, false or NULL of a value that must be a boolean or null. */
    Field<Object> truth(SqlValue value) {
        return switch (value.type().kind()) {
            case BOOLEAN -> value.sql();
            case NULL -> carriers.nothing(Type.BOOLEAN);
            default ->
                let(
                        List.of(value),
                        v -> byKind(
                                v.getFirst(),
                                value.type().is(Kind.ANY)
                                        ? wrong(Type.BOOLEAN).ofBoolean(carriers.truthOf(v.getFirst()))
                                        : wrong(Type.BOOLEAN)));
        };
    }

    /** The list of a value that must be a list or null. */
    SqlValue list(SqlValue value) {
        if (value.type().is(Kind.LIST)) {
            return value;
        }
        if (value.type().is(Kind.NULL)) {
            return nothing(Type.LIST);
        }
        return SqlValue.of(
                Type.LIST,
                let(
                        List.of(value),
                        v -> byKind(
                                v.getFirst(),
                                wrong(Type.LIST).ofList(v.getFirst().sql()))));
    }

    /** Equivalent values give equal keys: what groups and duplicates are found by. */
    Field<Object> groupingKey(SqlValue value) {
        return isOwnKey(value.type()) ? value.sql() : carriers.groupingKey(value.sql());
    }

    /** What is counted of a value. */
    Field<Object> groupingKeyOrDistinct(SqlValue value, boolean distinct) {
        return distinct ? sql("distinct {0}", groupingKey(value)) : value.sql();
    }

    /** Whether equal keys mean equal carriers, so that the key is the value. */
    static boolean isOwnKey(Type type) {
        return !type.is(Kind.ANY, Kind.MAP) && !(type.is(Kind.LIST) && !type.isGraph());
    }
}
