package dev.khive.query.plan;

import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.CountSearch.Solved;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts patterns in which three nodes are joined to each other by undirected edges of the same relations. Three different nodes
 * that are joined so are met once, in the order of their keys; each of the six ways in which they can be those of the pattern is
 * added. Matches in which two of the three are one node are smaller patterns, which are added too.
 */
final class CountTriangles {
    private final CountSearch search;
    private final CountPairs tables;

    CountTriangles(CountSearch search) {
        this.search = search;
        this.tables = new CountPairs(search);
    }

    /**
     * A triangle of a pattern.
     *
     * @param corners its three nodes
     * @param times for each pair of corners the edges that are counted; edges that must be there only are none
     * @param rest the parts of the pattern beside its edges, as far as they do not hold where the corners differ
     */
    private record Triangle(
            List<String> corners,
            Position position,
            @Nullable LabelExpression relations,
            Map<Set<String>, Integer> times,
            List<PatternPart> rest) {
        Set<String> pair(int one, int other) {
            return Set.of(corners.get(one), corners.get(other));
        }

        boolean isEven() {
            return times.values().stream().distinct().count() == 1;
        }
    }

    /** The cheapest way to count by a triangle; empty where there is none, or nothing certain is known. */
    Optional<Solved> way(CountScope scope) {
        boolean restricted = scope.parts().stream()
                .anyMatch(part -> part instanceof Test test && !(test.condition() instanceof LabelTest));
        if (!scope.bound().isEmpty()
                || restricted
                || !search.estimates().areKnown()
                || !search.isOn(Rewrite.PAIR_TABLES)
                || !search.isOn(Rewrite.SYMMETRIC_ONCE)) {
            return Optional.empty();
        }
        for (PatternPart part : scope.parts()) {
            if (part instanceof Edge edge && edge.direction() == Direction.BOTH) {
                for (String third : Collections.unmodifiableSet(new java.util.TreeSet<>(scope.rest()))) {
                    Optional<Solved> solved = triangle(edge, third, scope).flatMap(triangle -> solved(triangle, scope));
                    if (solved.isPresent()) {
                        return solved;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Triangle> triangle(Edge edge, String third, CountScope scope) {
        Set<String> corners = new java.util.TreeSet<>(edge.names());
        corners.add(third);
        if (corners.size() != 3 || !scope.rest().containsAll(corners)) {
            return Optional.empty();
        }
        List<String> ordered = List.copyOf(corners);
        Map<Set<String>, Integer> times = new LinkedHashMap<>();
        Map<String, Set<String>> links = new TreeMap<>();
        List<PatternPart> rest = new ArrayList<>();
        for (PatternPart part : scope.parts()) {
            Edge link = part instanceof Edge counted ? counted : part instanceof Present present ? present.edge() : null;
            if (link == null
                    || link.direction() != Direction.BOTH
                    || link.names().size() != 2
                    || !corners.containsAll(link.names())
                    || !CountPairs.relationsOf(link.relations()).equals(CountPairs.relationsOf(edge.relations()))) {
                rest.add(part);
            } else if (part instanceof Edge) {
                links.put(link.name(), link.names());
                times.merge(link.names(), 1, Integer::sum);
            } else {
                times.merge(link.names(), 0, Integer::sum);
            }
        }
        boolean holds = rest.removeIf(part -> holdsWhereTheyDiffer(part, corners, links));
        boolean asked = rest.stream().anyMatch(part -> part.names().stream().anyMatch(links::containsKey));
        return times.size() < 3 || asked
                ? Optional.empty()
                : Optional.of(new Triangle(ordered, edge.position(), edge.relations(), times, List.copyOf(rest)));
    }

    /** Whether corners that differ imply a part: they differ, or edges between other pairs of them do. */
    private static boolean holdsWhereTheyDiffer(PatternPart part, Set<String> corners, Map<String, Set<String>> links) {
        return switch (part) {
            case Different different -> corners.containsAll(different.names());
            case Apart apart ->
                links.containsKey(apart.left())
                        && links.containsKey(apart.right())
                        && !links.get(apart.left()).equals(links.get(apart.right()));
            default -> false;
        };
    }

    private Optional<Solved> solved(Triangle triangle, CountScope scope) {
        Optional<Solved> different = permuted(triangle, scope).or(() -> symmetric(triangle, scope));
        return different.flatMap(found -> equal(triangle, scope).map(ties -> {
            List<Weight> parts = new ArrayList<>(List.of(found.weight()));
            double cost = found.cost();
            for (Solved tie : ties) {
                parts.add(tie.weight());
                cost += tie.cost();
            }
            return new Solved(new Weight.Sum(parts), cost, found.count());
        }));
    }

    /** The matches in which two corners are one; empty where a smaller pattern is not known. */
    private Optional<List<Solved>> equal(Triangle triangle, CountScope scope) {
        List<Solved> ties = new ArrayList<>();
        List<PatternPart> parts = new ArrayList<>(scope.parts());
        for (int one = 0; one < 2; one++) {
            for (int other = one + 1; other < 3; other++) {
                Set<String> pair = triangle.pair(one, other);
                if (scope.parts().stream()
                        .anyMatch(part -> part instanceof Different && part.names().equals(pair))) {
                    continue;
                }
                String left = triangle.corners().get(one);
                String right = triangle.corners().get(other);
                Different differ =
                        new Different(left, right, PatternMerge.differ(triangle.position(), left, right));
                Optional<PatternMerge.Merged> merged = PatternMerge.nodes(differ, scope.rest(), parts);
                if (merged.isEmpty()) {
                    return Optional.empty();
                }
                ties.add(tie(left, right, triangle, scope.of(merged.get())));
                parts.add(differ);
            }
        }
        return Optional.of(ties);
    }

    /** Where two corners are one, an edge between them is a loop; there are few of these, and their rows are all joined. */
    private Solved tie(String left, String right, Triangle triangle, CountScope merged) {
        String corner = merged.rest().contains(left) ? left : right;
        Operator.Pairs loops = tables.pairs(
                new Operator.Argument(), triangle.position(), triangle.relations(), corner, corner, false);
        CountGrowth growth = new CountGrowth(search, loops, CountPairs.bound(merged, loops));
        return growth.reaching(merged.rest(), Set.of()).solved();
    }

    /** Where what hangs on the corners hangs on each alone: the six ways have it from tables by node. */
    private Optional<Solved> permuted(Triangle triangle, CountScope scope) {
        Set<String> nodes = new HashSet<>(scope.rest());
        triangle.corners().forEach(nodes::remove);
        Set<String> bound = new HashSet<>(scope.bound());
        bound.addAll(triangle.corners());
        CountScope hanging = new CountScope(nodes, triangle.rest(), bound, scope.visits());
        boolean closed = hanging.ready().stream()
                .anyMatch(part -> part instanceof Edge edge && !CountPairs.isUnasked(edge, triangle.rest()));
        if (closed) {
            return Optional.empty();
        }
        Map<String, CountScope> branches = new TreeMap<>();
        for (CountScope part : hanging.divided()) {
            Set<String> anchors = part.anchors();
            if (anchors.size() != 1) {
                return Optional.empty();
            }
            branches.merge(anchors.iterator().next(), part, CountScope::and);
        }
        Operator.Pairs rows = rows(new Operator.Argument(), triangle);
        double cost = tables.cost(triangle.relations()) * 1.5 + wedges(triangle) * (CountPairs.LOOKUP + CountSearch.STEP);
        double found = triangles(triangle);
        Map<String, Weight> weights = new TreeMap<>();
        for (Map.Entry<String, CountScope> branch : branches.entrySet()) {
            double all = search.estimates().nodes(branch.getKey());
            CountScope each = branch.getValue();
            Solved weight = search.whole(new CountScope(each.rest(), each.parts(), each.bound(), all));
            weights.put(branch.getKey(), weight.weight());
            cost += all * (weight.cost() + 1) + 3 * found * CountPairs.LOOKUP;
        }
        return Optional.of(new Solved(new Weight.Rows(rows, new Weight.Orbit(ways(triangle, weights))), cost, found));
    }

    private Operator.Pairs rows(Operator input, Triangle triangle) {
        return pairs(pairs(pairs(input, triangle, 0, 1), triangle, 1, 2), triangle, 0, 2);
    }

    private Operator.Pairs pairs(Operator input, Triangle triangle, int one, int other) {
        return tables.pairs(
                input,
                triangle.position(),
                triangle.relations(),
                triangle.corners().get(one),
                triangle.corners().get(other),
                true);
    }

    /** What each way counts in which the corners of the pattern are those of a row; the same ways together. */
    private List<Weight> ways(Triangle triangle, Map<String, Weight> branches) {
        Map<Weight, Long> ways = new LinkedHashMap<>();
        for (List<Integer> order : ORDERS) {
            Map<String, Integer> numbers = new TreeMap<>();
            List<Weight> factors = new ArrayList<>();
            for (int one = 0; one < 2; one++) {
                for (int other = one + 1; other < 3; other++) {
                    String number = CountPairs.number(
                            triangle.relations(),
                            triangle.corners().get(order.get(one)),
                            triangle.corners().get(order.get(other)));
                    numbers.put(number, triangle.times().getOrDefault(triangle.pair(one, other), 0));
                }
            }
            numbers.forEach((number, times) ->
                    factors.addAll(Collections.nCopies(times, new Weight.Number(number))));
            for (int corner = 0; corner < 3; corner++) {
                int at = corner;
                String node = triangle.corners().get(order.indexOf(at));
                if (branches.containsKey(node)) {
                    factors.add(new Weight.Known(
                            node,
                            triangle.corners().get(at),
                            search.scan(new Operator.Unit(), node),
                            branches.getOrDefault(node, new Weight.One()),
                            false));
                }
            }
            ways.merge(Weight.product(factors), 1L, Long::sum);
        }
        List<Weight> all = new ArrayList<>();
        ways.forEach((way, times) -> all.add(Weight.product(List.of(new Weight.Constant(times), way))));
        return all;
    }

    private static final List<List<Integer>> ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    /** Where the pattern is the same in each of the six ways: six times one of them. */
    private Optional<Solved> symmetric(Triangle triangle, CountScope scope) {
        Set<String> others = new HashSet<>(scope.rest());
        triangle.corners().forEach(others::remove);
        if (!triangle.isEven() || !PatternSymmetry.isSymmetric(triangle.corners(), others, triangle.rest())) {
            return Optional.empty();
        }
        String first = triangle.corners().getFirst();
        double nodes = search.estimates().nodes(first);
        Operator.NodeScan scan = search.scan(new Operator.Argument(), first);
        CountScope rest = new CountScope(scope.rest(), triangle.rest(), scope.bound(), scope.visits() * nodes);
        CountGrowth growth = new CountGrowth(search, scan, CountSearch.scanned(rest.bind(first), scan)).narrowed();
        double fan = search.estimates().edges(triangle.relations()) / Math.max(1, nodes);
        growth.paired(pairs(growth.plan(), triangle, 0, 1), fan).narrowed();
        growth.paired(pairs(growth.plan(), triangle, 1, 2), fan).paired(
                pairs(growth.plan(), triangle, 0, 2), Math.min(1, 2 * fan / Math.max(1, nodes)));
        growth.narrowed();
        List<Weight> factors = new ArrayList<>(List.of(new Weight.Constant(ORDERS.size())));
        for (int one = 0; one < 2; one++) {
            for (int other = one + 1; other < 3; other++) {
                factors.addAll(Collections.nCopies(
                        triangle.times().getOrDefault(triangle.pair(one, other), 0),
                        new Weight.Number(CountPairs.number(
                                triangle.relations(),
                                triangle.corners().get(one),
                                triangle.corners().get(other)))));
            }
        }
        Solved solved = growth.times(new Weight.Orbit(List.of(Weight.product(factors)))).solved();
        return Optional.of(new Solved(
                solved.weight(),
                tables.cost(triangle.relations()) * 1.5 + nodes * (CountSearch.STEP + solved.cost()),
                nodes * solved.count()));
    }

    private double wedges(Triangle triangle) {
        double nodes = Math.max(1, search.estimates().sources(triangle.relations()));
        double degree = 2 * search.estimates().edges(triangle.relations()) / nodes;
        return nodes * degree * degree / 6;
    }

    private double triangles(Triangle triangle) {
        double nodes = Math.max(1, search.estimates().sources(triangle.relations()));
        double degree = 2 * search.estimates().edges(triangle.relations()) / nodes;
        return wedges(triangle) * Math.min(1, 0.1 + degree / nodes);
    }
}
