package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.CountSearch.Solved;
import dev.khive.query.plan.PatternPart.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways to count that begin with the pairs of nodes which undirected edges join, from a table of them. */
final class CountPairs {
    /** A search in an index that the database makes for the table. */
    static final double LOOKUP = 0.3;

    /** A search for a pair, the lesser key of which must be found first. */
    private static final double BY_BOTH_KEYS = 0.4;

    /** An edge that is read, sorted and counted for the table. */
    private static final double MADE = 0.6;

    private static final double TURNED = 0.2;
    private static final String NUMBER = " pairs ";

    private final CountSearch search;

    CountPairs(CountSearch search) {
        this.search = search;
    }

    /** The variable that holds how many edges join two nodes. */
    static String number(Edge edge) {
        return number(edge.relations(), edge.left(), edge.right());
    }

    static String number(@Nullable LabelExpression relations, String one, String other) {
        return Stream.of(one, other).sorted().collect(Collectors.joining(" ", NUMBER, " ")) + relationsOf(relations);
    }

    /** Whether something that is bound is the number of a pair's edges. */
    static boolean isNumber(String name) {
        return name.startsWith(NUMBER);
    }

    static String relationsOf(@Nullable LabelExpression relations) {
        return relations == null ? "" : Expressions.labels(relations);
    }

    /** What can be done where nothing is bound. */
    List<Solved> ways(CountScope scope) {
        List<Solved> ways = new ArrayList<>();
        if (!search.estimates().areKnown() || !search.isOn(Rewrite.PAIR_TABLES)) {
            return ways;
        }
        for (PatternPart part : scope.parts()) {
            if (part instanceof Edge edge
                    && edge.direction() == Direction.BOTH
                    && !edge.left().equals(edge.right())
                    && isUnasked(edge, scope.parts())) {
                ways.add(from(edge, scope));
                closing(edge, scope).ifPresent(ways::add);
            }
        }
        return ways;
    }

    /** Whether nothing is asked of an edge but how many there are. */
    static boolean isUnasked(Edge edge, List<PatternPart> parts) {
        return parts.stream().noneMatch(part -> part.names().contains(edge.name()));
    }

    private Solved from(Edge edge, CountScope scope) {
        double fan = 2 * search.estimates().edges(edge.relations());
        Operator.Pairs pairs =
                pairs(new Operator.Argument(), edge.position(), edge.relations(), edge.left(), edge.right(), false);
        CountScope bound = bound(scope.without(edge), pairs).visited(fan);
        Solved rest = new CountGrowth(search, pairs, bound)
                .times(new Weight.EdgeNumber(pairs.number()))
                .solved();
        return new Solved(rest.weight(), cost(edge.relations()) + fan * (TURNED + rest.cost()), fan * rest.count());
    }

    /** Rows that have both ends of an edge by other ways, joined with the pairs of which these are one. */
    private Optional<Solved> closing(Edge edge, CountScope scope) {
        CountScope open = scope.without(edge);
        Set<String> between = search.isOn(Rewrite.PAIR_JOINS) ? between(edge, open) : Set.of();
        return between.stream()
                .map(first -> search.scanning(first, open, growth -> closed(edge, growth.reaching(between, Set.of()))))
                .min(Comparator.comparingDouble(Solved::cost))
                .map(solved -> new Solved(solved.weight(), cost(edge.relations()) + solved.cost(), solved.count()));
    }

    private Solved closed(Edge edge, CountGrowth growth) {
        Operator rows = growth.projected(edge.names());
        Operator.Pairs pairs = pairs(rows, edge.position(), edge.relations(), edge.left(), edge.right(), false);
        return growth.paired(pairs, search.estimates().between(edge))
                .times(new Weight.EdgeNumber(pairs.number()))
                .solved();
    }

    /** Whether rows are joined with the pairs of which their nodes are one. */
    static boolean joinsRows(Operator rows) {
        return (rows instanceof Operator.Pairs pairs && pairs.input() instanceof Operator.Project)
                || rows.inputs().stream().anyMatch(CountPairs::joinsRows);
    }

    /** The nodes on a shortest way from one end of an edge to the other by edges with a direction; none where there is no way. */
    private static Set<String> between(Edge edge, CountScope scope) {
        Map<String, String> before = new HashMap<>(Map.of(edge.left(), edge.left()));
        Deque<String> open = new ArrayDeque<>(List.of(edge.left()));
        while (!open.isEmpty() && !before.containsKey(edge.right())) {
            String node = open.removeFirst();
            for (PatternPart part : scope.parts()) {
                if (part instanceof Edge step
                        && step.direction() != Direction.BOTH
                        && step.names().contains(node)
                        && before.putIfAbsent(step.other(node), node) == null) {
                    open.addLast(step.other(node));
                }
            }
        }
        Set<String> between = new TreeSet<>();
        String node = before.containsKey(edge.right()) ? edge.right() : edge.left();
        while (node != null && !node.equals(edge.left())) {
            between.add(node);
            node = before.get(node);
        }
        if (!between.isEmpty()) {
            between.add(edge.left());
        }
        return between;
    }

    static CountScope bound(CountScope scope, Operator.Pairs pairs) {
        return scope.bind(pairs.left()).bind(pairs.right()).bind(pairs.number());
    }

    /** How many edges join two nodes that are bound, looked up in the table where it is asked often. */
    Optional<Solved> between(Edge edge, double visits, double count) {
        if (!search.estimates().areKnown() || !search.isOn(Rewrite.PAIR_TABLES) || !search.isOn(Rewrite.PAIR_LOOKUPS)) {
            return Optional.empty();
        }
        double table = cost(edge.relations());
        double searches = visits * 2 * search.seek(edge.left());
        if (table + visits * BY_BOTH_KEYS >= searches) {
            return Optional.empty();
        }
        Operator.Pairs pairs =
                pairs(new Operator.Unit(), edge.position(), edge.relations(), edge.left(), edge.right(), false);
        return Optional.of(new Solved(new Weight.PairNumber(pairs), BY_BOTH_KEYS + table / visits, count));
    }

    /** What it costs to make the table. */
    double cost(@Nullable LabelExpression relations) {
        return search.estimates().sources(relations) * CountGrowth.SEEK
                + search.estimates().edges(relations) * MADE;
    }

    Operator.Pairs pairs(
            Operator input,
            Position position,
            @Nullable LabelExpression relations,
            String left,
            String right,
            boolean ascending) {
        return pairs(input, position, relations, left, right, ascending, false);
    }

    Operator.Pairs pairs(
            Operator input,
            Position position,
            @Nullable LabelExpression relations,
            String left,
            String right,
            boolean ascending,
            boolean implied) {
        Operator.NodeScan sources = new Operator.NodeScan(
                new Operator.Unit(), " source", search.estimates().sources(relations, position), position);
        return new Operator.Pairs(
                input, sources, relations, left, right, number(relations, left, right), ascending, implied);
    }

    /** How many two edges in a row there are that can be sides of a triangle, each triangle with one pair of them. */
    double wedges(@Nullable LabelExpression relations) {
        double degree = degree(relations);
        return search.estimates().sources(relations) * degree * degree / 6;
    }

    /** How many triangles there are. */
    double triangles(@Nullable LabelExpression relations) {
        double nodes = Math.max(1, search.estimates().sources(relations));
        return wedges(relations) * Math.min(1, degree(relations) / nodes);
    }

    private double degree(@Nullable LabelExpression relations) {
        return 2
                * search.estimates().edges(relations)
                / Math.max(1, search.estimates().sources(relations));
    }
}
