package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;
import static dev.khive.query.sql.Sql.text;

import dev.khive.query.Bind;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;

/**
 * Values in SQLite: a boolean as 0 or 1, numbers and text as they are, lists of nodes or edges as a JSON array of keys,
 * everything else as JSON text.
 */
final class SqliteCarriers implements CarrierSql {
    @Override
    public Field<Object> typed(Field<Object> value, Type type) {
        return value;
    }

    @Override
    public Field<Object> nothing(Type type) {
        return sql("null");
    }

    @Override
    public Field<Object> fault(Field<Object> code, Type type) {
        return sql("json_extract('{}', 'khive:' || {0})", code);
    }

    @Override
    public Field<Object> any(SqlValue scalar) {
        return scalar.type().is(Kind.BOOLEAN)
                ? sql("case {0} when 1 then 'true' when 0 then 'false' end", scalar.sql())
                : sql("nullif(json_quote({0}), 'null')", scalar.sql());
    }

    @Override
    public Field<Object> number(SqlValue number) {
        return number.sql();
    }

    @Override
    public Field<Object> argument(SqlValue value, Field<Object> any) {
        return value.type().isNumeric() ? value.sql() : any;
    }

    /** The JSON type of a value of unknown type, NULL for null. */
    static Field<Object> typeOf(SqlValue any) {
        return any.typeOf() != null ? any.typeOf() : sql("json_type({0})", any.sql());
    }

    /** The number or text of a value of unknown type. */
    static Field<Object> scalar(SqlValue any) {
        return any.scalar() != null ? any.scalar() : sql("json_extract({0}, '$')", any.sql());
    }

    @Override
    public Field<Object> byKind(SqlValue any, Kinds kinds) {
        List<QueryPart> parts = new ArrayList<>(List.of(typeOf(any)));
        StringBuilder template = new StringBuilder("case {0}");
        when(template, parts, kinds.text(), "text");
        when(template, parts, kinds.number(), "integer", "real");
        when(template, parts, kinds.bool(), "true", "false");
        when(template, parts, kinds.list(), "array");
        when(template, parts, kinds.map(), "object");
        if (kinds.otherwise() != null) {
            template.append(" else case when {0} is not null then {")
                    .append(parts.size())
                    .append("} end");
            parts.add(kinds.otherwise());
        }
        return sql(template.append(" end").toString(), parts.toArray(QueryPart[]::new));
    }

    private static void when(
            StringBuilder template,
            List<QueryPart> parts,
            @org.jspecify.annotations.Nullable Field<Object> then,
            String... types) {
        if (then == null) {
            return;
        }
        for (String type : types) {
            template.append(" when '")
                    .append(type)
                    .append("' then {")
                    .append(parts.size())
                    .append('}');
        }
        parts.add(then);
    }

    @Override
    public Field<Object> numberOf(SqlValue any) {
        return scalar(any);
    }

    @Override
    public Field<Object> textOf(SqlValue any) {
        return scalar(any);
    }

    @Override
    public Field<Object> truthOf(SqlValue any) {
        return sql("({0} = 'true')", typeOf(any));
    }

    @Override
    public Field<Object> isText(SqlValue any) {
        return sql("({0} = 'text')", typeOf(any));
    }

    @Override
    public Field<Object> real(SqlValue number) {
        return number.sql();
    }

    @Override
    public Field<Object> integer(SqlValue number) {
        return sql(
                "case typeof({0}) when 'real' then {1} else {0} end",
                number.sql(), fault("InvalidArgumentType", Type.INTEGER));
    }

    @Override
    public Field<Object> notFinite(Field<Object> map) {
        return sql("json_extract({0}, '$.\"$float\"')", map);
    }

    @Override
    public Field<Object> isTagged(Field<Object> map) {
        return sql("({0} like '{\"$%' and {0} not like '{\"$$%')", map);
    }

    @Override
    public Field<Object> hasTag(Field<Object> map, String tag) {
        return sql("({0} -> {1} is not null)", map, text("$.\"" + tag + "\""));
    }

    @Override
    public Field<Object> part(Field<Object> map, String tag, int index) {
        return sql("({0} -> {1})", map, text("$.\"" + tag + "\"[" + index + "]"));
    }

