package dev.khive.query.facts;

import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.LabelSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How degrees are spread: how many times the average of its labels a node has of one kind of edges where it is reached over
 * another. A node of a hundred edges is reached a hundred times as often as a node of one, and one that has many edges of a
 * relation often has many of another, or few. Found from a sample of edges; it decides costs and never rows. Immutable, equal by
 * what it holds.
 *
 * <p>The average degree over an edge that leads there is E[d₁d₂] / E[d₁], d₁ being the degree by which a node is reached and d₂
 * that which is asked for; what is kept of it is E[d₁d₂] / (E[d₁] E[d₂]), the same in both directions, and 1 where the two are
 * independent.
 */
public final class DegreeLifts {
    /** Nothing is known of the spread; every lift is 1. */
    public static final DegreeLifts NONE = new DegreeLifts(Map.of());

    /** Edges of a node are counted up to this number; of nodes with more, the sample tells how many they have about. */
    public static final int MOST_COUNTED = 1_024;

    /** Fewer sampled edges than this tell nothing. */
    private static final double LEAST_SAMPLED = 8;

    /** So many edges besides the sample are taken to lead to average nodes. */
    private static final double PRIOR = 2;

    /**
     * One end of the edges of a relation.
     *
     * @param relation the key of the relation
     * @param source whether it is the end that they leave
     */
    public record Side(long relation, boolean source) {}

    /**
     * A node at one end of sampled edges of a relation.
     *
     * @param node its key
     * @param labelSet the key of its label set
     * @param side the end of which edges it is
     * @param times of how many sampled edges, at least 1
     */
    public record End(long node, long labelSet, Side side, long times) {}

    /**
     * How many edges of a relation a node has.
     *
     * @param node its key, that of some {@link End}
     * @param side which edges
     * @param edges their number, at most {@link #MOST_COUNTED}
     */
    public record Degree(long node, Side side, long edges) {}

    private record Ends(long labelSet, Side side) {}

    private record Pair(long labelSet, Side reached, Side followed) {}

    private final Map<Pair, Double> lifts;

    private DegreeLifts(Map<Pair, Double> lifts) {
        this.lifts = Map.copyOf(lifts);
    }

    /**
     * What a sample tells.
     *
     * @param labelSets how many nodes there are of each
     * @param shapes how many edges there are of each
     * @param ends the ends of the sampled edges, each node once for each side; every edge has two
     * @param degrees the degrees of those nodes; what is not given is 0
     */
    public static DegreeLifts of(
            List<LabelSet> labelSets, List<EdgeShape> shapes, List<End> ends, List<Degree> degrees) {
        return new DegreeLifts(new Sampled(labelSets, shapes, ends, degrees).lifts());
    }

    /** Whether nothing is known. */
    public boolean areNone() {
        return lifts.isEmpty();
    }

    /** How many times the average of its label set a node has of some edges, where it is reached over others; 1 where that is not known. */
    public double lift(long labelSet, Side reached, Side followed) {
        return lifts.getOrDefault(new Pair(labelSet, reached, followed), 1.0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DegreeLifts that && lifts.equals(that.lifts);
    }

    @Override
    public int hashCode() {
        return lifts.hashCode();
    }

    @Override
    public String toString() {
        return lifts.size() + " lifts of degrees";
    }

    /** The sample with sums over it. */
    private static final class Sampled {
        private final Map<Long, Double> nodes = new HashMap<>();
        private final Map<Ends, Double> edges = new HashMap<>();
        private final Map<Long, Double> edgesOf = new HashMap<>();
        private final Map<Ends, List<End>> ends = new HashMap<>();
        private final Map<Side, Double> sampledOf = new HashMap<>();
        private final Map<Long, Map<Side, Double>> times = new HashMap<>();
        private final Map<Long, Map<Side, Double>> degrees = new HashMap<>();
        private final Map<Long, Set<Side>> sides = new HashMap<>();

        Sampled(List<LabelSet> labelSets, List<EdgeShape> shapes, List<End> ends, List<Degree> degrees) {
            labelSets.forEach(set -> nodes.merge(set.id(), (double) set.nodes(), Double::sum));
            for (EdgeShape shape : shapes) {
                add(new Ends(shape.source(), new Side(shape.relation(), true)), shape.edges());
                add(new Ends(shape.target(), new Side(shape.relation(), false)), shape.edges());
                edgesOf.merge(shape.relation(), (double) shape.edges(), Double::sum);
            }
            for (End end : ends) {
                this.ends
                        .computeIfAbsent(new Ends(end.labelSet(), end.side()), none -> new ArrayList<>())
                        .add(end);
                sampledOf.merge(end.side(), (double) end.times(), Double::sum);
                times.computeIfAbsent(end.node(), none -> new HashMap<>()).put(end.side(), (double) end.times());
            }
            for (Degree degree : degrees) {
                this.degrees
                        .computeIfAbsent(degree.node(), none -> new HashMap<>())
                        .put(degree.side(), (double) degree.edges());
            }
        }

        private void add(Ends end, long more) {
            edges.merge(end, (double) more, Double::sum);
            sides.computeIfAbsent(end.labelSet(), none -> new HashSet<>()).add(end.side());
        }

        Map<Pair, Double> lifts() {
            Map<Pair, Double> lifts = new HashMap<>();
            sides.forEach((set, all) -> {
                for (Side one : all) {
                    for (Side other : all) {
                        lift(set, one, other).ifPresent(lift -> lifts.put(new Pair(set, one, other), lift));
                    }
                }
            });
            return lifts;
        }

        /** The mean over both samples: of nodes that are reached over the one side, and over the other. */
        private OptionalDouble lift(long set, Side one, Side other) {
            double sampled = sampled(new Ends(set, one));
            double sum = sum(set, one, other);
            if (!one.equals(other)) {
                sampled += sampled(new Ends(set, other));
                sum += sum(set, other, one);
            }
            return sampled < LEAST_SAMPLED
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((sum + PRIOR) / (sampled + PRIOR));
        }

        private double sampled(Ends end) {
            return ends.getOrDefault(end, List.of()).stream()
                    .mapToDouble(End::times)
                    .sum();
        }

        /** The sum over sampled ends of how many times the average of other edges their nodes have. */
        private double sum(long set, Side reached, Side followed) {
            double average = edges.getOrDefault(new Ends(set, followed), 0.0) / nodes.getOrDefault(set, 1.0);
            return ends.getOrDefault(new Ends(set, reached), List.of()).stream()
                    .mapToDouble(end -> end.times() * degree(end.node(), reached, followed) / average)
                    .sum();
        }

        /**
         * The degree of a node; where it is above what is counted, the part of the sampled edges that are its own tells, without the
         * one by which it came to be looked at.
         */
        private double degree(long node, Side reached, Side followed) {
            double counted = degrees.getOrDefault(node, Map.of()).getOrDefault(followed, 0.0);
            if (counted < MOST_COUNTED) {
                return counted;
            }
            double own = reached.equals(followed) ? 1 : 0;
            double met = times.getOrDefault(node, Map.of()).getOrDefault(followed, 0.0) - own;
            double others = sampledOf.getOrDefault(followed, 0.0) - own;
            double part = others > 0 ? met / others : 0;
            return Math.max(counted, part * edgesOf.getOrDefault(followed.relation(), 0.0));
        }
    }
}
