package dev.khive.query.plan;

import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.plan.CountSearch.Solved;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts patterns in which undirected edges of the same relations join three nodes to each other. Three different nodes of the
 * graph that are joined so are met once, in the order of their keys, and what is counted in each of the six ways in which they
 * can be those of the pattern is added. Matches in which two of the three are one node are smaller patterns; these are added too.
 * Two nodes that an edge joins and that share another node are counted in the same way.
 */
final class CountTriangles {
    private static final int SIDES = 3;

    private final CountSearch search;
    private final CountPairs tables;

    CountTriangles(CountSearch search) {
        this.search = search;
        this.tables = new CountPairs(search);
    }

    /** The way to count a whole pattern by a triangle; empty where it has none, or a condition that few nodes meet is better to begin with. */
    Optional<Solved> way(CountScope scope) {
        if (!scope.bound().isEmpty() || !isOn() || isRestricted(scope)) {
            return Optional.empty();
        }
        for (PatternPart part : scope.parts()) {
            if (part instanceof Edge side) {
                for (String third : new TreeSet<>(scope.rest())) {
                    Optional<Solved> solved =
                            Clique.of(side, third, scope).flatMap(triangle -> solved(triangle, scope));
                    if (solved.isPresent()) {
                        return solved;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOn() {
        return search.estimates().areKnown() && search.isOn(Rewrite.PAIR_TABLES) && search.isOn(Rewrite.SYMMETRIC_ONCE);
    }

    private static boolean isRestricted(CountScope scope) {
        return scope.parts().stream()
                .anyMatch(part -> part instanceof Test test && !(test.condition() instanceof LabelTest));
    }

    private Optional<Solved> solved(Clique triangle, CountScope scope) {
        Optional<Solved> permuted = permuted(triangle, scope);
        Optional<CountLinks> links = permuted.isPresent() ? Optional.empty() : CountLinks.of(triangle, scope, search);
        return permuted.or(() -> links.map(found -> linked(triangle, found, scope)))
                .or(() -> symmetric(triangle, scope))
                .flatMap(different -> withTies(different, triangle, scope, links));
    }

    /** The ways that begin with the pairs of nodes which an edge joins and which share another; none where no two do. */
    List<Solved> pairs(CountScope scope) {
        List<Solved> ways = new ArrayList<>();
        if (!scope.bound().isEmpty() || !isOn() || isRestricted(scope)) {
            return ways;
        }
        for (PatternPart part : scope.parts()) {
            if (part instanceof Edge side) {
                Clique.of(side, scope)
                        .flatMap(pair -> CountLinks.of(pair, scope, search)
                                .flatMap(
                                        links -> withTies(linked(pair, links, scope), pair, scope, Optional.of(links))))
                        .ifPresent(ways::add);
            }
        }
        return ways;
    }

    private Optional<Solved> withTies(Solved different, Clique triangle, CountScope scope, Optional<CountLinks> links) {
        return ties(triangle, scope, links).map(ties -> {
            List<Weight> parts = new ArrayList<>(List.of(different.weight()));
            ties.forEach(tie -> parts.add(tie.weight()));
            double cost = ties.stream().mapToDouble(Solved::cost).sum();
            return new Solved(new Weight.Sum(parts), different.cost() + cost, different.count());
        });
    }

    /** The matches in which two corners are one, each in one part alone; empty where a smaller pattern is not known. */
    private Optional<List<Solved>> ties(Clique triangle, CountScope scope, Optional<CountLinks> links) {
        List<Solved> ties = new ArrayList<>();
        List<PatternPart> parts = new ArrayList<>(scope.parts());
        for (Set<String> pair : triangle.pairs()) {
            boolean never = scope.parts().stream()
                    .anyMatch(part -> part instanceof Different && part.names().equals(pair));
            if (never) {
                continue;
            }
            List<String> two = List.copyOf(new TreeSet<>(pair));
            Different differ = new Different(
                    two.getFirst(),
                    two.getLast(),
                    PatternMerge.differ(triangle.position(), two.getFirst(), two.getLast()));
            Optional<PatternMerge.Merged> merged = PatternMerge.nodes(differ, scope.rest(), parts);
            if (merged.isEmpty()) {
                return Optional.empty();
            }
            CountScope tie = scope.of(merged.get());
            ties.add(tie(tie.rest().contains(two.getFirst()) ? two.getFirst() : two.getLast(), triangle, tie, links));
            parts.add(differ);
        }
        return Optional.of(ties);
    }

    /** Where two corners are one, an edge between them is a loop; there are few of these, and their rows are all joined. */
    private Solved tie(String corner, Clique triangle, CountScope merged, Optional<CountLinks> links) {
        Operator.Pairs loops =
                tables.pairs(new Operator.Argument(), triangle.position(), triangle.relations(), corner, corner, false);
        CountScope bound = CountPairs.bound(merged, loops);
        CountGrowth growth = links.map(found -> new CountGrowth(search, found.pairs(loops), found.bound(bound)))
                .orElseGet(() -> new CountGrowth(search, loops, bound));
        return growth.reaching(merged.rest(), Set.of()).solved();
    }

    /** Where the corners share a node: pairs that do are a table, and what links the corners are numbers in it. */
    private Solved linked(Clique triangle, CountLinks links, CountScope scope) {
        Branches branches = branches(links.branches());
        double found = links.found();
        Operator rows = links.pairs(side(new Operator.Argument(), triangle, 0, 1));
        if (triangle.corners().size() > 2) {
            rows = links.pairs(side(links.pairs(side(rows, triangle, 1, 2)), triangle, 0, 2));
        }
        Solved rest = new CountGrowth(search, rows, links.common(scope.visited(found)))
                .times(new Weight.Orbit(ways(triangle, branches.weights(), Optional.of(links))))
                .solved();
        return new Solved(
                rest.weight(), links.cost() + branches.cost(found) + found * rest.cost(), found * rest.count());
    }

    /** Where whatever hangs on a corner hangs on it alone: each way multiplies what the corners have in tables by node. */
    private Optional<Solved> permuted(Clique triangle, CountScope scope) {
        Set<String> bound = new HashSet<>(scope.bound());
        bound.addAll(triangle.corners());
        CountScope hanging = new CountScope(others(triangle, scope), triangle.rest(), bound, scope.visits());
        boolean asked = hanging.ready().stream()
                .anyMatch(part -> part instanceof Edge edge && !CountPairs.isUnasked(edge, triangle.rest()));
        if (asked) {
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
        Branches weights = branches(branches);
        double found = tables.triangles(triangle.relations());
        Operator rows = side(side(side(new Operator.Argument(), triangle, 0, 1), triangle, 1, 2), triangle, 0, 2);
        Weight orbit = new Weight.Orbit(ways(triangle, weights.weights(), Optional.empty()));
        return Optional.of(new Solved(new Weight.Rows(rows, orbit), cost(triangle) + weights.cost(found), found));
    }

    /**
     * What hangs on corners, each counted once for a node.
     *
     * @param made the steps to find all
     */
    private record Branches(Map<String, Weight> weights, double made) {
        /** What it costs where they are looked up for some triangles. */
        double cost(double triangles) {
            return made + weights.size() * SIDES * triangles * CountPairs.LOOKUP;
        }
    }

    private Branches branches(Map<String, CountScope> hanging) {
        Map<String, Weight> weights = new TreeMap<>();
        double cost = 0;
        for (Map.Entry<String, CountScope> branch : hanging.entrySet()) {
            CountScope each = branch.getValue();
            double nodes = search.estimates().nodes(branch.getKey());
            Solved weight = search.whole(new CountScope(each.rest(), each.parts(), each.bound(), nodes));
            weights.put(branch.getKey(), weight.weight());
            cost += nodes * (weight.cost() + 1);
        }
        return new Branches(weights, cost);
    }

    private static Set<String> others(Clique triangle, CountScope scope) {
        Set<String> others = new HashSet<>(scope.rest());
        triangle.corners().forEach(others::remove);
        return others;
    }

    /** The side from the first corner to the last comes after the others, whose keys ascend. */
    private Operator.Pairs side(Operator input, Clique triangle, int one, int other) {
        boolean last = other - one > 1;
        return tables.pairs(
                input,
                triangle.position(),
                triangle.relations(),
                triangle.corner(one),
                triangle.corner(other),
                true,
                last);
    }

    /** What each way counts in which the corners of the pattern are those of a row; ways that count the same together. */
    private List<Weight> ways(Clique triangle, Map<String, Weight> branches, Optional<CountLinks> links) {
        Map<Weight, Long> ways = new LinkedHashMap<>();
        for (List<Integer> order : triangle.orders()) {
            List<Weight> factors = new ArrayList<>(triangle.numbers(order));
            for (int place = 0; place < order.size(); place++) {
                String node = triangle.corner(order.indexOf(place));
                String at = triangle.corner(place);
                links.ifPresent(found -> factors.add(found.number(node, at)));
                Weight branch = branches.get(node);
                if (branch != null) {
                    Operator nodes = search.scan(new Operator.Unit(), node);
                    factors.add(new Weight.Known(node, at, nodes, branch, false));
                }
            }
            ways.merge(Weight.product(factors), 1L, Long::sum);
        }
        List<Weight> all = new ArrayList<>();
        ways.forEach((way, times) -> all.add(Weight.product(List.of(new Weight.Constant(times), way))));
        return all;
    }

    /** Where the pattern is the same in each way: one of them six times, with what the corners share joined as early as can be. */
    private Optional<Solved> symmetric(Clique triangle, CountScope scope) {
        if (!triangle.isEven()
                || !PatternSymmetry.isSymmetric(triangle.corners(), others(triangle, scope), triangle.rest())) {
            return Optional.empty();
        }
        String first = triangle.corner(0);
        double nodes = search.estimates().nodes(first);
        double fan = search.estimates().edges(triangle.relations()) / nodes;
        Operator.NodeScan scan = search.scan(new Operator.Argument(), first);
        CountScope rest = new CountScope(scope.rest(), triangle.rest(), scope.bound(), scope.visits() * nodes);
        CountGrowth growth = new CountGrowth(search, scan, CountSearch.scanned(rest.bind(first), scan)).narrowed();
        growth.paired(side(growth.plan(), triangle, 0, 1), fan).narrowed();
        growth.paired(side(growth.plan(), triangle, 1, 2), fan);
        growth.paired(side(growth.plan(), triangle, 0, 2), Math.min(1, fan / nodes))
                .narrowed();
        List<Weight> factors =
                new ArrayList<>(triangle.numbers(triangle.orders().getFirst()));
        factors.addFirst(new Weight.Constant(triangle.orders().size()));
        Solved solved =
                growth.times(new Weight.Orbit(List.of(Weight.product(factors)))).solved();
        return Optional.of(new Solved(
                solved.weight(), cost(triangle) + nodes * (CountSearch.STEP + solved.cost()), nodes * solved.count()));
    }

    /** What it costs to make the table and to find its triangles. */
    private double cost(Clique triangle) {
        return tables.cost(triangle.relations())
                + tables.wedges(triangle.relations()) * (CountPairs.LOOKUP + CountSearch.STEP);
    }
}
