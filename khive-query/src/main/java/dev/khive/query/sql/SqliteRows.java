package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Rows in SQLite: UUIDs are 16 bytes, properties JSONB. */
final class SqliteRows implements RowSql {
    @Override
    public Field<Object> node(Field<Object> key, Field<Object> scopes) {
        return sql(
                "(select json_object('$node', json_array({1}, s.namespace, json(l.labels), json(n.properties)))"
                        + " from node as n cross join scope as s on s.scope_id = n.scope_id"
                        + " cross join label_set as l on l.label_set_id = n.label_set_id where n.node_id = {0}"
                        + " and n.scope_id in ({2}))",
                key, uuidText(sql("n.uuid")), scopes);
    }

    @Override
    public Field<Object> edge(Field<Object> key, Field<Object> scopes) {
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
    public Field<Object> labels(Field<Object> labels) {
        return labels;
    }

    @Override
    public Field<Object> properties(Field<Object> properties) {
        return sql("json(coalesce({0}, '{}'))", properties);
    }

    @Override
    public Field<Object> among(Field<Object> column, Field<Object> subquery) {
        return sql("{0} in ({1})", column, subquery);
    }

    @Override
    public Table<?> edgesBy(String alias, boolean sources) {
        return DSL.table("edge as " + alias + " indexed by " + (sources ? "edge_out" : "edge_in"));
    }

    /**
     * A table that a condition restricts is taken for a small one, which is read whole at each lookup; one that might be recursive is
     * taken for a large one.
     */
    @Override
    public ResultQuery<?> seenAsLarge(String table, Select<?> rows, List<String> columns, boolean restricted) {
        return restricted
                ? DSL.resultQuery(
                        "{0} union all select " + String.join(", ", columns) + " from {1} where 1 = 0",
                        rows,
                        DSL.table(DSL.name(table)))
                : rows;
    }

    @Override
    public Optional<ResultQuery<?>> apart(Select<?> rows, int columns) {
        return Optional.empty();
    }

    @Override
    public boolean keepsPlans() {
        return false;
    }

    @Override
    public boolean tellsState() {
        return true;
    }

    @Override
    public boolean hashesTables() {
        return false;
    }

    @Override
    public boolean hasLateral() {
        return false;
    }
}
