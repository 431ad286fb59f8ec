package dev.khive.cli;

import dev.khive.api.Stores;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.vector.HashingEmbedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A ranked search by text, by vectors of the built-in embedder, or by both.
 *
 * @param text what is looked for
 * @param mode how
 * @param words how the text arm reads the text
 * @param limit how many records
 * @param filter on the record
 */
record Search(String text, Mode mode, TextQuery.Mode words, int limit, Filter filter) {
    /** How a search is made. */
    enum Mode {
        /** Hybrid where a field of the built-in embedder exists, else text. */
        AUTO,
        /** Full text ranked by BM25. */
        TEXT,
        /** The nearest vectors. */
        VECTOR,
        /** Text and vectors fused by reciprocal rank. */
        HYBRID
    }

    /**
     * A record that was found.
     *
     * @param score higher is better, comparable within one answer alone
     * @param ranks the place of the record in each arm that found it
     */
    record Hit(UUID id, String namespace, double score, Map<String, Object> ranks) {}

    /**
     * What was found.
     *
     * @param mode how it was searched
     * @param hits best first
     */
    record Found(Mode mode, List<Hit> hits) {}

    Found in(Stores stores) {
        Optional<VectorField> field = mode == Mode.TEXT ? Optional.empty() : embedded(stores);
        Mode resolved = mode != Mode.AUTO ? mode : field.isPresent() ? Mode.HYBRID : Mode.TEXT;
        return new Found(
                resolved,
                switch (resolved) {
                    case AUTO, TEXT ->
                        plain(stores.text().search(new TextQuery(text, words, limit, java.util.Set.of(), filter)));
                    case VECTOR -> plain(stores.vectors().search(vectorQuery(required(field))));
                    case HYBRID -> fused(stores.hybrid().search(hybridQuery(required(field))));
                });
    }

    /** The first field whose vectors the built-in embedder made. */
    private static Optional<VectorField> embedded(Stores stores) {
        return stores.vectors().fields().stream()
                .map(VectorFieldInfo::field)
                .filter(field ->
                        HashingEmbedder.ofDimension(field.dimension()).model().equals(field.model()))
                .findFirst();
    }

    private static VectorField required(Optional<VectorField> field) {
        return field.orElseThrow(() -> new NotFoundException(
                "This scope has no vectors of the built-in embedder; import with --embed to have them."));
    }

    private float[] embed(VectorField field) {
        return HashingEmbedder.ofDimension(field.dimension()).embed(text);
    }

    private VectorQuery vectorQuery(VectorField field) {
        return VectorQuery.of(field, embed(field), limit).where(filter);
    }

    private HybridQuery hybridQuery(VectorField field) {
        return new HybridQuery(
                List.of(new HybridQuery.TextArm("text", 1, text, words), HybridQuery.VectorArm.of(field, embed(field))),
                HybridQuery.Fusion.RECIPROCAL_RANK,
                limit,
                Math.max(limit, Math.min(limit * 5, 10_000)),
                filter);
    }

    private static List<Hit> plain(SearchResult result) {
        List<Hit> hits = new ArrayList<>();
        for (SearchHit hit : result.hits()) {
            hits.add(new Hit(hit.subject(), hit.namespace(), hit.score(), Map.of()));
        }
        return hits;
    }

    private static List<Hit> fused(HybridResult result) {
        List<Hit> hits = new ArrayList<>();
        for (HybridResult.Hit hit : result.hits()) {
            Map<String, Object> ranks = new LinkedHashMap<>();
            hit.parts().forEach((arm, part) -> ranks.put(arm, (long) part.rank()));
            hits.add(new Hit(hit.subject(), hit.namespace(), hit.score(), ranks));
        }
        return hits;
    }
}
