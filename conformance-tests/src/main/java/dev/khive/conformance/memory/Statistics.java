package dev.khive.conformance.memory;

import dev.khive.api.ScopeStatistics;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Note;
import dev.khive.api.store.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the namespaces of a handle hold. */
final class Statistics {
    private Statistics() {}

    static ScopeStatistics of(View view) {
        List<StoredRecord> nodes = view.liveNodes().map(Row::record).toList();
        List<StoredRecord> edges = view.liveEdges().map(Row::record).toList();
        long entities = nodes.stream().filter(Entity.class::isInstance).count();
        return new ScopeStatistics(
                nodes.size(),
                entities,
                nodes.size() - entities,
                edges.size(),
                counts(nodes, Statistics::names),
                counts(edges, Statistics::names),
                sum(
                        view,
                        (view2, rows) -> rows.vectors.entrySet().stream()
                                .filter(entry -> rows.liveNode(entry.getKey().subject(), view2.now()))
                                .mapToLong(entry -> entry.getValue().vectors().size())
                                .sum()),
                sum(
                        view,
                        (view2, rows) -> rows.sparse.keySet().stream()
                                .filter(key -> rows.liveNode(key.subject(), view2.now()))
                                .count()),
                sum(
                        view,
                        (view2, rows) -> MemoryText.texts(view2, rows).stream()
                                .filter(IndexedText::live)
                                .count()),
                sum(view, (view2, rows) -> rows.version()),
                view.namespaces().stream()
                        .mapToLong(namespace -> namespace.rows().version())
                        .max()
                        .orElse(0));
    }

    private static Stream<String> names(StoredRecord stored) {
        return switch (stored) {
            case Entity entity -> entity.labels().stream();
            case Note note -> Stream.of(note.kind());
            case Edge edge -> Stream.of(edge.relation());
        };
    }

    private static Map<String, Long> counts(List<StoredRecord> records, Function<StoredRecord, Stream<String>> names) {
        return records.stream().flatMap(names).collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static long sum(View view, ToLongBiFunction<View, ScopeRows> count) {
        return view.namespaces().stream()
                .mapToLong(namespace -> count.applyAsLong(view, namespace.rows()))
                .sum();
    }
}
