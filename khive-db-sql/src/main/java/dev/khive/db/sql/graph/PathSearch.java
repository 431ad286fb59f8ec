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
 * A path with the fewest edges, found from both ends: the smaller of the two outermost levels is the next to grow, unless it
 * has very many more edges, and the first level that meets the other side ends the search. Every node it meets there lies on a shortest path, because a shorter one
 * would have met before; the one that was stored first is taken.
 */
final class PathSearch {
    /**
     * A path by row ids.
     *
     * @param nodes one more than the edges
     */
    record Found(List<Long> nodes, List<Long> edges) {}

    /** Below this the side with fewer nodes grows, whatever edges they have. */
    private static final long EDGES_AT_FIRST = 256;

    private static final int MORE_EACH_TIME = 8;

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
        Side near = new Side(onwards, new Frontier(List.of(start)), end);
        Side far = new Side(backwards, new Frontier(List.of(end)), start);
        while (near.depth() + far.depth() < request.maxDepth() && !near.isEmpty() && !far.isEmpty()) {
            boolean nearIsSmaller = near.width() <= far.width();
            Side grown = grow(nearIsSmaller ? near : far, nearIsSmaller ? far : near);
            Frontier waiting = grown.equals(near) ? far.frontier() : near.frontier();
            Optional<Long> meeting = Arrays.stream(grown.frontier().nodes())
                    .filter(node -> waiting.arrival(node) != null)
                    .boxed()
                    .findFirst();
            if (meeting.isPresent()) {
                return Optional.of(joined(near.frontier(), far.frontier(), meeting.get()));
            }
        }
        return Optional.empty();
    }

    /** One end of the search. */
    private record Side(Hops hops, Frontier frontier, long otherEnd) {
        int depth() {
            return frontier.depth();
        }

        int width() {
            return frontier.nodes().length;
        }

        boolean isEmpty() {
            return frontier.isEmpty();
        }
    }

    /**
     * Grows the smaller side by a level, or the other one where the smaller has a node with very many edges and the other has fewer:
     * neither is looked at much longer than the cheaper of the two takes.
     */
    private Side grow(Side smaller, Side other) {
        for (long most = EDGES_AT_FIRST; ; most *= MORE_EACH_TIME) {
            for (Side side : List.of(smaller, other)) {
                meter.hasTime();
                List<Hop> hops = side.hops().first(side.frontier().nodes(), most + 1);
                if (hops.size() <= most || most >= request.budget().maxEdges()) {
                    follow(hops, side, side.equals(smaller) ? other : smaller);
                    return side;
                }
            }
        }
    }

    private void follow(List<Hop> hops, Side growing, Side waiting) {
        for (Hop hop : hops) {
            meter.takeEdge();
            if (hop.edgeAccepted() && (hop.nodeAccepted() || hop.to() == growing.otherEnd())) {
                growing.frontier().follow(hop);
                meter.allowsNodes(growing.frontier().size() + waiting.frontier().size());
            }
        }
        growing.frontier().advance();
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
