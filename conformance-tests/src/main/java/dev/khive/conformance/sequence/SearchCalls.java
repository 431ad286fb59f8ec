package dev.khive.conformance.sequence;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.SortDirection;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.sequence.Calls.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of events, vectors, sparse vectors, texts and hybrid search. */
record SearchCalls(Choices choices) {
    private static final List<String> EXPRESSIONS = List.of(
            "heron OR otter",
            "heron -grey",
            "\"grey heron\" river",
            "ot*",
            "(heron OR otter) river",
            "-heron",
            "(heron");

    Call call() {
        return switch (choices.below(12)) {
            case 0, 1 -> events();
            case 2 -> define();
            case 3, 4 -> putVectors();
            case 5 -> vectors();
            case 6 -> putSparse();
            case 7 -> sparse();
            case 8 -> putTexts();
            case 9, 10 -> texts();
            default -> hybrid();
        };
    }

    private Filter filter() {
        return choices.below(3) > 0 ? Filter.ALL : choices.filter(List.of(RecordField.LABEL, RecordField.KIND));
    }

    private int k() {
        return choices.rarely() ? 0 : 1 + choices.below(5);
    }

    private Call events() {
        List<EventDraft> drafts = choices.some(
                3,
                () -> new EventDraft(
                        choices.one("saw", "heard", "inserted"),
                        choices.one("entity", "bird"),
                        choices.one(null, choices.node()),
                        choices.one(null, "me"),
                        choices.properties(),
                        choices.one(null, null, "key-1", "key-2")));
        long after = choices.below(6);
        Filter filter = choices.filter(List.of(RecordField.VERB, RecordField.SUBJECT_TYPE));
        Order order = new Order(choices.one(RecordField.SEQUENCE, RecordField.VERB), SortDirection.ASCENDING);
        return choices.one(
                new Call("events.appendAll " + drafts, stores -> stores.events().appendAll(drafts)),
                new Call(
                        "events.follow, get, lastSequence " + after,
                        stores -> List.of(
                                stores.events().follow(after, 5, Duration.ZERO),
                                stores.events().get(after),
                                stores.events().lastSequence())),
                // Events of one sequence number alone are told apart by their ids, which are their own on each backend.
                new Call(
                        "events.count, list where " + filter,
                        stores -> List.of(
                                stores.events().count(filter),
                                order.field() == RecordField.VERB
                                        ? stores.events().count(Filter.not(filter))
                                        : single(
                                                stores,
                                                () -> RecordCalls.pages(
                                                        stores,
                                                        request ->
                                                                stores.events().list(filter, order, request),
                                                        3)))));
    }

    /** Leaves a call out on a handle of two namespaces, where the contract does not say which of two records comes first. */
    private static Object single(Stores stores, Supplier<Object> call) {
        return RecordCalls.isSingle(stores) ? call.get() : "left out";
    }

    private VectorField field() {
        return choices.one(
                new VectorField("exact", "model-1", 2, Metric.IP),
                new VectorField("exact", "model-1", 2, Metric.IP),
                new VectorField("angle", "model-1", 2, Metric.COSINE),
                new VectorField("distance", "model-1", 2, Metric.L2),
                new VectorField("exact", "model-2", 2, Metric.IP));
    }

    private float[] vector() {
        return choices.rarely()
                ? choices.one(new float[] {1}, new float[] {0, 0}, new float[] {Float.NaN, 1})
                : new float[] {choices.below(7) - 3f, 1f + choices.below(3)};
    }

    private Call define() {
        VectorField field = field();
        return new Call("vectors.define " + field, stores -> stores.vectors().define(field));
    }

    private Call putVectors() {
        List<VectorDraft> drafts = choices.some(choices.rarely() ? 4 : 1, () -> {
            VectorField field = field();
            return new VectorDraft(choices.node(), field.name(), field.model(), choices.some(2, this::vector));
        });
        BatchMode mode = choices.one(BatchMode.values());
        return new Call(
                "vectors.putAll " + mode + " "
                        + drafts.stream().map(Answers::plain).toList(),
                stores -> drafts.size() == 1
                        ? stores.vectors().put(drafts.get(0))
                        : stores.vectors().putAll(drafts, mode));
    }

