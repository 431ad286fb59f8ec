package dev.khive.query.plan;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.LabelSet;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many nodes and edges a pattern meets, about, and which label sets its nodes can have. */
final class CountEstimates {
    private static final double NODES = 1_000;
    private static final double FAN = 4;
    private static final int MOST_LABEL_SETS = 16;
    private static final double EQUAL = 0.05;

    private final GraphFacts facts;
    private final Map<String, Set<Long>> possible = new HashMap<>();

    CountEstimates(GraphFacts facts, CountPattern pattern) {
        this.facts = facts;
        if (facts.isKnown()) {
            narrow(pattern.nodes().keySet(), pattern.parts());
            for (PatternPart part : pattern.parts()) {
                if (part instanceof PatternPart.Optional optional) {
                    Map<String, Set<Long>> outside = new HashMap<>();
                    possible.forEach((node, sets) -> outside.put(node, Set.copyOf(sets)));
                    narrow(optional.nodes().keySet(), optional.parts());
                    outside.forEach((node, sets) -> possible.put(node, new HashSet<>(sets)));
                }
            }
        }
    }

    boolean areKnown() {
        return facts.isKnown();
    }

    /** Whether certainly nothing matches. */
    boolean areNone(CountPattern pattern) {
        return facts.isKnown()
                && pattern.nodes().keySet().stream().anyMatch(node -> sets(node).isEmpty());
    }

    private void narrow(Set<String> nodes, List<PatternPart> parts) {
        for (String node : nodes) {
            List<LabelTest> tests = tests(node, parts);
            possible.put(
                    node,
                    facts.labelSets(null).stream()
                            .filter(set ->
                                    tests.stream().allMatch(label -> set.matches(label.labels()) != label.negated()))
                            .map(LabelSet::id)
                            .collect(Collectors.toCollection(HashSet::new)));
        }
        Map<Edge, List<EdgeShape>> shapes = new LinkedHashMap<>();
        for (PatternPart part : parts) {
            if (part instanceof Edge edge) {
                shapes.put(edge, facts.shapes(edge.relations()));
            }
        }
        boolean narrower = true;
        while (narrower) {
            narrower = false;
            for (Map.Entry<Edge, List<EdgeShape>> edge : shapes.entrySet()) {
                narrower |= narrow(edge.getKey(), edge.getValue());
            }
        }
    }

    private static List<LabelTest> tests(String node, List<PatternPart> parts) {
        List<LabelTest> tests = new ArrayList<>();
        for (PatternPart part : parts) {
            if (part instanceof Test test && test.condition() instanceof LabelTest label && isOf(label, node)) {
                tests.add(label);
            }
        }
        return tests;
    }

    private boolean narrow(Edge edge, List<EdgeShape> shapes) {
        Set<Long> lefts = new HashSet<>();
        Set<Long> rights = new HashSet<>();
        for (EdgeShape shape : shapes) {
            if (edge.direction() != Direction.IN && isPossible(edge, shape.source(), shape.target())) {
                lefts.add(shape.source());
                rights.add(shape.target());
            }
            if (edge.direction() != Direction.OUT && isPossible(edge, shape.target(), shape.source())) {
                lefts.add(shape.target());
                rights.add(shape.source());
            }
        }
        boolean left = sets(edge.left()).retainAll(lefts);
        return sets(edge.right()).retainAll(rights) || left;
    }

    private boolean isPossible(Edge edge, long left, long right) {
        return sets(edge.left()).contains(left) && sets(edge.right()).contains(right);
    }

    private Set<Long> sets(String node) {
        return possible.computeIfAbsent(node, unknown -> new HashSet<>());
    }

    static boolean isOf(LabelTest test, String node) {
        return test.operand() instanceof Variable variable && variable.name().equals(node);
    }

    /** Whether a node that edges lead to can have no labels but those that pass a test, even where the test is not made. */
    boolean proves(LabelTest test, List<PatternPart> parts) {
        return test.operand() instanceof Variable variable
                && parts.stream()
                        .anyMatch(part ->
                                part instanceof Edge edge && edge.names().contains(variable.name()))
                && sets(variable.name()).stream()
                        .allMatch(id -> facts.labelSet(id).matches(test.labels()) != test.negated());
    }

    /** Whether a test of labels holds for each node that can be met, so that it need not be made. */
    boolean isImplied(LabelTest test, List<PatternPart> parts) {
        return facts.isKnown()
                && test.operand() instanceof Variable variable
                && !test.negated()
                && parts.stream()
                        .anyMatch(part -> part instanceof Edge edge && implies(edge, variable.name(), test.labels()));
    }

    private boolean implies(Edge edge, String node, LabelExpression labels) {
        if (!edge.names().contains(node)) {
            return false;
        }
        Direction direction = edge.from(node);
        return switch (direction) {
            case OUT -> facts.sourcesHave(edge.relations(), labels);
            case IN -> facts.targetsHave(edge.relations(), labels);
            case BOTH -> facts.sourcesHave(edge.relations(), labels) && facts.targetsHave(edge.relations(), labels);
        };
    }

    /** Labels that each node has which can be met, by which they are found; null where there are none. */
    @Nullable
    LabelExpression labels(String node, Position position) {
        return facts.isKnown() ? expression(sets(node), position) : null;
    }

