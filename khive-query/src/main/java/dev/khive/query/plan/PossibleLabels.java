package dev.khive.query.plan;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.LabelSet;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which sets of labels the nodes of a pattern can have: those that its tests of labels leave, and of these those that an edge of
 * each of its patterns can join. Certain while the facts of the graph hold.
 */
final class PossibleLabels {
    /** Beyond these the search for what is possible costs more than it saves. */
    private static final int MOST_SHAPES = 20_000;

    /** The shapes of the edges that an edge of the pattern can be, by places of label sets. */
    private record Joined(PendingEdge edge, List<Ends> shapes) {}

    /** A shape, its label sets by their places. */
    record Ends(int source, long relation, int target, long edges) {}

    private final List<LabelSet> sets;
    private final Map<Long, Integer> places = new HashMap<>();
    private final BitSet withNodes = new BitSet();
    private final List<Joined> joined = new ArrayList<>();
    private final List<LabelTest> kept = new ArrayList<>();
    private final Map<String, BitSet> domains = new HashMap<>();
    private final Map<String, BitSet> possible;

    private PossibleLabels(GraphFacts facts, PatternPlanner patterns) {
        this.sets = facts.labelSets(null);
        for (int place = 0; place < sets.size(); place++) {
            places.put(sets.get(place).id(), place);
            withNodes.set(place, sets.get(place).nodes() > 0);
        }
        for (PendingEdge edge : patterns.edges()) {
            if (isCertain(edge.pattern())) {
                joined.add(new Joined(
                        edge,
                        facts.shapes(edge.pattern().relations()).stream()
                                .map(this::ends)
                                .toList()));
            }
        }
        patterns.nodes().keySet().forEach(node -> domains.put(node, withNodes));
        for (Expression condition : patterns.conditions()) {
            if (condition instanceof LabelTest test && isOfNode(test, patterns.scope())) {
                kept.add(test);
            }
        }
        this.possible = narrowed(null);
    }

    /** What the facts tell of a pattern; empty where they tell nothing. */
    static Optional<PossibleLabels> of(PatternPlanner patterns) {
        GraphFacts facts = patterns.facts();
        return facts.isKnown() && facts.shapes(null).size() <= MOST_SHAPES
                ? Optional.of(new PossibleLabels(facts, patterns))
                : Optional.empty();
    }

    private static boolean isCertain(EdgePattern pattern) {
        return pattern.length() == null || pattern.length().minimum() > 0;
    }

    private Ends ends(EdgeShape shape) {
        return new Ends(place(shape.source()), shape.relation(), place(shape.target()), shape.edges());
    }

    private int place(long labelSet) {
        Integer place = places.get(labelSet);
        if (place == null) {
            throw new IllegalStateException("There is no label set " + labelSet + " in the facts.");
        }
        return place;
    }

    private static boolean isOfNode(LabelTest test, Map<String, Type> scope) {
        return test.operand() instanceof Variable variable
                && scope.getOrDefault(variable.name(), Type.NULL).is(Kind.NODE);
    }

    private static String node(LabelTest test) {
        return ((Variable) test.operand()).name();
    }

    /** The sets that are left by the edges and the tests that are kept, but for one of them. */
    private Map<String, BitSet> narrowed(@Nullable LabelTest without) {
        Map<String, BitSet> left = new HashMap<>();
        domains.forEach((node, all) -> left.put(node, (BitSet) all.clone()));
        for (LabelTest test : kept) {
            if (!test.equals(without)) {
                BitSet domain = domain(left, node(test));
                for (int place = domain.nextSetBit(0); place >= 0; place = domain.nextSetBit(place + 1)) {
                    domain.set(place, holds(test, place));
                }
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Joined edge : joined) {
                changed |= narrow(left, edge);
            }
        }
        return left;
    }

    private boolean holds(LabelTest test, int place) {
        return sets.get(place).matches(test.labels()) != test.negated();
    }

    private BitSet domain(Map<String, BitSet> left, String node) {
        return left.computeIfAbsent(node, outer -> (BitSet) withNodes.clone());
    }

