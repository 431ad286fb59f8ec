package dev.khive.query.plan;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /** Both, of which neither depends on the other. */
    CountScope and(CountScope other) {
        Set<String> nodes = new HashSet<>(rest);
        nodes.addAll(other.rest);
        List<PatternPart> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new CountScope(nodes, all, bound, visits);
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

    /**
     * Without what is bound and no part asks for, so that a part is the same wherever it is met. Numbers of pairs stay: an edge is
     * one of them by its ends.
     */
    CountScope needed() {
        Set<String> asked = new HashSet<>();
        for (PatternPart part : parts) {
            if (part instanceof PatternPart.Optional) {
                return this;
            }
            part.names().stream().filter(bound::contains).forEach(asked::add);
        }
        bound.stream().filter(CountPairs::isNumber).forEach(asked::add);
        return asked.isEmpty() || asked.size() == bound.size() ? this : new CountScope(rest, parts, asked, visits);
    }

    /** The parts that depend on each other by nothing but what is bound. */
    List<CountScope> divided() {
        List<List<String>> waits = parts.stream().map(this::open).toList();
        List<CountScope> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String node : rest.stream().sorted().toList()) {
            if (!seen.contains(node)) {
                Set<String> group = around(node, waits);
                seen.addAll(group);
                all.add(new CountScope(group, those(waits, open -> meets(open, group)), bound, visits));
            }
        }
        for (PatternPart part : those(waits, List::isEmpty)) {
            all.add(new CountScope(Set.of(), List.of(part), bound, visits));
        }
        return all;
    }

    /** The parts of which holds what they wait for. */
    private List<PatternPart> those(List<List<String>> waits, Predicate<List<String>> wanted) {
        List<PatternPart> some = new ArrayList<>();
        for (int index = 0; index < waits.size(); index++) {
            if (wanted.test(waits.get(index))) {
                some.add(parts.get(index));
            }
        }
        return some;
    }

    /** The nodes that hang together with a node by parts that wait for several. */
    private static Set<String> around(String node, List<List<String>> waits) {
        Set<String> group = new HashSet<>(Set.of(node));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (List<String> open : waits) {
                grown |= open.size() > 1 && meets(open, group) && group.addAll(open);
            }
        }
        return group;
    }

    private static boolean meets(List<String> open, Set<String> group) {
        return open.stream().anyMatch(group::contains);
    }

    /** The nodes that a part waits for; those of an edge that is not bound are its ends. */
    private List<String> open(PatternPart part) {
        List<String> open = new ArrayList<>(2);
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
        return open;
    }
}