    private @Nullable LabelExpression expression(Set<Long> ids, Position position) {
        Set<Set<String>> sets = new HashSet<>();
        ids.forEach(id -> sets.add(Set.copyOf(facts.labelSet(id).labels())));
        if (sets.isEmpty() || sets.size() > MOST_LABEL_SETS || sets.contains(Set.of())) {
            return null;
        }
        List<LabelExpression> all = new ArrayList<>();
        for (Set<String> set : sets) {
            List<LabelExpression> names = set.stream()
                    .sorted()
                    .<LabelExpression>map(name -> new LabelExpression.Name(position, name))
                    .toList();
            all.add(names.size() == 1 ? names.getFirst() : new LabelExpression.And(position, names));
        }
        return all.size() == 1 ? all.getFirst() : new LabelExpression.Or(position, all);
    }

    /** Labels that every source of some relations has, as {@link #labels(String, Position)}. */
    @Nullable
    LabelExpression sources(@Nullable LabelExpression relations, Position position) {
        return expression(
                facts.shapes(relations).stream().map(EdgeShape::source).collect(Collectors.toSet()), position);
    }

    /** How many nodes edges of some relations can leave. */
    double sources(@Nullable LabelExpression relations) {
        return facts.shapes(relations).stream()
                .map(EdgeShape::source)
                .distinct()
                .mapToDouble(id -> facts.labelSet(id).nodes())
                .sum();
    }

    /** How many edges of some relations there are. */
    double edges(@Nullable LabelExpression relations) {
        return facts.shapes(relations).stream().mapToDouble(EdgeShape::edges).sum();
    }

    /**
     * What some edges lead to that has not the labels which are asked for.
     *
     * @param labels what is to be met, found by them
     * @param nodes how many nodes there are of them
     * @param edges how many edges lead to them
     */
    record Others(LabelExpression labels, double nodes, double edges) {}

    /**
     * The other nodes that an edge with a direction leads to, from whatever node; empty where there are certainly none. What the
     * far end can be where the labels are as asked for says nothing of the others.
     */
    Optional<Others> others(Edge edge, String node, LabelExpression labels, Position position) {
        boolean source = edge.source().equals(node);
        Set<Long> others = new HashSet<>();
        double edges = 0;
        for (EdgeShape shape : facts.shapes(edge.relations())) {
            long set = source ? shape.source() : shape.target();
            if (!facts.labelSet(set).matches(labels)) {
                others.add(set);
                edges += shape.edges();
            }
        }
        if (others.isEmpty()) {
            return Optional.empty();
        }
        LabelExpression not = new LabelExpression.Not(position, labels);
        LabelExpression known = expression(others, position);
        double nodes =
                others.stream().mapToDouble(id -> facts.labelSet(id).nodes()).sum();
        return Optional.of(
                new Others(known == null ? not : new LabelExpression.And(position, List.of(known, not)), nodes, edges));
    }

    /** Whether the labels of their ends prove that two patterns never meet the same edge. */
    boolean neverMeet(Edge left, Edge right) {
        if (!facts.isKnown() || left.direction() == Direction.BOTH || right.direction() == Direction.BOTH) {
            return false;
        }
        return Collections.disjoint(sets(left.source()), sets(right.source()))
                || Collections.disjoint(sets(left.target()), sets(right.target()));
    }

    /** How many nodes it can be. */
    double nodes(String node) {
        return facts.isKnown()
                ? Math.max(
                        1,
                        sets(node).stream()
                                .mapToDouble(id -> facts.labelSet(id).nodes())
                                .sum())
                : NODES;
    }

    /**
     * How many rows are read where a pattern begins at a node: where an index finds those that an equality leaves, so many that
     * {@link IndexedEquality#ROWS} are left once the equality itself has been taken off them.
     */
    double scanned(String node, Collection<PatternPart> parts) {
        boolean found = parts.stream()
                .anyMatch(part -> part instanceof Test test
                        && part.names().equals(Set.of(node))
                        && (IndexedEquality.isOfId(test.condition())
                                || IndexedEquality.isOfProperty(test.condition(), node, facts)));
        return found ? Math.min(nodes(node), IndexedEquality.ROWS / EQUAL) : nodes(node);
    }

    /** How many edges of a pattern leave one node of it. */
    double fan(Edge edge, String from) {
        if (!facts.isKnown()) {
            return edge.direction() == Direction.BOTH ? 2 * FAN : FAN;
        }
        return edges(edge) / nodes(from);
    }

    private double edges(Edge edge) {
        double edges = 0;
        for (EdgeShape shape : facts.shapes(edge.relations())) {
            if (edge.direction() != Direction.IN && isPossible(edge, shape.source(), shape.target())) {
                edges += shape.edges();
            }
            if (edge.direction() != Direction.OUT && isPossible(edge, shape.target(), shape.source())) {
                edges += shape.edges();
            }
        }
        return edges;
    }

    /** How many edges of a pattern there are between two nodes of it that other edges have brought together. */
    double between(Edge edge) {
        return Math.min(1, 0.1 + fan(edge, edge.left()) / nodes(edge.right()));
    }

    /** Which part of the rows a condition leaves. */
    static double selectivity(Expression condition) {
        return switch (condition) {
            case LabelTest label -> 0.8;
            case Comparison comparison when comparison.isOnly(ComparisonOperator.EQUAL) -> EQUAL;
            default -> 0.5;
        };
    }
}
