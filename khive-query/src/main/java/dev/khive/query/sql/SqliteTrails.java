package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/** Keys in SQLite, as text: edges between commas, steps with a comma before each key, sets as JSON arrays. */
final class SqliteTrails implements TrailSql {
    @Override
    public Field<Object> noEdges() {
        return sql("','");
    }

    @Override
    public Field<Object> holds(Field<Object> edges, Field<Object> edge) {
        return sql("(instr({0}, ',' || {1} || ',') > 0)", edges, edge);
    }

    @Override
    public Field<Object> append(Field<Object> edges, Field<Object> edge) {
        return sql("{0} || {1} || ','", edges, edge);
    }

    @Override
    public Field<Object> prepend(Field<Object> edge, Field<Object> edges) {
        return sql("',' || {0} || {1}", edge, edges);
    }

    @Override
    public Field<Object> list(Field<Object> edges) {
        return sql("('[' || trim({0}, ',') || ']')", edges);
    }

    @Override
    public Type stepsType() {
        return Type.STRING;
    }

    @Override
    public Field<Object> noSteps() {
        return sql("''");
    }

    @Override
    public Field<Object> appendStep(Field<Object> steps, Field<Object> edge, Field<Object> node) {
        return sql("{0} || ',' || {1} || ',' || {2}", steps, edge, node);
    }

    @Override
    public Field<Object> prependStep(Field<Object> edge, Field<Object> node, Field<Object> steps) {
        return sql("',' || {0} || ',' || {1} || {2}", edge, node, steps);
    }

    @Override
    public Field<Object> steps(Field<Object> list) {
        return sql("case when {0} = '[]' then '' else ',' || substr({0}, 2, length({0}) - 2) end", list);
    }

    @Override
    public Field<Object> path(Field<Object> first, List<Field<Object>> steps) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(first);
        parts.addAll(steps);
        return sql("('[' || {0} || ']')", Sql.joined(" || ", parts));
    }

    @Override
    public Field<Object> step(Field<Object> edge, Field<Object> node) {
        return sql("',' || {0} || ',' || {1}", edge, node);
    }

    @Override
    public Field<Object> set(Field<Object> node) {
        return sql("'[' || {0} || ']'", node);
    }

    @Override
    public Field<Object> emptySet() {
        return sql("'[]'");
    }

    @Override
    public Field<Object> isEmpty(Field<Object> set) {
        return sql("({0} = '[]')", set);
    }

    @Override
    public Field<Object> union(Field<Object> left, Field<Object> right) {
        return sql(
                "case {0} when '[]' then {1} else substr({0}, 1, length({0}) - 1) || ',' || substr({1}, 2) end",
                left, right);
    }

    @Override
    public Field<Object> nodes(Field<Object> set, String alias) {
        return sql("json_each({0}) as " + alias, set);
    }

    @Override
    public Field<Object> aggregateSet(Field<Object> node) {
        return sql("'[' || coalesce(group_concat(distinct {0}), '') || ']'", node);
    }

    @Override
    public Field<Object> aggregateSteps(Field<Object> steps) {
        return sql("'[' || coalesce(group_concat('[' || substr({0}, 2) || ']'), '') || ']'", steps);
    }
}
