package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Keys in PostgreSQL: edges and sets as arrays, steps and paths as {@code jsonb}. */
final class PostgresTrails implements TrailSql {
    @Override
    public Field<Object> noEdges() {
        return sql("'{}'::bigint[]");
    }

    @Override
    public Field<Object> holds(Field<Object> edges, Field<Object> edge) {
        return sql("({1} = any ({0}))", edges, edge);
    }

    @Override
    public Field<Object> append(Field<Object> edges, Field<Object> edge) {
        return sql("({0} || {1})", edges, edge);
    }

    @Override
    public Field<Object> prepend(Field<Object> edge, Field<Object> edges) {
        return sql("({0} || {1})", edge, edges);
    }

    @Override
    public Field<Object> list(Field<Object> edges) {
        return sql("to_jsonb({0})", edges);
    }

    @Override
    public Type stepsType() {
        return Type.LIST;
    }

    @Override
    public Field<Object> noSteps() {
        return sql("'[]'::jsonb");
    }

    @Override
    public Field<Object> appendStep(Field<Object> steps, Field<Object> edge, Field<Object> node) {
        return sql("({0} || jsonb_build_array({1}, {2}))", steps, edge, node);
    }

    @Override
    public Field<Object> prependStep(Field<Object> edge, Field<Object> node, Field<Object> steps) {
        return sql("(jsonb_build_array({0}, {1}) || {2})", edge, node, steps);
    }

    @Override
    public Field<Object> steps(Field<Object> list) {
        return list;
    }

    @Override
    public Field<Object> path(Field<Object> first, List<Field<Object>> steps) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(sql("jsonb_build_array({0})", first));
        parts.addAll(steps);
        return sql("case when {0} is not null then {1} end", first, Sql.concatenated(parts));
    }

    @Override
    public Field<Object> step(Field<Object> edge, Field<Object> node) {
        return sql("case when {0} is not null then jsonb_build_array({0}, {1}) end", edge, node);
    }

    @Override
    public Field<Object> set(Field<Object> node) {
        return sql("array[{0}]::bigint[]", node);
    }

    @Override
    public Field<Object> emptySet() {
        return sql("'{}'::bigint[]");
    }

    @Override
    public Field<Object> isEmpty(Field<Object> set) {
        return sql("(cardinality({0}) = 0)", set);
    }

    @Override
    public Field<Object> union(Field<Object> left, Field<Object> right) {
        return sql("({0} || {1})", left, right);
    }

    @Override
    public Field<Object> nodes(Field<Object> set, String alias) {
        return sql("unnest({0}) as " + alias + " (value)", set);
    }

    @Override
    public Field<Object> aggregateSet(Field<Object> node) {
        return sql("coalesce(array_agg(distinct {0}), '{}'::bigint[])", node);
    }

    @Override
    public Field<Object> aggregateSteps(Field<Object> steps) {
        return sql("coalesce(jsonb_agg({0}), '[]'::jsonb)", steps);
    }
}
