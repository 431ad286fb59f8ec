package dev.khive.db.sql.store;

import dev.khive.api.store.Edge;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowReader;
import java.util.Map;

/** Edges: rows of {@code edge}, with the UUIDs of their ends and the name of their relation. */
public final class EdgeShape implements RowShape<Edge> {
    @Override
    public String columns(JsonDialect json) {
        return "r.uuid, r.scope_id, source.uuid, relation.name, target.uuid, r.weight, r.valid_from, r.valid_to, "
                + json.text("r.properties") + ", r.revision, r.created_at, r.updated_at, r.deleted_at";
    }

    @Override
    public int width() {
        return 13;
    }

    @Override
    public String from() {
        return """
               FROM edge r
               JOIN node source ON source.node_id = r.source_id
               JOIN node target ON target.node_id = r.target_id
               JOIN relation ON relation.relation_id = r.relation_id""";
    }

    @Override
    public String belongs() {
        return "1 = 1";
    }

    @Override
    public RecordColumns fields(JsonDialect json) {
        return RecordColumns.edges("r");
    }

    @Override
    public RowReader<Edge> reader(ScopeRows scopes) {
        Map<Long, String> namespaces = scopes.namespaces();
        return row -> new Edge(
                row.uuid(1),
                NodeColumns.namespace(namespaces, row),
                row.uuid(3),
                row.text(4),
                row.uuid(5),
                row.real(6),
                row.instantOrNull(7),
                row.instantOrNull(8),
                NodeColumns.properties(row, 9),
                row.integer(10),
                row.instant(11),
                row.instant(12),
                row.instantOrNull(13));
    }
}
