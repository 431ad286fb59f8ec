package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.Traversal.Visit;
import dev.khive.api.store.TraversalRequest;
import dev.khive.conformance.oracle.ValueRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A walk outwards, level by level, through every namespace of a handle; edges never leave theirs. */
final class Walk {
    private static final Comparator<Visit> NEAREST_FIRST =
            Comparator.comparingInt(Visit::depth).thenComparing(Visit::node, ValueRules.BY_TEXT);

    /** A node that was reached: its row, and the rows around it. */
    private record Place(ScopeRows rows, Row node) {}

    private final View view;
    private final TraversalRequest request;
    private final Work work;
    private final Map<Row, Visit> reached = new LinkedHashMap<>();

    private Walk(View view, TraversalRequest request) {
        this.view = view;
        this.request = request;
        this.work = new Work(request.budget(), true);
    }

    static Walk of(View view, TraversalRequest request, Bounds bounds) {
        Bounds.require("The depth of a walk", request.maxDepth(), bounds.traversalDepth());
        Hops hops =
                new Hops(view, request.direction(), request.relations(), request.edgeFilter(), request.nodeFilter());
        request.roots().forEach(view::requireLiveNode);
        Walk walk = new Walk(view, request);
        walk.go(hops);
        return walk;
    }

    private void go(Hops hops) {
        List<Place> level = roots();
        for (Place root : level) {
            if (!work.allowsNodes(reached.size() + 1)) {
                return;
            }
            reached.put(root.node(), new Visit(root.node().record().id(), 0, null, null));
        }
        for (int depth = 1; depth <= request.maxDepth() && !level.isEmpty() && work.hasTime(); depth++) {
            Map<Row, Hop> arrivals = new LinkedHashMap<>();
            List<Place> next = new ArrayList<>();
            for (Place place : level) {
                for (Hop hop : hops.from(place.rows(), place.node())) {
                    if (!work.takesEdge()) {
                        arrive(arrivals, depth);
                        return;
                    }
                    if (!hop.accepted() || reached.containsKey(hop.to())) {
                        continue;
                    }
                    Hop known = arrivals.get(hop.to());
                    if (known == null) {
                        if (!work.allowsNodes(reached.size() + arrivals.size() + 1)) {
                            arrive(arrivals, depth);
                            return;
                        }
                        next.add(new Place(place.rows(), hop.to()));
                    }
                    if (known == null || hop.edge().number() < known.edge().number()) {
                        arrivals.put(hop.to(), hop);
                    }
                }
            }
            arrive(arrivals, depth);
            level = next;
        }
    }

    private List<Place> roots() {
        return view.namespaces().stream()
                .flatMap(namespace -> request.roots().stream()
                        .filter(root -> namespace.rows().liveNode(root, view.now()))
                        .map(root ->
                                new Place(namespace.rows(), namespace.rows().node(root))))
                .toList();
    }

    private void arrive(Map<Row, Hop> arrivals, int depth) {
        arrivals.forEach((row, hop) -> reached.put(
                row,
                new Visit(
                        row.record().id(),
                        depth,
                        hop.edge().record().id(),
                        hop.from().record().id())));
    }

    /** The nodes found with their depths. */
    Map<Row, Integer> depths() {
        Map<Row, Integer> depths = new LinkedHashMap<>();
        reached.forEach((row, visit) -> {
            if (visit.depth() >= request.minDepth()) {
                depths.put(row, visit.depth());
            }
        });
        return depths;
    }

    /** The nodes found; of two namespaces with one id the nearer node stands for both. */
    Traversal traversal() {
        Map<UUID, Visit> visits = new LinkedHashMap<>();
        reached.entrySet().stream()
                .filter(entry -> entry.getValue().depth() >= request.minDepth())
                .sorted(Comparator.comparingInt((Map.Entry<Row, Visit> entry) ->
                                entry.getValue().depth())
                        .thenComparingLong(entry -> entry.getKey().number()))
                .forEach(entry -> visits.putIfAbsent(entry.getValue().node(), entry.getValue()));
        return traversal(visits.values().stream().sorted(NEAREST_FIRST).toList());
    }

    // The limit may be null; NullAway does not see the annotation on the nested type of another module.
    @SuppressWarnings("NullAway")
    private Traversal traversal(List<Visit> visits) {
        return new Traversal(visits, work.edges(), work.spent());
    }

    /** The nodes found and the accepted edges among them. */
    Subgraph subgraph() {
        List<Visit> visits = traversal().visits();
        Hops hops = new Hops(view, EdgeDirection.OUT, request.relations(), request.edgeFilter(), Filter.ALL);
        List<Edge> edges = new ArrayList<>();
        Map<Row, Integer> found = depths();
        if (work.spent() == null) {
            view.namespaces()
                    .forEach(namespace -> namespace.rows().nodes.values().stream()
                            .filter(found::containsKey)
                            .flatMap(node -> hops.from(namespace.rows(), node).stream())
                            .filter(hop -> found.containsKey(hop.to()))
                            .takeWhile(hop -> work.takesEdge())
                            .filter(Hop::edgeAccepted)
                            .forEach(hop -> edges.add(hop.stored())));
        }
        return new Subgraph(
                traversal(visits),
                edges.stream()
                        .sorted(Comparator.comparing(Edge::id, ValueRules.BY_TEXT))
                        .toList());
    }
}
