package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

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

    /**
     * A table that is made of a table without statistics is taken for one row, and loops are nested over it. Two hundred rows more,
     * which never come, are enough for a hash join; what it takes for many rows it sorts.
     */
    @Override
    public ResultQuery<?> seenAsLarge(String table, Select<?> rows, List<String> columns, boolean restricted) {
        return withoutEnd(rows, columns.size());
    }

    @Override
    public Optional<ResultQuery<?>> apart(Select<?> rows, int columns) {
        return Optional.of(withoutEnd(rows, columns));
    }

    private static ResultQuery<?> withoutEnd(Select<?> rows, int columns) {
        return DSL.resultQuery(
                "{0} union all select " + String.join(", ", Collections.nCopies(columns, "null"))
                        + " from generate_series(1, 200) where (select false)",
                rows);
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
    public boolean hashesTables() {
        return true;
    }

    @Override
    public boolean hasLateral() {
        return true;
    }
}
