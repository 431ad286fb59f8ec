package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import org.jooq.Field;
import org.jooq.Table;

/** Rows in PostgreSQL. */
final class PostgresRows implements RowSql {
    @Override
    public Field<Object> node(Field<Object> key, Field<Object> scopes) {
        return sql(
                "(select jsonb_build_object('$node', jsonb_build_array(n.uuid, s.namespace, l.labels::jsonb, n.properties))"
                        + " from node as n join scope as s on s.scope_id = n.scope_id"
                        + " join label_set as l on l.label_set_id = n.label_set_id where n.node_id = {0}"
                        + " and n.scope_id in ({1}))",
                key, scopes);
    }

    @Override
    public Field<Object> edge(Field<Object> key, Field<Object> scopes) {
        return sql(
                "(select jsonb_build_object('$edge', jsonb_build_array(e.uuid, s.namespace,"
                        + " (select a.uuid from node as a where a.node_id = e.source_id),"
                        + " (select b.uuid from node as b where b.node_id = e.target_id),"
                        + " r.name, e.weight, coalesce(e.properties, '{}'::jsonb)))"
                        + " from edge as e join scope as s on s.scope_id = e.scope_id"
                        + " join relation as r on r.relation_id = e.relation_id where e.edge_id = {0}"
                        + " and e.scope_id in ({1}))",
                key, scopes);
    }

    @Override
    public Field<Object> uuidText(Field<Object> uuid) {
        return sql("(({0})::text collate \"C\")", uuid);
    }

    @Override
    public Field<Object> uuidOf(Field<Object> text) {
        return sql("khive_uuid_of({0})", text);
    }

    @Override
    public Field<Object> labels(Field<Object> labels) {
        return sql("({0})::jsonb", labels);
    }

    @Override
    public Field<Object> properties(Field<Object> properties) {
        return sql("coalesce({0}, '{}'::jsonb)", properties);
    }

    /** As an array, which is read once before the rows are and can be the key of an index. */
    @Override
    public Field<Object> among(Field<Object> column, Field<Object> subquery) {
        return sql("({0} = any (array({1})))", column, subquery);
    }

    @Override
    public Table<?> edgesBy(String alias, boolean sources) {
        return Sql.table("edge", alias);
    }

    @Override
    public boolean indexesTables() {
        return false;
    }

    @Override
    public boolean keepsPlans() {
        return true;
    }

    @Override
    public boolean tellsState() {
        return false;
    }

    @Override
    public boolean hasLateral() {
        return true;
    }
}
