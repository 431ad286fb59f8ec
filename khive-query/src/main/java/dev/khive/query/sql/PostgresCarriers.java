package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;
import static dev.khive.query.sql.Sql.text;

import dev.khive.query.analysis.Type;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL: booleans, integers as {@code bigint}, floats as {@code double precision}, text that compares by code
 * point, everything else as {@code jsonb}; a number that may be either as {@code jsonb} too.
 */
final class PostgresCarriers implements CarrierSql {
    @Override
    public Field<Object> typed(Field<Object> value, Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> sql("({0})::boolean", value);
            case INTEGER, NODE, EDGE -> sql("({0})::bigint", value);
            case FLOAT -> sql("({0})::double precision", value);
            case STRING -> sql("(({0})::text collate \"C\")", value);
            case ANY, NULL, NUMBER, LIST, MAP, PATH -> sql("({0})::jsonb", value);
        };
    }

    @Override
    public Field<Object> nothing(Type type) {
        return typed(sql("null"), type);
    }

    @Override
    public Field<Object> fault(Field<Object> code, Type type) {
        return typed(sql("khive_fault({0})", code), type);
    }

    @Override
    public Field<Object> any(SqlValue scalar) {
        return switch (scalar.type().kind()) {
            case FLOAT -> sql("khive_float_json({0})", scalar.sql());
            case BOOLEAN, INTEGER, STRING -> sql("to_jsonb({0})", scalar.sql());
            default -> scalar.sql();
        };
    }

    @Override
    public Field<Object> number(SqlValue number) {
        return any(number);
    }

    @Override
    public Field<Object> argument(SqlValue value, Field<Object> any) {
        return any;
    }

    @Override
    public Field<Object> byKind(SqlValue any, Kinds kinds) {
        List<QueryPart> parts = new ArrayList<>(List.of(any.sql()));
        StringBuilder template = new StringBuilder("case jsonb_typeof({0})");
        when(template, parts, "string", kinds.text());
        when(template, parts, "number", kinds.number());
        when(template, parts, "boolean", kinds.bool());
        when(template, parts, "array", kinds.list());
        when(template, parts, "object", kinds.map());
        if (kinds.otherwise() != null) {
            template.append(" else case when {0} is not null then {")
                    .append(parts.size())
                    .append("} end");
            parts.add(kinds.otherwise());
        }
        return sql(template.append(" end").toString(), parts.toArray(QueryPart[]::new));
    }

    private static void when(StringBuilder template, List<QueryPart> parts, String type, @Nullable Field<Object> then) {
        if (then != null) {
            template.append(" when '")
                    .append(type)
                    .append("' then {")
                    .append(parts.size())
                    .append('}');
            parts.add(then);
        }
    }

    @Override
    public Field<Object> numberOf(SqlValue any) {
        return any.sql();
    }

    @Override
    public Field<Object> textOf(SqlValue any) {
        return sql("(({0} #>> '{}') collate \"C\")", any.sql());
    }

    @Override
    public Field<Object> truthOf(SqlValue any) {
        return sql("({0})::boolean", any.sql());
    }

    @Override
    public Field<Object> isText(SqlValue any) {
        return sql("(jsonb_typeof({0}) = 'string')", any.sql());
    }

    @Override
    public Field<Object> real(SqlValue number) {
        return switch (number.type().kind()) {
            case FLOAT -> number.sql();
            case INTEGER -> sql("({0})::double precision", number.sql());
            default -> sql("khive_float_of({0})", number.sql());
        };
    }

    @Override
    public Field<Object> integer(SqlValue number) {
        Field<Object> fault = fault("InvalidArgumentType", Type.INTEGER);
        return switch (number.type().kind()) {
            case INTEGER -> number.sql();
            case FLOAT -> sql("case when {0} is not null then {1} end", number.sql(), fault);
            default ->
                sql(
                        "case when scale(({0})::numeric) = 0 then ({0})::bigint when {0} is not null then {1} end",
                        number.sql(), fault);
        };
    }

    @Override
    public Field<Object> notFinite(Field<Object> map) {
        return sql("({0} ->> '$float')", map);
    }

    @Override
    public Field<Object> isTagged(Field<Object> map) {
        return sql("(khive_kind({0}) <> 'map')", map);
    }

    @Override
    public Field<Object> hasTag(Field<Object> map, String tag) {
        return sql("(({0} -> {1}) is not null)", map, text(tag));
    }

    @Override
    public Field<Object> part(Field<Object> map, String tag, int index) {
        return sql("({0} -> {1} -> " + index + ")", map, text(tag));
    }

    @Override
    public SqlValue property(Field<Object> document, String key) {
        return ofStored(stored(document, key));
    }

    private static SqlValue ofStored(Field<Object> stored) {
        return new SqlValue(Type.ANY, sql("nullif({0}, 'null'::jsonb)", stored), null, stored, true, null, null);
    }

    @Override
    public Field<Object> stored(Field<Object> document, String key) {
        return sql("{0} -> {1}", document, text(JsonValues.encodeKey(key)));
    }

    @Override
    public List<Field<Object>> parts(SqlValue property) {
        return List.of(property.sql());
    }

    @Override
    public SqlValue ofParts(List<Field<Object>> parts, SqlValue again) {
        return SqlValue.simple(again.type(), parts.getFirst());
    }

    /** Whether JSON's null stands there is no question to a sum, which asks for numbers first. */
    @Override
    public Field<Object> summed(SqlValue property) {
        return property.scalar() == null ? property.sql() : property.scalar();
    }

    @Override
    public SqlValue ofSummed(Field<Object> kept, SqlValue again) {
        return ofStored(kept);
    }

    @Override
    public Field<Object> everyRow() {
        return sql("null");
    }

    @Override
    public Field<Object> member(Field<Object> document, Field<Object> name) {
        return sql("nullif({0} -> khive_encode_key({1}), 'null'::jsonb)", document, name);
    }

    /** Numbers in {@code jsonb} are equal where their values are, and so is all but what stands for one instant in several ways. */
    @Override
    public Field<Object> groupingKey(Field<Object> any) {
        return sql("case when jsonb_typeof({0}) in ('object', 'array') then khive_grouping_key({0}) else {0} end", any);
    }

    @Override
    public String fence() {
        return " offset 0";
    }
}
