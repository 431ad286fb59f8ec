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
import org.jooq.QueryPart;

/** Lists and maps in SQLite, as JSON text. */
final class SqliteLists implements ListSql {
    /** Half of the fewest arguments that a build of SQLite takes, less some. */
    private static final int MOST_PAIRS = 45;

    @Override
    public Field<Object> elements(Field<Object> list, String alias) {
        return sql("json_each({0}) as " + alias, list);
    }

    @Override
    public Field<Object> place(String alias) {
        return column(alias, "key");
    }

    @Override
    public Field<Object> raw(String alias) {
        return column(alias, "value");
    }

    @Override
    public SqlValue item(String alias, Type type) {
        return switch (type.kind()) {
            case ANY, MAP, NULL ->
                new SqlValue(
                        Type.ANY,
                        sql("({0})", SqliteCarriers.json(alias)),
                        sql("nullif({0}, 'null')", column(alias, "type")),
                        raw(alias),
                        true,
                        null,
                        null);
            default -> SqlValue.simple(type, raw(alias));
        };
    }

    @Override
    public Field<Object> element(SqlValue value, Field<Object> any) {
        return sql("coalesce({0}, 'null')", value.type().isGraph() ? value.sql() : any);
    }

    @Override
    public Field<Object> key(SqlValue graph) {
        return graph.sql();
    }

    @Override
    public Field<Object> aggregate(Field<Object> element) {
        return sql("'[' || coalesce(group_concat({0}), '') || ']'", element);
    }

    @Override
    public Field<Object> aggregateDistinct(Values values, Field<Object> element) {
        return sql("'[' || coalesce(group_concat(distinct {0}), '') || ']'", element);
    }

    @Override
    public Field<Object> of(List<Field<Object>> elements) {
        List<Field<Object>> separated = new ArrayList<>();
        elements.forEach(each -> separated.add(separated.isEmpty() ? each : sql("(',' || {0})", each)));
        return sql("('[' || {0} || ']')", Sql.concatenated(separated));
    }

    @Override
    public Field<Object> empty() {
        return sql("'[]'");
    }

    @Override
    public Field<Object> size(Field<Object> list) {
        return sql("json_array_length({0})", list);
    }

    @Override
    public Field<Object> isEmptyList(Field<Object> list) {
        return sql("({0} = '[]')", list);
    }

    @Override
    public Field<Object> isEmptyMap(Field<Object> map) {
        return sql("({0} = '{}')", map);
    }

    @Override
    public SqlValue at(Field<Object> list, Field<Object> index, Type type) {
        Field<Object> element = sql("nullif({0} -> cast({1} as integer), 'null')", list, index);
        return type.is(Kind.NODE, Kind.EDGE)
                ? SqlValue.of(type, sql("cast({0} as integer)", element))
                : SqlValue.of(type.isGraph() ? type : Type.ANY, element);
    }

    @Override
    public Field<Object> joined(Field<Object> left, Field<Object> right) {
        return sql(
                "case when {0} = '[]' then {1} when {1} = '[]' then {0}"
                        + " else substr({0}, 1, length({0}) - 1) || ',' || substr({1}, 2) end",
                left, right);
    }

    /** An integer beyond 64 bits is a float, which may be equal to the last that there is. */
    @Override
    public Field<Object> range(Names names, Field<Object> from, Field<Object> to, Field<Object> step) {
        return sql(
                ("(with recursive T(i) as (select {0} where ({2} > 0 and {0} <= {1})"
                                + " or ({2} < 0 and {0} >= {1}) union all select i + {2} from T"
                                + " where typeof(i + {2}) = 'integer'"
                                + " and (({2} > 0 and i + {2} <= {1}) or ({2} < 0 and i + {2} >= {1})))"
                                + " select '[' || coalesce(group_concat(i), '') || ']' from T)")
                        .replace(" T", " " + names.next("r")),
                from,
                to,
                step);
    }

    @Override
    public Field<Object> isLongRange(Field<Object> from, Field<Object> to, Field<Object> step, long most) {
        return sql("({1} - {0} + 0.0) / {2} >= " + most, from, to, step);
    }

    @Override
    public Field<Object> keys(Values values, Field<Object> map) {
        return sql(
                "(select json_group_array(k.name order by k.name) from (select case when j.key like '$%' then substr(j.key, 2)"
                        + " else j.key end as name from json_each({0}) as j) as k)",
                map);
    }

    @Override
    public Field<Object> map(List<String> keys, List<Field<Object>> values) {
        if (keys.size() > MOST_PAIRS) {
            return rows(keys, values);
        }
        List<QueryPart> parts = new ArrayList<>();
        StringBuilder template = new StringBuilder("json_object(");
        for (int index = 0; index < keys.size(); index++) {
            template.append(index == 0 ? "" : ", ")
                    .append("{%d}, json(coalesce({%d}, 'null'))".formatted(2 * index, 2 * index + 1));
            parts.add(Sql.bind(new Bind.Literal(JsonValues.encodeKey(keys.get(index)))));
            parts.add(values.get(index));
        }
        return sql(template.append(')').toString(), parts.toArray(QueryPart[]::new));
    }

    /** A map of more entries than a function takes arguments. */
    private static Field<Object> rows(List<String> keys, List<Field<Object>> values) {
        List<Field<Object>> entries = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            entries.add(sql(
                    "select {0} as k, coalesce({1}, 'null') as v",
                    Sql.bind(new Bind.Literal(JsonValues.encodeKey(keys.get(index)))), values.get(index)));
        }
        return sql(
                "(select json_group_object(entry.k, json(entry.v)) from ({0}) entry)",
                Sql.joined(" union all ", entries));
    }

    @Override
    public Field<Object> path(Field<Object> elements) {
        return sql("'{\"$path\":' || {0} || '}'", elements);
    }
}
