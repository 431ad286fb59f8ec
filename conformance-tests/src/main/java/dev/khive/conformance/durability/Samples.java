package dev.khive.conformance.durability;

import dev.khive.api.Capability;
import dev.khive.api.Stores;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The records of a writer: the same ids and values each time. What is of a store that is not declared is not written.
 *
 * @param writer whose they are
 * @param declared the capabilities of the backend that is written to
 */
record Samples(String writer, Set<Capability> declared) {
    static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    static final SparseVector TERMS = new SparseVector(new int[] {4}, new float[] {2});
    static final String TERMS_FIELD = "terms";
    static final String TEXT_FIELD = "words";

    /** A word that every text has. */
    static final String WORD = "heron";

    UUID id(String kind, int number) {
        return RecordIds.ofName(writer + " " + kind + " " + number);
    }

    boolean has(Capability capability) {
        return declared.contains(capability);
    }

    EntityDraft entity(int number) {
        return new EntityDraft(id("entity", number), List.of("Bird"), Map.of("name", WORD + " " + number, "n", number));
    }

    List<EntityDraft> entities(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::entity).toList();
    }

    NoteDraft note(int number, boolean expired) {
        return new NoteDraft(
                id("note", number),
                "fact",
                "wades " + number,
                null,
                expired ? Instant.parse("2001-01-01T00:00:00Z") : null,
                Map.of("n", number));
    }

    EdgeDraft edge(int number, UUID source, String relation, UUID target) {
        return new EdgeDraft(id("edge", number), source, relation, target, 1, null, null, Map.of("n", number));
    }

    VectorDraft vector(int number) {
        return VectorDraft.of(id("entity", number), FIELD, new float[] {1, number % 7});
    }

    void define(Stores stores) {
        if (has(Capability.VECTORS)) {
            stores.vectors().define(FIELD);
        }
    }

    void putVectors(Stores stores, int from, int to) {
        if (has(Capability.VECTORS)) {
            stores.vectors()
                    .putAll(IntStream.range(from, to).mapToObj(this::vector).toList(), BatchMode.ATOMIC);
        }
    }

    void putSparse(Stores stores, int from, int to) {
        if (has(Capability.SPARSE)) {
            List<SparseDraft> drafts = IntStream.range(from, to)
                    .mapToObj(number -> new SparseDraft(id("entity", number), TERMS_FIELD, "model-1", TERMS))
                    .toList();
            stores.sparse().putAll(drafts, BatchMode.ATOMIC);
        }
    }

    void putTexts(Stores stores, int from, int to) {
        if (has(Capability.TEXT)) {
            List<TextDocument> documents = IntStream.range(from, to)
                    .mapToObj(
                            number -> new TextDocument(id("entity", number), TEXT_FIELD, "", WORD + " text " + number))
                    .toList();
            stores.text().putAll(documents, BatchMode.ATOMIC);
        }
    }
}
