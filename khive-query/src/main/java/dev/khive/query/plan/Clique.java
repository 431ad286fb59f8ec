package dev.khive.query.plan;

import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two or three nodes of a pattern that undirected edges of the same relations join to each other, of which nothing is asked but how
 * many there are.
 *
 * @param corners the nodes
 * @param times how many edges of the pattern are between two corners; none where there must only be one
 * @param rest the other parts of the pattern, without those that hold wherever the corners are different nodes
 */
record Clique(
        List<String> corners,
        Position position,
        @Nullable LabelExpression relations,
        Map<Set<String>, Integer> times,
        List<PatternPart> rest) {
    private static final List<List<Integer>> OF_TWO = List.of(List.of(0, 1), List.of(1, 0));

    private static final List<List<Integer>> OF_THREE = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    /** Copies what it is given. */
    Clique {
        corners = List.copyOf(corners);
        times = Map.copyOf(times);
        rest = List.copyOf(rest);
    }

    /** The two ends of an edge; empty where something is asked of it. */
    static Optional<Clique> of(Edge side, CountScope scope) {
        return of(side, side.names(), scope);
    }

    /** The triangle of an edge and another node; empty where there is none. */
    static Optional<Clique> of(Edge side, String third, CountScope scope) {
        Set<String> corners = new HashSet<>(side.names());
        return side.names().size() == 2 && corners.add(third) ? of(side, corners, scope) : Optional.empty();
    }

    private static Optional<Clique> of(Edge side, Set<String> nodes, CountScope scope) {
        Set<String> corners = new TreeSet<>(nodes);
        if (side.direction() != Direction.BOTH
                || corners.size() < 2
                || !scope.rest().containsAll(corners)) {
            return Optional.empty();
        }
        Map<Set<String>, Integer> times = new HashMap<>();
        Set<String> sides = new HashSet<>();
        List<PatternPart> rest = new ArrayList<>();
        for (PatternPart part : scope.parts()) {
            if (part instanceof Edge edge && isSide(edge, side, corners)) {
                sides.add(edge.name());
                times.merge(edge.names(), 1, Integer::sum);
            } else if (part instanceof Present present && isSide(present.edge(), side, corners)) {
                times.merge(present.names(), 0, Integer::sum);
            } else {
                rest.add(part);
            }
        }
        rest.removeIf(part -> holdsWhereTheyDiffer(part, corners, scope.parts()));
        boolean asked = rest.stream().anyMatch(part -> part.names().stream().anyMatch(sides::contains));
        return times.size() < corners.size() * (corners.size() - 1) / 2 || asked
                ? Optional.empty()
                : Optional.of(new Clique(List.copyOf(corners), side.position(), side.relations(), times, rest));
    }

    private static boolean isSide(Edge edge, Edge side, Set<String> corners) {
        return edge.direction() == Direction.BOTH
                && edge.names().size() == 2
                && corners.containsAll(edge.names())
                && CountPairs.relationsOf(edge.relations()).equals(CountPairs.relationsOf(side.relations()));
    }

    /** Two corners differ, and so do edges that could be one only where two corners are. */
    private static boolean holdsWhereTheyDiffer(PatternPart part, Set<String> corners, List<PatternPart> parts) {
        return switch (part) {
            case Different different -> corners.containsAll(different.names());
            case Apart apart -> {
                Edge left = PatternMerge.edge(apart.left(), parts);
                Edge right = PatternMerge.edge(apart.right(), parts);
                yield left != null
                        && right != null
                        && PatternMerge.pairs(left, right).stream()
                                .flatMap(List::stream)
                                .anyMatch(same -> corners.containsAll(same)
                                        && !same.getFirst().equals(same.getLast()));
            }
            default -> false;
        };
    }

    /** Each order of the corners, by their places. */
    List<List<Integer>> orders() {
        return corners.size() == 2 ? OF_TWO : OF_THREE;
    }

    /** Each two of the corners. */
    List<Set<String>> pairs() {
        return corners.size() == 2 ? List.of(pair(0, 1)) : List.of(pair(0, 1), pair(0, 2), pair(1, 2));
    }

    /** A corner by its place. */
    String corner(int place) {
        return corners.get(place);
    }

    /** Two corners by their places. */
    private Set<String> pair(int one, int other) {
        return Set.of(corner(one), corner(other));
    }

    /** Whether it has as many edges between each two of its corners. */
    boolean isEven() {
        return times.values().stream().distinct().count() == 1;
    }

    /** The numbers of edges that are multiplied where each corner of the pattern is that of a row at another place; in order. */
    List<Weight> numbers(List<Integer> order) {
        List<String> names = new ArrayList<>();
        for (int one = 0; one < corners.size() - 1; one++) {
            for (int other = one + 1; other < corners.size(); other++) {
                String number = CountPairs.number(relations, corner(order.get(one)), corner(order.get(other)));
                names.addAll(Collections.nCopies(times.getOrDefault(pair(one, other), 0), number));
            }
        }
        return names.stream().sorted().<Weight>map(Weight.EdgeNumber::new).toList();
    }
}