    private Call vectors() {
        VectorField field = field();
        UUID node = choices.node();
        Filter filter = filter();
        VectorQuery query =
                new VectorQuery(field.name(), field.model(), vector(), k(), filter, choices.one(null, null, 0.3337));
        Function<Stores, Object> run = switch (choices.below(6)) {
            case 0 -> stores -> stores.vectors().delete(node, field.name());
            case 1 ->
                choices.below(3) == 0
                        ? stores -> stores.vectors().deleteWhere(field.name(), filter)
                        : stores -> stores.vectors().sweepOrphans();
            case 2 ->
                stores -> List.of(
                        single(stores, () -> stores.vectors().get(node, field.name())),
                        stores.vectors().fields(),
                        stores.vectors().count(field.name(), filter),
                        RecordCalls.pages(
                                stores, request -> stores.vectors().listWhere(field.name(), filter, request), 2));
            default -> stores -> stores.vectors().search(query);
        };
        return new Call("vectors: delete, read or search of " + node + " " + query, run);
    }

    private SparseVector sparseVector() {
        int first = choices.below(3);
        return new SparseVector(
                new int[] {first, first + 1 + choices.below(3)}, new float[] {1f + choices.below(3), -2f});
    }

    private Call putSparse() {
        List<SparseDraft> drafts = choices.some(
                choices.rarely() ? 4 : 1,
                () -> new SparseDraft(
                        choices.node(), "terms", choices.rarely() ? "model-2" : "model-1", sparseVector()));
        BatchMode mode = choices.one(BatchMode.values());
        return new Call(
                "sparse.putAll " + mode + " " + drafts,
                stores -> drafts.size() == 1
                        ? stores.sparse().put(drafts.get(0))
                        : stores.sparse().putAll(drafts, mode));
    }

    private Call sparse() {
        UUID node = choices.node();
        SparseQuery query = new SparseQuery(
                choices.rarely() ? "nowhere" : "terms",
                choices.rarely() ? "model-2" : "model-1",
                sparseVector(),
                k(),
                filter());
        return choices.one(
                new Call("sparse.delete " + node, stores -> stores.sparse().delete(node, "terms")),
                new Call(
                        "sparse.get, count " + node,
                        stores -> List.of(
                                single(stores, () -> stores.sparse().get(node, "terms")),
                                stores.sparse().count("terms", query.filter()))),
                new Call("sparse.search " + query, stores -> stores.sparse().search(query)),
                new Call("sparse.search " + query, stores -> stores.sparse().search(query)));
    }

    private Call putTexts() {
        List<TextDocument> texts = choices.some(
                choices.rarely() ? 4 : 1,
                () -> new TextDocument(
                        choices.node(),
                        choices.rarely() ? TextDocument.RECORD_FIELD : choices.one("first", "second"),
                        choices.text(),
                        choices.text()));
        BatchMode mode = choices.one(BatchMode.values());
        return new Call(
                "text.putAll " + mode + " " + texts,
                stores -> texts.size() == 1
                        ? stores.text().put(texts.get(0))
                        : stores.text().putAll(texts, mode));
    }

    private Call texts() {
        UUID node = choices.node();
        String field = choices.one("first", "second", TextDocument.RECORD_FIELD);
        TextQuery.Mode mode = choices.one(TextQuery.Mode.values());
        TextQuery query = new TextQuery(
                mode == TextQuery.Mode.EXPRESSION ? choices.one(EXPRESSIONS) : choices.words(),
                mode,
                k(),
                choices.one(Set.of(), Set.of(), Set.of("first"), Set.of("second", TextDocument.RECORD_FIELD)),
                filter());
        return switch (choices.below(6)) {
            case 0 ->
                new Call(
                        "text.delete " + field + " of " + node,
                        stores -> stores.text().delete(node, field));
            case 1 ->
                new Call(
                        "text.get, statistics " + field + " of " + node,
                        stores -> List.of(
                                single(stores, () -> stores.text().get(node, field)),
                                stores.text().statistics(),
                                stores.statistics()));
            default -> new Call("text.search " + query, stores -> stores.text().search(query));
        };
    }

    private Call hybrid() {
        int k = 1 + choices.below(4);
        HybridQuery query = new HybridQuery(
                List.of(
                        new HybridQuery.TextArm("text", choices.below(3), choices.words(), TextQuery.Mode.ANY_WORD),
                        choices.one(
                                new HybridQuery.VectorArm("second", 1, "exact", "model-1", vector()),
                                new HybridQuery.SparseArm("second", 0.5, "terms", "model-1", sparseVector()),
                                new HybridQuery.GraphArm(
                                        "second", 1, TraversalRequest.from(choices.node(), EdgeDirection.BOTH, 2)))),
                choices.one(HybridQuery.Fusion.values()),
                k,
                k + choices.below(4),
                filter());
        return new Call(
                "hybrid.search " + query,
                stores -> single(stores, () -> stores.hybrid().search(query)));
    }
}
