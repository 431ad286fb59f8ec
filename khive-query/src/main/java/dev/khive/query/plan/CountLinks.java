package dev.khive.query.plan;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one node that alike corners of a triangle share, and the pattern from a corner to it, which is the same for each. It is found
 * once for each node that a corner can be, in a table.
 */
final class CountLinks {
    private static final String NUMBER = " links ";

    private final CountSearch search;
    private final String node;
    private final String shared;
    private final Operator rows;
    private final CountScope rest;

    private CountLinks(CountSearch search, String node, String shared, Operator rows, CountScope rest) {
        this.search = search;
        this.node = node;
        this.shared = shared;
        this.rows = rows;
        this.rest = rest;
    }

    /**
     * The links of a triangle whose corners are alike; empty where its corners share no node, more than one, or something else than
     * edges with a direction and tests.
     *
     * @param scope what is left of the pattern beside the sides
     */
    static Optional<CountLinks> of(Triangle triangle, CountScope scope, CountSearch search) {
        if (!search.isOn(Rewrite.LINK_TABLES)) {
            return Optional.empty();
        }
        Set<String> others = new HashSet<>(scope.rest());
        triangle.corners().forEach(others::remove);
        Map<String, Set<String>> nearest = nearest(triangle.corners(), others, scope.parts());
        List<String> shared =
                others.stream().filter(node -> !isOwn(node, nearest)).toList();
        if (shared.size() != 1
                || !nearest.getOrDefault(shared.getFirst(), Set.of()).containsAll(triangle.corners())) {
            return Optional.empty();
        }
        String first = triangle.corner(0);
        Set<String> own = new HashSet<>();
        List<PatternPart> parts = new ArrayList<>();
        List<PatternPart> common = new ArrayList<>();
        for (PatternPart part : scope.parts()) {
            Set<String> corners = corners(part, shared.getFirst(), triangle.corners(), nearest);
            if (!isPlain(part, scope.parts()) || corners.size() > 1) {
                return Optional.empty();
            }
            if (corners.isEmpty()) {
                common.add(part);
            } else if (corners.contains(first)) {
                parts.add(part);
                own.addAll(part.names());
            }
        }
        own.remove(first);
        return rows(first, own, parts, search)
                .map(rows -> new CountLinks(
                        search,
                        first,
                        shared.getFirst(),
                        rows,
                        new CountScope(union(triangle.corners(), shared), common, scope.bound(), scope.visits())));
    }

    private static Set<String> union(List<String> some, List<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static boolean isPlain(PatternPart part, List<PatternPart> parts) {
        return part instanceof Test
                || (part instanceof Edge edge
                        && edge.direction() != Direction.BOTH
                        && CountPairs.isUnasked(edge, parts));
    }

    private static boolean isOwn(String node, Map<String, Set<String>> nearest) {
        return nearest.getOrDefault(node, Set.of()).size() == 1;
    }

    /** The corners on which a part depends, itself or through the nodes that are theirs alone. */
    private static Set<String> corners(
            PatternPart part, String shared, List<String> corners, Map<String, Set<String>> nearest) {
        Set<String> found = new HashSet<>();
        for (String name : part.names()) {
            if (corners.contains(name)) {
                found.add(name);
            } else if (!name.equals(shared)) {
                found.addAll(nearest.getOrDefault(name, Set.of()));
            }
        }
        return found;
    }

    /** The corners that are fewest edges away from each node, on ways that lead through no other corner. */
    private static Map<String, Set<String>> nearest(List<String> corners, Set<String> others, List<PatternPart> parts) {
        Map<String, Integer> least = new HashMap<>();
        Map<String, Set<String>> nearest = new HashMap<>();
        for (String corner : corners) {
            distances(corner, others, parts).forEach((node, distance) -> {
                int before = least.getOrDefault(node, Integer.MAX_VALUE);
                if (distance < before) {
                    least.put(node, distance);
                    nearest.put(node, new HashSet<>(Set.of(corner)));
                } else if (distance == before) {
                    nearest.getOrDefault(node, new HashSet<>()).add(corner);
                }
            });
        }
        return nearest;
    }

    private static Map<String, Integer> distances(String corner, Set<String> others, List<PatternPart> parts) {
        Map<String, Integer> distances = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(corner));
        while (!open.isEmpty()) {
            String node = open.removeFirst();
            int further = distances.getOrDefault(node, 0) + 1;
            for (PatternPart part : parts) {
                if (part instanceof Edge edge && edge.names().contains(node)) {
                    String other = edge.other(node);
                    if (others.contains(other) && distances.putIfAbsent(other, further) == null) {
                        open.addLast(other);
                    }
                }
            }
        }
        return distances;
    }

    private static Optional<Operator> rows(String first, Set<String> own, List<PatternPart> parts, CountSearch search) {
        Operator.NodeScan scan = search.scan(new Operator.Unit(), first);
        CountScope scope =
                new CountScope(own, parts, Set.of(first), search.estimates().nodes(first));
        CountGrowth.Grown grown = new CountGrowth(search, scan, CountSearch.scanned(scope, scan))
                .reaching(union(List.of(first), List.copyOf(own)), Set.of())
                .weighed();
        return grown.weight() instanceof Weight.One ? Optional.of(grown.rows()) : Optional.empty();
    }

    /** Begins with the links of a corner. */
    CountGrowth first(String corner) {
        Operator.Linked linked = link(new Operator.Argument(), corner);
        return new CountGrowth(search, linked, rest.bind(corner).bind(shared).bind(linked.number())).narrowed();
    }

    /** Leaves the rows whose next corner is linked to the shared node. */
    void next(CountGrowth growth, String corner) {
        growth.linked(link(growth.plan(), corner), 1 / search.estimates().nodes(shared))
                .narrowed();
    }

    private Operator.Linked link(Operator input, String corner) {
        return new Operator.Linked(input, rows, node, shared, corner, shared, NUMBER + corner);
    }

    /** Whether a number is that of links, and not of edges. */
    static boolean isNumber(Weight.EdgeNumber number) {
        return number.variable().startsWith(NUMBER);
    }

    /** How often a corner is linked to the shared node. */
    Weight number(String corner) {
        return new Weight.EdgeNumber(NUMBER + corner);
    }
}
