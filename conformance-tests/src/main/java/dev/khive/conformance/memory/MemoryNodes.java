package dev.khive.conformance.memory;

import dev.khive.api.store.StoredRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What entities and notes have in common: they go with their edges, vectors and texts. */
abstract class MemoryNodes<R extends StoredRecord, D> extends MemoryRecords<R, D> {
    MemoryNodes(Access access, RecordKind<R, D> kind) {
        super(access, kind);
    }

    @Override
    final void erasing(Write write, List<Row> rows) {
        Set<UUID> gone = rows.stream().map(row -> row.record().id()).collect(Collectors.toSet());
        ScopeRows all = write.rows();
        for (Row edge : incident(all, gone)) {
            write.record("erased", "edge", edge.record().id());
            all.edges.remove(edge.record().id());
        }
        all.vectors.keySet().removeIf(key -> gone.contains(key.subject()));
        all.sparse.keySet().removeIf(key -> gone.contains(key.subject()));
        all.texts.keySet().removeIf(key -> gone.contains(key.subject()));
    }

    /** Every edge at some nodes, deleted ones included, each once, those stored first coming first. */
    static List<Row> incident(ScopeRows rows, Set<UUID> nodes) {
        return rows.edges.values().stream()
                .filter(row -> row.record() instanceof dev.khive.api.store.Edge edge
                        && (nodes.contains(edge.source()) || nodes.contains(edge.target())))
                .sorted(Comparator.comparingLong(Row::number))
                .toList();
    }
}
