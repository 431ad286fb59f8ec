package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Lists and maps in PostgreSQL, as {@code jsonb}. */
final class PostgresLists implements ListSql {
    /** A function takes at most a hundred arguments. */
    private static final int KEYS_AT_A_TIME = 40;

    private static final CarrierSql CARRIERS = new PostgresCarriers();

    @Override
    public Field<Object> elements(Field<Object> list, String alias) {
        return sql("jsonb_array_elements({0}) with ordinality as " + alias + " (value, place)", list);
    }

    @Override
    public Field<Object> place(String alias) {
        return sql("({0} - 1)", column(alias, "place"));
    }

    @Override
    public Field<Object> raw(String alias) {
        return column(alias, "value");
    }

    @Override
    public SqlValue item(String alias, Type type) {
        Field<Object> value = sql("nullif({0}, 'null'::jsonb)", raw(alias));
        return switch (type.kind()) {
            case ANY, MAP, NULL -> SqlValue.simple(Type.ANY, value);
            case FLOAT -> SqlValue.simple(type, sql("khive_float_of({0})", value));
            case STRING -> SqlValue.simple(type, sql("(({0} #>> '{}') collate \"C\")", raw(alias)));
            case BOOLEAN, INTEGER, NODE, EDGE -> SqlValue.simple(type, CARRIERS.typed(value, type));
            case NUMBER, LIST, PATH -> SqlValue.simple(type, value);
        };
    }

    @Override
    public Field<Object> element(SqlValue value, Field<Object> any) {
        return sql("coalesce({0}, 'null'::jsonb)", value.type().isGraph() ? key(value) : any);
    }

    @Override
    public Field<Object> key(SqlValue graph) {
        return graph.type().is(Kind.NODE, Kind.EDGE) ? sql("to_jsonb({0})", graph.sql()) : graph.sql();
    }

    @Override
    public Field<Object> aggregate(Field<Object> element) {
        return sql("coalesce(jsonb_agg({0}) filter (where {0} is not null), '[]'::jsonb)", element);
    }

    @Override
    public Field<Object> aggregate(Field<Object> element, Field<Object> place) {
        return sql("coalesce(jsonb_agg({0} order by {1}) filter (where {0} is not null), '[]'::jsonb)", element, place);
    }

    @Override
    public Field<Object> aggregateDistinct(Values values, Field<Object> element) {
        return values.call("distinct", SqlValue.of(Type.LIST, aggregate(element)))
                .sql();
    }

    @Override
    public Field<Object> of(List<Field<Object>> elements) {
        return sql("to_jsonb(array[{0}]::jsonb[])", Sql.joined(", ", elements));
    }

    @Override
    public Field<Object> empty() {
        return sql("'[]'::jsonb");
    }

    @Override
    public Field<Object> size(Field<Object> list) {
        return sql("jsonb_array_length({0})::bigint", list);
    }

    @Override
    public Field<Object> isEmptyList(Field<Object> list) {
        return sql("({0} = '[]'::jsonb)", list);
    }

    @Override
    public Field<Object> isEmptyMap(Field<Object> map) {
        return sql("({0} = '{}'::jsonb)", map);
    }

    @Override
    public SqlValue at(Field<Object> list, Field<Object> index, Type type) {
        Field<Object> element = sql(
                "nullif({0} -> least(greatest({1}, -2147483648), 2147483647)::integer, 'null'::jsonb)", list, index);
        return type.is(Kind.NODE, Kind.EDGE)
                ? SqlValue.of(type, CARRIERS.typed(element, type))
                : SqlValue.of(type.isGraph() ? type : Type.ANY, element);
    }

    @Override
    public Field<Object> joined(Field<Object> left, Field<Object> right) {
        return sql("({0} || {1})", left, right);
    }

    @Override
    public Field<Object> range(Names names, Field<Object> from, Field<Object> to, Field<Object> step) {
        return sql(
                "(select coalesce(jsonb_agg(g.i), '[]'::jsonb) from generate_series({0}, {1}, {2}) as g (i))",
                from, to, step);
    }

    @Override
    public Field<Object> isLongRange(Field<Object> from, Field<Object> to, Field<Object> step, long most) {
        return sql("(({1})::numeric - ({0})::numeric) / ({2})::numeric >= " + most, from, to, step);
    }

    @Override
    public Field<Object> keys(Values values, Field<Object> map) {
        return sql(
                "(select coalesce(jsonb_agg(o.name order by o.name collate \"C\"), '[]'::jsonb)"
                        + " from (select khive_decode_key(k.key) as name from jsonb_object_keys({0}) as k (key)) as o)",
                map);
    }

    @Override
    public Field<Object> map(List<String> keys, List<Field<Object>> values) {
        List<Field<Object>> objects = new ArrayList<>();
        for (int first = 0; first < keys.size(); first += KEYS_AT_A_TIME) {
            List<Field<Object>> parts = new ArrayList<>();
            for (int index = first; index < Math.min(keys.size(), first + KEYS_AT_A_TIME); index++) {
                parts.add(sql("{0}::text", Sql.bind(new Bind.Literal(JsonValues.encodeKey(keys.get(index))))));
                parts.add(values.get(index));
            }
            objects.add(sql("jsonb_build_object({0})", Sql.joined(", ", parts)));
        }
        return objects.isEmpty() ? sql("'{}'::jsonb") : Sql.concatenated(objects);
    }

    @Override
    public Field<Object> path(Field<Object> elements) {
        return sql("jsonb_build_object('$path', {0})", elements);
    }
}
