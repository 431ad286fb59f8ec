package dev.khive.db.sql.graph;

import dev.khive.api.filter.Filter;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.vector.SubjectOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A walk outwards, level by level. Good for one walk. */
final class BreadthFirst {
    private static final Comparator<Traversal.Visit> NEAREST_FIRST =
            Comparator.comparingInt(Traversal.Visit::depth).thenComparing(Traversal.Visit::node, SubjectOrder.BY_UUID);

    private final ReadUnit unit;
    private final TraversalRequest request;
    private final BudgetMeter meter;
    private final Map<Long, Frontier.Arrival> visited = new LinkedHashMap<>();

    BreadthFirst(ReadUnit unit, TraversalRequest request, BudgetMeter meter) {
        this.unit = unit;
        this.request = request;
        this.meter = meter;
    }

    /** Walks from these rows. */
    Traversal run(Collection<Long> roots) {
        walk(roots);
        return traversal(visits());
    }

    /** Walks from these rows, and gives the depths of the rows found, nearest first. */
    Map<Long, Integer> depths(Collection<Long> roots) {
        walk(roots);
        Map<Long, Integer> depths = new LinkedHashMap<>();
        visited.forEach((node, arrival) -> depths.put(node, arrival.depth()));
        return depths;
    }

    /** The rows of all accepted edges between nodes that the walk returned, as far as the budget reaches. */
    List<Long> edgesAmongVisited() {
        List<Long> edges = new ArrayList<>();
        if (meter.spent() == null) {
            Hops hops = new Hops(unit, EdgeDirection.OUT, request.relations(), request.edgeFilter(), Filter.ALL);
            long[] nodes = visited.keySet().stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            hops.forEach(nodes, hop -> {
                if (!visited.containsKey(hop.to())) {
                    return true;
                }
                if (!meter.takeEdge()) {
                    return false;
                }
                if (hop.edgeAccepted()) {
                    edges.add(hop.edgeId());
                }
                return true;
            });
        }
        return edges;
    }

    // The limit may be null; NullAway does not see the annotation on the nested type of another module.
    @SuppressWarnings("NullAway")
    private Traversal traversal(List<Traversal.Visit> visits) {
        return new Traversal(visits, meter.edges(), meter.spent());
    }

    /** The same traversal with the edges looked at since, and what ended that. */
    Traversal withPresentBudget(Traversal traversal) {
        return traversal(traversal.visits());
    }

    private void walk(Collection<Long> roots) {
        List<Long> sorted = roots.stream().sorted().toList();
        boolean going = meter.allowsNodes(sorted.size());
        Frontier frontier =
                new Frontier(going ? sorted : sorted.subList(0, request.budget().maxNodes()));
        Hops hops =
                new Hops(unit, request.direction(), request.relations(), request.edgeFilter(), request.nodeFilter());
        while (going && !frontier.isEmpty() && frontier.depth() < request.maxDepth() && meter.hasTime()) {
            going = hops.forEach(frontier.nodes(), hop -> take(frontier, hop));
            frontier.advance();
        }
        frontier.reached().forEach((node, arrival) -> {
            if (arrival.depth() >= request.minDepth()) {
                visited.put(node, arrival);
            }
        });
    }

    private boolean take(Frontier frontier, Hop hop) {
        if (!meter.takeEdge()) {
            return false;
        }
        if (hop.accepted()) {
            if (frontier.leadsOn(hop) && !meter.allowsNodes(frontier.size() + 1)) {
                return false;
            }
            frontier.follow(hop);
        }
        return true;
    }

    private List<Traversal.Visit> visits() {
        List<Long> nodes = new ArrayList<>(visited.keySet());
        visited.values().stream().map(Frontier.Arrival::from).forEach(nodes::add);
        Map<Long, UUID> nodeIds = RowIds.nodes(unit, nodes);
        Map<Long, UUID> edgeIds = RowIds.edges(
                unit, visited.values().stream().map(Frontier.Arrival::edgeId).toList());
        Map<UUID, Traversal.Visit> visits = new LinkedHashMap<>();
        visited.forEach((node, arrival) -> Optional.ofNullable(nodeIds.get(node))
                .map(id -> new Traversal.Visit(
                        id, arrival.depth(), edgeIds.get(arrival.edgeId()), nodeIds.get(arrival.from())))
                // Two namespaces may have a node with the same id; the nearer one stands for both.
                .ifPresent(visit -> visits.putIfAbsent(visit.node(), visit)));
        return visits.values().stream().sorted(NEAREST_FIRST).toList();
    }
}
