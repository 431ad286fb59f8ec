package dev.khive.api;

import java.util.Map;

/**
 * What a scope holds, live records alone, counted exactly.
 *
 * @param nodes entities and notes
 * @param edges those with two live ends
 * @param labels how many nodes have each label, by name
 * @param relations how many edges have each relation, by name
 * @param vectors dense vectors
 * @param sparseVectors sparse vectors
 * @param documents searchable texts
 * @param events the length of the log
 * @param version the scope's version
 */
public record ScopeStatistics(
        long nodes,
        long entities,
        long notes,
        long edges,
        Map<String, Long> labels,
        Map<String, Long> relations,
        long vectors,
        long sparseVectors,
        long documents,
        long events,
        long version) {
    /** Copies the maps. */
    public ScopeStatistics {
        labels = Map.copyOf(labels);
        relations = Map.copyOf(relations);
    }
}
