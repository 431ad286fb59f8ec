package dev.khive.query.plan;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is still to be counted of a pattern.
 *
 * @param rest the nodes that are not bound
 * @param parts the edges and conditions that have not been joined
 * @param bound the nodes and edges that are bound
 * @param visits how often it is counted
 */
record CountScope(Set<String> rest, List<PatternPart> parts, Set<String> bound, double visits) {
    /** Copies what it is given. */
    CountScope {
        rest = Set.copyOf(rest);
        parts = List.copyOf(parts);
        bound = Set.copyOf(bound);
    }

    /** The parts that need nothing that is not bound. */
    List<PatternPart> ready() {
        return parts.stream().filter(part -> bound.containsAll(part.names())).toList();
    }

    /** The edges from what is bound to what is not. */
    List<Edge> next() {
        List<Edge> next = new ArrayList<>();
        for (PatternPart part : parts) {
            if (part instanceof Edge edge && bound.contains(edge.left()) != bound.contains(edge.right())) {
                next.add(edge);
            }
        }
        return next;
    }

    /** The patterns that must be there between what is bound and what is not. */
    List<Present> present() {
        List<Present> next = new ArrayList<>();
        for (PatternPart part : parts) {
            if (part instanceof Present present && bound.contains(present.from()) != bound.contains(present.to())) {
                next.add(present);
            }
        }
        return next;
    }

    /** Whether it is nothing but an optional pattern. */
    boolean isOptional() {
        return rest.isEmpty() && parts.size() == 1 && parts.getFirst() instanceof PatternPart.Optional;
    }

    /** Whether nothing is in it but edges with a direction, conditions on what is met, and no test that two are not the same. */
    boolean isPlain() {
        return parts.stream()
                .allMatch(part -> part instanceof PatternPart.Test
                        || part instanceof PatternPart.Optional
                        || (part instanceof Edge edge && edge.direction() != Direction.BOTH));
    }

    CountScope without(PatternPart part) {
        List<PatternPart> less = new ArrayList<>(parts);
        less.remove(part);
        return new CountScope(rest, less, bound, visits);
    }

    CountScope with(PatternPart part) {
        List<PatternPart> more = new ArrayList<>(parts);
        more.add(part);
        return new CountScope(rest, more, bound, visits);
    }

    CountScope of(PatternMerge.Merged merged) {
        return new CountScope(merged.rest(), merged.parts(), bound, visits);
    }

    CountScope visited(double times) {
        return new CountScope(rest, parts, bound, visits * times);
    }

    /** With a node or an edge bound. */
    CountScope bind(String name) {
        Set<String> more = new HashSet<>(bound);
        more.add(name);
        Set<String> less = new HashSet<>(rest);
        less.remove(name);
        return new CountScope(less, parts, more, visits);
    }

    /** Without some nodes, which are counted elsewhere. */
    CountScope forgetting(Set<String> counted) {
        Set<String> less = new HashSet<>(rest);
        less.removeAll(counted);
        return new CountScope(less, parts, bound, visits);
    }

    /** The bound nodes and edges that it depends on. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        for (PatternPart part : parts) {
            part.names().stream().filter(bound::contains).forEach(anchors::add);
        }
        return anchors;
    }

    /** The parts that depend on each other by nothing but what is bound. */
    List<CountScope> divided() {
        Map<String, String> leaders = new HashMap<>();
        rest.forEach(node -> leaders.put(node, node));
        for (PatternPart part : parts) {
            List<String> open = open(part);
            for (String node : open) {
                unite(leaders, open.getFirst(), node);
            }
        }
        Map<String, Set<String>> groups = new HashMap<>();
        for (String node : new TreeSet<>(rest)) {
            groups.computeIfAbsent(leader(leaders, node), first -> new TreeSet<>())
                    .add(node);
        }
        List<CountScope> all = new ArrayList<>();
        groups.values().stream()
                .sorted((left, right) ->
                        left.iterator().next().compareTo(right.iterator().next()))
                .forEach(group -> all.add(new CountScope(
                        group,
                        parts.stream()
                                .filter(part -> open(part).stream().anyMatch(group::contains))
                                .toList(),
                        bound,
                        visits)));
        for (PatternPart part : parts) {
            if (open(part).isEmpty()) {
                all.add(new CountScope(Set.of(), List.of(part), bound, visits));
            }
        }
        return all;
    }

    /** The nodes that a part waits for; those of an edge that is not bound are its ends. */
    private List<String> open(PatternPart part) {
        Set<String> open = new TreeSet<>();
        for (String name : part.names()) {
            if (rest.contains(name)) {
                open.add(name);
            } else if (!bound.contains(name)) {
                for (PatternPart other : parts) {
                    if (other instanceof Edge edge && edge.name().equals(name)) {
                        edge.names().stream().filter(rest::contains).forEach(open::add);
                    }
                }
            }
        }
        return List.copyOf(open);
    }

    private static String leader(Map<String, String> leaders, String node) {
        String leader = node;
        String next = leaders.getOrDefault(leader, leader);
        while (!next.equals(leader)) {
            leader = next;
            next = leaders.getOrDefault(leader, leader);
        }
        return leader;
    }

    private static void unite(Map<String, String> leaders, String left, String right) {
        leaders.put(leader(leaders, right), leader(leaders, left));
    }
}
