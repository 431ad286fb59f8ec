package dev.khive.conformance.sequence;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Budget;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.TraversalRequest;
import dev.khive.conformance.sequence.Calls.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Calls of the graph: edges, and the ways through them. */
record GraphCalls(Choices choices) {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<RecordField> FIELDS = List.of(
            RecordField.CREATED_AT,
            RecordField.KIND,
            RecordField.WEIGHT,
            RecordField.SOURCE,
            RecordField.VALID_FROM,
            RecordField.REVISION);

    Call call() {
        return switch (choices.below(14)) {
            case 0, 1, 2, 3, 4, 5, 6 -> new RecordCalls(choices).of(edges());
            case 7 -> naturalKey();
            case 8 -> choices.rarely() ? deleteIncident() : neighbors();
            case 9, 10 -> neighbors();
            case 11, 12 -> walk();
            default -> path();
        };
    }

    private RecordCalls.Target<?, EdgeDraft> edges() {
        return new RecordCalls.Target<>(
                "graph", Stores::graph, this::draft, choices::edge, EdgeDraft::id, List.of(RecordField.KIND), FIELDS);
    }

    /** An edge; most of those with one id have the same ends. */
    private EdgeDraft draft() {
        int number = choices.below(8);
        boolean elsewhere = choices.rarely();
        UUID source = elsewhere ? choices.node() : dev.khive.api.store.RecordIds.ofName("node-" + number % 4);
        UUID target = elsewhere ? choices.node() : dev.khive.api.store.RecordIds.ofName("node-" + (number * 3 + 1) % 5);
        return new EdgeDraft(
                dev.khive.api.store.RecordIds.ofName("edge-" + number),
                source,
                choices.relation(),
                target,
                choices.weight(),
                choices.one(null, START),
                choices.one(null, START.plusSeconds(60)),
                choices.properties());
    }

    private Call naturalKey() {
        EdgeDraft draft = draft();
        return new Call(
                "graph.upsertByNaturalKey " + draft, stores -> stores.graph().upsertByNaturalKey(draft));
    }

    private Call deleteIncident() {
        UUID node = choices.node();
        DeleteMode mode = choices.deleteMode();
        return new Call(
                "graph.deleteIncident " + mode + " " + node,
                stores -> stores.graph().deleteIncident(node, mode));
    }

    private Filter edgeFilter() {
        return choices.below(3) > 0 ? Filter.ALL : choices.filter(List.of(RecordField.KIND));
    }

    private Filter nodeFilter() {
        return choices.below(3) > 0 ? Filter.ALL : choices.filter(List.of(RecordField.LABEL, RecordField.KIND));
    }

    private Call neighbors() {
        List<UUID> nodes = choices.some(3, choices::node);
        NeighborQuery query = new NeighborQuery(choices.direction(), choices.relations(), edgeFilter(), nodeFilter());
        int limit = 1 + choices.below(3);
        return new Call(
                "graph.neighborsOfAll, neighbors " + nodes + " " + query + " pages of " + limit,
                stores -> List.of(
                        stores.graph().neighborsOfAll(nodes, query, limit),
                        RecordCalls.pages(
                                stores, request -> stores.graph().neighbors(nodes.get(0), query, request), limit)));
    }

    private Call walk() {
        int min = choices.below(3);
        TraversalRequest request = new TraversalRequest(
                choices.some(choices.rarely() ? 3 : 1, choices::node),
                choices.direction(),
                choices.relations(),
                edgeFilter(),
                nodeFilter(),
                min,
                min + choices.below(3),
                choices.rarely()
                        ? new Budget(1 + choices.below(4), 1_000, Duration.ofSeconds(30), Budget.OnExhausted.FAIL)
                        : Budget.DEFAULT);
        return new Call(
                "graph.traverse, subgraph " + request,
                stores ->
                        List.of(stores.graph().traverse(request), stores.graph().subgraph(request)));
    }

    private Call path() {
        PathRequest request = new PathRequest(
                choices.node(),
                choices.node(),
                choices.direction(),
                choices.relations(),
                edgeFilter(),
                nodeFilter(),
                choices.below(5),
                Budget.DEFAULT);
        return new Call(
                "graph.shortestPath " + request, stores -> stores.graph().shortestPath(request));
    }
}
