package dev.khive.conformance.memory;

import dev.khive.api.store.Edge;
import dev.khive.api.store.Event;
import dev.khive.api.store.Note;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.StoredRecord;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.VectorField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** All that is stored of one scope. What the collections hold never changes, so that a copy of them is a copy of the scope. */
final class ScopeRows {
    final Map<UUID, Row> nodes = new LinkedHashMap<>();
    final Map<UUID, Row> edges = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    final Map<String, Event> eventsByKey = new LinkedHashMap<>();
    final Map<String, VectorField> vectorFields = new TreeMap<>();
    final Map<Owned, Vectors> vectors = new LinkedHashMap<>();
    final Map<String, String> sparseModels = new TreeMap<>();
    final Map<Owned, SparseVector> sparse = new LinkedHashMap<>();
    final Map<Owned, TextDocument> texts = new LinkedHashMap<>();

    ScopeRows copy() {
        ScopeRows copy = new ScopeRows();
        copy.nodes.putAll(nodes);
        copy.edges.putAll(edges);
        copy.events.addAll(events);
        copy.eventsByKey.putAll(eventsByKey);
        copy.vectorFields.putAll(vectorFields);
        copy.vectors.putAll(vectors);
        copy.sparseModels.putAll(sparseModels);
        copy.sparse.putAll(sparse);
        copy.texts.putAll(texts);
        return copy;
    }

    /** The version of the scope: the sequence of its last event. */
    long version() {
        return events.size();
    }

    /** Whether reads see a record: not softly deleted, not expired, and for an edge both of its ends seen as well. */
    boolean live(StoredRecord stored, Instant now) {
        return stored.deletedAt() == null
                && switch (stored) {
                    case Note note ->
                        note.expiresAt() == null || note.expiresAt().isAfter(now);
                    case Edge edge -> liveNode(edge.source(), now) && liveNode(edge.target(), now);
                    default -> true;
                };
    }

    /** The node with this id, which is there. */
    Row node(UUID id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    /** Whether there is a live node with this id. */
    boolean liveNode(UUID id, Instant now) {
        Row row = nodes.get(id);
        return row != null && live(row.record(), now);
    }
}
