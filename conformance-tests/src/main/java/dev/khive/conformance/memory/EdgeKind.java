package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Edges. */
final class EdgeKind implements RecordKind<Edge, EdgeDraft> {
    @Override
    public Class<Edge> type() {
        return Edge.class;
    }

    @Override
    public String subjectType() {
        return "edge";
    }

    @Override
    public Set<RecordField> fields() {
        return Filters.EDGE;
    }

    @Override
    public UUID id(EdgeDraft draft) {
        return draft.id();
    }

    @Override
    public Edge prepared(EdgeDraft draft, Bounds bounds) {
        return new Edge(
                draft.id(),
                "",
                draft.source(),
                Checks.name(draft.relation(), "relation", bounds),
                draft.target(),
                draft.weight(),
                Checks.micros(draft.validFrom()),
                Checks.micros(draft.validTo()),
                Checks.properties(draft.properties(), bounds),
                0,
                UNSTORED.createdAt(),
                UNSTORED.updatedAt(),
                null);
    }

    @Override
    public Edge stamped(Edge edge, Stamp stamp) {
        return new Edge(
                edge.id(),
                stamp.namespace(),
                edge.source(),
                edge.relation(),
                edge.target(),
                edge.weight(),
                edge.validFrom(),
                edge.validTo(),
                edge.properties(),
                stamp.revision(),
                stamp.createdAt(),
                stamp.updatedAt(),
                stamp.deletedAt());
    }

    @Override
    public Map<UUID, Row> table(ScopeRows rows) {
        return rows.edges;
    }
}