    @Override
    public SqlValue property(Field<Object> document, String key) {
        if (!isPlain(key)) {
            Field<Object> name = Sql.bind(new Bind.Literal(JsonValues.encodeKey(key)));
            return new SqlValue(
                    Type.ANY,
                    sql("(select {2} from json_each({0}) as p where p.key = {1})", document, name, json("p")),
                    sql("nullif((select p.type from json_each({0}) as p where p.key = {1}), 'null')", document, name),
                    sql("(select p.value from json_each({0}) as p where p.key = {1})", document, name),
                    true,
                    null,
                    null);
        }
        Field<Object> path = text("$.\"" + JsonValues.encodeKey(key) + "\"");
        Field<Object> json = sql("{0} -> {1}", document, path);
        return new SqlValue(
                Type.ANY,
                sql("nullif({0}, 'null')", json),
                sql("nullif(json_type({0}, {1}), 'null')", document, path),
                sql("json_extract({0}, {1})", document, path),
                true,
                null,
                json);
    }

    /** A path can hold any key but those with a quote, a backslash or a control character. */
    private static boolean isPlain(String key) {
        return key.chars().noneMatch(character -> character == '"' || character == '\\' || character < ' ');
    }

    @Override
    public Field<Object> stored(Field<Object> document, String key) {
        return scalar(property(document, key));
    }

    @Override
    public List<Field<Object>> parts(SqlValue property) {
        return List.of(scalar(property));
    }

    /** A value tells its type but for booleans, which are 0 or 1, and for lists and maps, which are text. */
    @Override
    public SqlValue ofParts(List<Field<Object>> parts, SqlValue again) {
        Field<Object> scalar = parts.getFirst();
        Field<Object> type = sql(
                "case typeof({0}) when 'integer' then case when {0} in (0, 1) then {1} else 'integer' end when 'text' then"
                        + " case when substr({0}, 1, 1) in ('{', '[') then {1} else 'text' end when 'real' then 'real' end",
                scalar, typeOf(again));
        Field<Object> json = sql(
                "case {0} when 'text' then json_quote({1}) when 'integer' then json_quote({1}) else {2} end",
                type, scalar, again.sql());
        Field<Object> handedOut = sql(
                "case typeof({0}) when 'integer' then case when {0} in (0, 1) then {1} else {0} end when 'text' then"
                        + " case when substr({0}, 1, 1) in ('{', '[') then {1} else json_quote({0}) end else {1} end",
                scalar, again.column());
        return new SqlValue(again.type(), json, type, scalar, true, again, handedOut);
    }

    @Override
    public Field<Object> summed(SqlValue property) {
        return scalar(property);
    }

    @Override
    public SqlValue ofSummed(Field<Object> kept, SqlValue again) {
        return ofParts(List.of(kept), again);
    }

    @Override
    public Field<Object> everyRow() {
        return sql("-1");
    }

    @Override
    public Field<Object> member(Field<Object> document, Field<Object> name) {
        return sql(
                "(select {2} from json_each({0}) as p where p.key = (select case when m.name like '$%' then '$' ||"
                        + " m.name else m.name end from (select {1} as name) as m))",
                document, name, json("p"));
    }

    /** The JSON text of the value in a row of json_each, NULL for JSON's null. */
    static Field<Object> json(String alias) {
        return sql("case " + alias + ".type when 'null' then null when 'true' then 'true' when 'false' then 'false'"
                + " when 'array' then " + alias + ".value when 'object' then " + alias + ".value else json_quote("
                + alias + ".value) end");
    }

    @Override
    public Field<Object> groupingKey(Field<Object> any) {
        return sql(
                "(select case json_type(c.j) when 'array' then khive_order_key(c.j) when 'object' then"
                        + " khive_order_key(c.j) when 'real' then case when json_extract(c.j, '$') ="
                        + " cast(json_extract(c.j, '$') as integer) then cast(cast(json_extract(c.j, '$') as integer)"
                        + " as text) else c.j end else c.j end from (select {0} as j) as c)",
                any);
    }

    @Override
    public String fence() {
        return "";
    }
}
