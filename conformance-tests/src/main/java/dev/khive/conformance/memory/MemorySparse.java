package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.SparseVector;
import dev.khive.conformance.oracle.VectorScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sparse vectors in memory, multiplied component by component. */
final class MemorySparse implements SparseStore {
    /** A record's vector in the field that is looked at. */
    private record Found(UUID subject, String namespace, SparseVector vector) {}

    private final Access access;

    MemorySparse(Access access) {
        this.access = access;
    }

    @Override
    public WriteAck put(SparseDraft draft) {
        return access.write(write -> {
            check(write, draft);
            store(write, draft);
            return write.ack();
        });
    }

    @Override
    public BatchResult putAll(List<SparseDraft> drafts, BatchMode mode) {
        Bounds.require(
                "The number of items of a batch", drafts.size(), access.bounds().batch());
        return access.write(write -> {
            Map<Owned, SparseDraft> wanted = new LinkedHashMap<>();
            MemoryRecords.Batch batch = new MemoryRecords.Batch(mode);
            for (SparseDraft draft : drafts) {
                batch.item(draft.subject(), () -> {
                    check(write, draft);
                    wanted.put(new Owned(draft.subject(), draft.field()), draft);
                });
            }
            wanted.values().forEach(draft -> store(write, draft));
            return batch.result(write.ack());
        });
    }

    /** Checks a draft; a field begins to exist with the first that passes, and keeps its model. */
    private void check(Write write, SparseDraft draft) {
        write.view().requireLiveNode(draft.subject());
        Checks.fieldName(draft.field(), "sparse field", access.bounds());
        Checks.word(draft.model(), "model identity");
        checkModel(write.rows().sparseModels.computeIfAbsent(draft.field(), field -> draft.model()), draft.model());
    }

    private static void checkModel(String model, String given) {
        if (!model.equals(given)) {
            throw new InvalidInputException("The sparse vectors of this field are made by the model \"" + model
                    + "\", not by \"" + given + "\".");
        }
    }

    private static void store(Write write, SparseDraft draft) {
        Owned key = new Owned(draft.subject(), draft.field());
        SparseVector before = write.rows().sparse.put(key, draft.vector());
        write.record(before == null ? "inserted" : "updated", "sparse", draft.subject());
    }

    private static void require(View view, String field, Predicate<String> model) {
        List<String> models = view.all((name, rows) -> Stream.ofNullable(rows.sparseModels.get(field)))
                .filter(model)
                .toList();
        if (models.isEmpty()) {
            throw new NotFoundException("There is no sparse field \"" + field + "\" in this scope.");
        }
    }

    private static List<Found> found(View view, String field, Filter filter) {
        Predicate<Row> accepted = Filters.ofNodes(filter);
        return view.all((name, rows) -> rows.sparse.entrySet().stream()
                        .filter(entry -> entry.getKey().field().equals(field)
                                && rows.liveNode(entry.getKey().subject(), view.now())
                                && accepted.test(rows.node(entry.getKey().subject())))
                        .map(entry -> new Found(entry.getKey().subject(), name, entry.getValue())))
                .toList();
    }

    @Override
    public Optional<SparseVector> get(UUID subject, String field) {
        return access.read(view -> found(view, field, Filter.ALL).stream()
                .filter(found -> found.subject().equals(subject))
                .map(Found::vector)
                .findFirst());
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        return access.write(write -> {
            boolean existed = write.rows().sparse.remove(new Owned(subject, field)) != null;
            if (existed) {
                write.record("deleted", "sparse", subject);
            }
            return new Deletion(existed ? 1 : 0, write.ack());
        });
    }

    @Override
    public long count(String field, Filter filter) {
        return access.read(view -> {
            require(view, field, model -> true);
            return (long) found(view, field, filter).size();
        });
    }

    @Override
    public SearchResult search(SparseQuery query) {
        return access.read(view -> search(view, query, access.bounds().results()));
    }

    /** The records with the greatest dot product; those that share no index are no hits. */
    static SearchResult search(View view, SparseQuery query, long mostResults) {
        Checks.results(query.k(), mostResults);
        require(view, query.field(), model -> {
            checkModel(model, query.model());
            return true;
        });
        List<SearchHit> hits = found(view, query.field(), query.filter()).stream()
                .filter(found -> VectorScores.overlap(query.vector(), found.vector()))
                .map(found -> new SearchHit(
                        found.subject(), found.namespace(), VectorScores.dot(query.vector(), found.vector())))
                .toList();
        return Ranked.best(hits, query.k(), hits.size());
    }

    /** Vectors go with their record, so there are no orphans. */
    @Override
    public Deletion sweepOrphans() {
        return access.write(write -> new Deletion(0, write.ack()));
    }
}
