package dev.khive.db.sql.graph;

import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.PathRequest;
import dev.khive.db.sql.scope.ReadUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A path with the fewest edges, found from both ends: the smaller of the two outermost levels is the next to grow, and the
 * first level that meets the other side ends the search. Every node it meets there lies on a shortest path, because a shorter one
 * would have met before; the one that was stored first is taken.
 */
final class PathSearch {
    /**
     * A path by row ids.
     *
     * @param nodes one more than the edges
     */
    record Found(List<Long> nodes, List<Long> edges) {}

    private final PathRequest request;
    private final BudgetMeter meter;
    private final Hops onwards;
    private final Hops backwards;

    PathSearch(ReadUnit unit, PathRequest request, BudgetMeter meter) {
        this.request = request;
        this.meter = meter;
        this.onwards = hops(unit, request, request.direction());
        this.backwards = hops(unit, request, reversed(request.direction()));
    }

    private static Hops hops(ReadUnit unit, PathRequest request, EdgeDirection direction) {
        return new Hops(unit, direction, request.relations(), request.edgeFilter(), request.nodeFilter());
    }

    private static EdgeDirection reversed(EdgeDirection direction) {
        return switch (direction) {
            case OUT -> EdgeDirection.IN;
            case IN -> EdgeDirection.OUT;
            case BOTH -> EdgeDirection.BOTH;
        };
    }

    Optional<Found> between(long start, long end) {
        if (start == end) {
            return Optional.of(new Found(List.of(start), List.of()));
        }
        Frontier near = new Frontier(List.of(start));
        Frontier far = new Frontier(List.of(end));
        while (near.depth() + far.depth() < request.maxDepth() && !near.isEmpty() && !far.isEmpty()) {
            boolean growNear = near.nodes().length <= far.nodes().length;
            Frontier growing = growNear ? near : far;
            Frontier waiting = growNear ? far : near;
            grow(growNear ? onwards : backwards, growing, growNear ? end : start, waiting.size());
            Optional<Long> meeting = Arrays.stream(growing.nodes())
                    .filter(node -> waiting.arrival(node) != null)
                    .boxed()
                    .findFirst();
            if (meeting.isPresent()) {
                return Optional.of(joined(near, far, meeting.get()));
            }
        }
        return Optional.empty();
    }

    private void grow(Hops hops, Frontier growing, long otherEnd, int otherSize) {
        meter.hasTime();
        hops.forEach(growing.nodes(), hop -> {
            meter.takeEdge();
            if (hop.edgeAccepted() && (hop.nodeAccepted() || hop.to() == otherEnd)) {
                growing.follow(hop);
                meter.allowsNodes(growing.size() + otherSize);
            }
            return true;
        });
        growing.advance();
    }

    private static Found joined(Frontier near, Frontier far, long meeting) {
        List<Long> nodes = new ArrayList<>();
        List<Long> edges = new ArrayList<>();
        collect(near, meeting, nodes, edges);
        Collections.reverse(nodes);
        Collections.reverse(edges);
        nodes.removeLast();
        collect(far, meeting, nodes, edges);
        return new Found(nodes, edges);
    }

    /** The way from a node back to the root of a side, the node itself included. */
    private static void collect(Frontier side, long from, List<Long> nodes, List<Long> edges) {
        long node = from;
        nodes.add(node);
        for (Frontier.Arrival at = side.arrival(node); at != null && at.edgeId() != 0; at = side.arrival(node)) {
            edges.add(at.edgeId());
            node = at.from();
            nodes.add(node);
        }
    }
}