    private boolean narrow(Map<String, BitSet> left, Joined joined) {
        BitSet lefts = new BitSet();
        BitSet rights = new BitSet();
        for (Ends shape : joined.shapes()) {
            Direction direction = joined.edge().pattern().direction();
            if (direction != Direction.IN) {
                meet(left, joined.edge(), shape.source(), shape.target(), lefts, rights);
            }
            if (direction != Direction.OUT) {
                meet(left, joined.edge(), shape.target(), shape.source(), lefts, rights);
            }
        }
        boolean narrower = retain(domain(left, joined.edge().left()), lefts);
        return retain(domain(left, joined.edge().right()), rights) || narrower;
    }

    /** Of edges in a row the first leaves the one end and the last reaches the other. */
    private void meet(Map<String, BitSet> left, PendingEdge edge, int one, int other, BitSet lefts, BitSet rights) {
        boolean begins = domain(left, edge.left()).get(one);
        boolean ends = domain(left, edge.right()).get(other);
        boolean row = edge.pattern().length() != null;
        if (begins && (row || (ends && isOneNode(edge, one, other)))) {
            lefts.set(one);
        }
        if (ends && (row || (begins && isOneNode(edge, one, other)))) {
            rights.set(other);
        }
    }

    private static boolean isOneNode(PendingEdge edge, int one, int other) {
        return !edge.left().equals(edge.right()) || one == other;
    }

    private static boolean retain(BitSet domain, BitSet other) {
        int before = domain.cardinality();
        domain.and(other);
        return domain.cardinality() < before;
    }

    /** The label set at a place. */
    LabelSet labelSet(int place) {
        return sets.get(place);
    }

    /** The places of the label sets that a node can have. */
    BitSet of(String node) {
        BitSet domain = possible.get(node);
        return domain == null ? withNodes : domain;
    }

    /** Whether no graph with these facts matches the pattern. */
    boolean isContradiction() {
        return possible.values().stream().anyMatch(BitSet::isEmpty);
    }

    /** About how many nodes a node of the pattern can be, labels alone considered. */
    double nodes(String node) {
        return of(node).stream().mapToDouble(place -> sets.get(place).nodes()).sum();
    }

    /** About how many edges, each way that a pattern can be read, have such ends; 0 for what need not be there. */
    double edges(PendingEdge edge, BitSet lefts, BitSet rights) {
        Direction direction = edge.pattern().direction();
        double count = 0;
        for (Ends shape : shapes(edge)) {
            if (direction != Direction.IN && lefts.get(shape.source()) && rights.get(shape.target())) {
                count += shape.edges();
            }
            if (direction != Direction.OUT && lefts.get(shape.target()) && rights.get(shape.source())) {
                count += shape.edges();
            }
        }
        return count;
    }

    /** Every label set that some node has. */
    BitSet any() {
        return withNodes;
    }

    /** The shapes of the relations of an edge of the pattern; none where the edge need not be there. */
    List<Ends> shapes(PendingEdge edge) {
        return joined.stream()
                .filter(other -> other.edge().equals(edge))
                .findFirst()
                .map(Joined::shapes)
                .orElse(List.of());
    }

    /** Whether each node that the edges lead to passes a test, even where the test is not made. */
    boolean isImplied(LabelTest test) {
        boolean reached = kept.contains(test)
                && joined.stream()
                        .anyMatch(edge -> edge.edge().left().equals(node(test))
                                || edge.edge().right().equals(node(test)));
        return reached && domain(narrowed(test), node(test)).stream().allMatch(place -> holds(test, place));
    }

    /** Says that a test that is implied is not made; what else is implied no longer rests on it. */
    void drop(LabelTest test) {
        kept.removeIf(test::equals);
    }

    /** The label that every set has which a node can have, and fewest nodes besides; empty where there is none that tells. */
    Optional<String> commonLabel(String node) {
        BitSet domain = of(node);
        if (domain.isEmpty() || domain.equals(withNodes)) {
            return Optional.empty();
        }
        return sets.get(domain.nextSetBit(0)).labels().stream()
                .filter(label -> domain.stream()
                        .allMatch(place -> sets.get(place).labels().contains(label)))
                .min(Comparator.comparingLong(this::nodesWith));
    }

    private long nodesWith(String label) {
        return sets.stream()
                .filter(set -> set.labels().contains(label))
                .mapToLong(LabelSet::nodes)
                .sum();
    }
}
