package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;
import static dev.khive.query.sql.Sql.text;

import dev.khive.api.query.Support;
import dev.khive.query.Bind;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;

/** SQLite 3.45 and newer: JSONB columns, json_each, json_tree, recursive CTEs. */
public final class SqliteProfile implements SqlDialectProfile {
    /** For ServiceLoader. */
    public SqliteProfile() {}

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SQLDialect jooq() {
        return SQLDialect.SQLITE;
    }

    @Override
    public Support support(Construct construct) {
        return switch (construct) {
            case MATCH, WITH, SLICE, UNION, LABELS, SCALAR -> Support.NATIVE;
            case OPTIONAL_MATCH, UNDIRECTED_EDGE, VARIABLE_LENGTH, NAMED_PATH, UNWIND, AGGREGATE, DISTINCT ->
                Support.EMULATED;
            case ORDER_BY, SUBQUERY, DYNAMIC_COMPARISON, LIST_AND_MAP, COMPREHENSION -> Support.EMULATED;
            case REGULAR_EXPRESSION, TEMPORAL, REDUCE, SHORTEST_PATH -> Support.EMULATED;
        };
    }

    @Override
    public Field<Object> jsonType(Field<Object> json) {
        return sql("json_type({0})", json);
    }

    @Override
    public Field<Object> jsonScalar(Field<Object> json) {
        return sql("json_extract({0}, '$')", json);
    }

    @Override
    public Field<Object> propertyType(Field<Object> document, String key) {
        return property(
                document, key, "json_type({0}, {1})", "(select p.type from json_each({0}) as p where p.key = {1})");
    }

    @Override
    public Field<Object> propertyScalar(Field<Object> document, String key) {
        return property(
                document, key, "json_extract({0}, {1})", "(select p.value from json_each({0}) as p where p.key = {1})");
    }

    @Override
    public Field<Object> property(Field<Object> document, String key) {
        Field<Object> odd = elementJson("p");
        return isPlain(key)
                ? sql("nullif({0} -> {1}, 'null')", document, path(key))
                : sql(
                        "(select {2} from json_each({0}) as p where p.key = {1})",
                        document, Sql.bind(new Bind.Literal(JsonValues.encodeKey(key))), odd);
    }

    private static Field<Object> property(Field<Object> document, String key, String plain, String other) {
        return isPlain(key)
                ? sql(plain, document, path(key))
                : sql(other, document, Sql.bind(new Bind.Literal(JsonValues.encodeKey(key))));
    }

    /** A path can hold any key but those with a quote, a backslash or a control character. */
    private static boolean isPlain(String key) {
        return key.chars().noneMatch(character -> character == '"' || character == '\\' || character < ' ');
    }

    private static Field<Object> path(String key) {
        return text("$.\"" + JsonValues.encodeKey(key) + "\"");
    }

    @Override
    public Field<Object> quote(Field<Object> scalar) {
        return sql("nullif(json_quote({0}), 'null')", scalar);
    }

    @Override
    public Field<Object> fault(String code) {
        return sql("json_extract('{}', {0})", text("khive:" + code));
    }

    @Override
    public Field<Object> elements(Field<Object> json, String alias) {
        return sql("json_each({0}) as " + alias, json);
    }

    @Override
    public Field<Object> elementJson(String alias) {
        return sql("case " + alias + ".type when 'null' then null when 'true' then 'true' when 'false' then 'false'"
                + " when 'array' then " + alias + ".value when 'object' then " + alias + ".value else json_quote("
                + alias + ".value) end");
    }

    @Override
    public Field<Object> arrayAggregate(Field<Object> json, boolean distinct) {
        return sql("'[' || coalesce(group_concat(" + (distinct ? "distinct " : "") + "{0}), '') || ']'", json);
    }

    @Override
    public Field<Object> elementAt(Field<Object> list, Field<Object> index) {
        return sql("nullif({0} -> cast({1} as integer), 'null')", list, index);
    }

    @Override
    public Field<Object> canonical(Field<Object> json) {
        return sql(
                "(select case json_type(c.j) when 'array' then khive_order_key(c.j) when 'object' then"
                        + " khive_order_key(c.j) when 'real' then case when json_extract(c.j, '$') ="
                        + " cast(json_extract(c.j, '$') as integer) then cast(cast(json_extract(c.j, '$') as integer)"
                        + " as text) else c.j end else c.j end from (select {0} as j) as c)",
                json);
    }

    @Override
    public Field<Object> deepEqual(Field<Object> left, Field<Object> right) {
        return sql("khive_equal({0}, {1})", left, right);
    }

    @Override
    public Field<Object> nodeJson(Field<Object> key, Field<Object> scopes) {
        return sql(
                "(select json_object('$node', json_array({1}, s.namespace, json(l.labels), json(n.properties)))"
                        + " from node as n cross join scope as s on s.scope_id = n.scope_id"
                        + " cross join label_set as l on l.label_set_id = n.label_set_id where n.node_id = {0}"
                        + " and n.scope_id in ({2}))",
                key, uuidText(sql("n.uuid")), scopes);
    }

    @Override
    public Field<Object> edgeJson(Field<Object> key, Field<Object> scopes) {
        return sql(
                "(select json_object('$edge', json_array({1}, s.namespace,"
                        + " (select {2} from node as a where a.node_id = e.source_id),"
                        + " (select {3} from node as b where b.node_id = e.target_id),"
                        + " r.name, e.weight, json(coalesce(e.properties, '{}'))))"
                        + " from edge as e cross join scope as s on s.scope_id = e.scope_id"
                        + " cross join relation as r on r.relation_id = e.relation_id where e.edge_id = {0}"
                        + " and e.scope_id in ({4}))",
                key, uuidText(sql("e.uuid")), uuidText(sql("a.uuid")), uuidText(sql("b.uuid")), scopes);
    }

    @Override
    public Field<Object> uuidText(Field<Object> uuid) {
        return sql(
                "(select substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' ||"
                        + " substr(h, 17, 4) || '-' || substr(h, 21) from (select lower(hex({0})) as h))",
                uuid);
    }

    @Override
    public Field<Object> uuidOf(Field<Object> text) {
        return sql("unhex({0}, '-')", text);
    }

    @Override
    public Field<Object> random() {
        return sql("((random() >> 11) & 9007199254740991) / 9007199254740992.0");
    }

    @Override
    public Field<Object> randomUuid() {
        return sql(
                "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'"
                        + " || substr('89AB', (random() & 3) + 1, 1) || substr(hex(randomblob(2)), 2) || '-' ||"
                        + " hex(randomblob(6)))");
    }

    @Override
    public Field<Object> object(List<String> keys, List<Field<Object>> jsonValues) {
        List<QueryPart> parts = new ArrayList<>();
        StringBuilder template = new StringBuilder("json_object(");
        for (int index = 0; index < keys.size(); index++) {
            template.append(index == 0 ? "" : ", ")
                    .append("{%d}, json(coalesce({%d}, 'null'))".formatted(2 * index, 2 * index + 1));
            parts.add(Sql.bind(new Bind.Literal(JsonValues.encodeKey(keys.get(index)))));
            parts.add(jsonValues.get(index));
        }
        return sql(template.append(')').toString(), parts.toArray(QueryPart[]::new));
    }
}
