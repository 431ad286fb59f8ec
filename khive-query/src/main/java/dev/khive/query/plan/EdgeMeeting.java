package dev.khive.query.plan;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import dev.khive.query.plan.PossibleLabels.Ends;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two edges of a pattern can be the same edge of the graph. */
final class EdgeMeeting {
    /** The names of an edge's source and target when it is read one way. */
    private record Way(String source, String target) {}

    private final List<Set<String>> different = new ArrayList<>();
    private final @Nullable PossibleLabels labels;

    /**
     * What is known of a pattern.
     *
     * @param labels null where the facts tell nothing
     */
    EdgeMeeting(PatternPlanner patterns, @Nullable PossibleLabels labels) {
        this.labels = labels;
        patterns.conditions().forEach(condition -> addDifferent(condition, patterns.scope()));
    }

    private void addDifferent(Expression condition, Map<String, Type> scope) {
        if (condition instanceof Comparison comparison
                && comparison.isOnly(ComparisonOperator.NOT_EQUAL)
                && comparison.operands().get(0) instanceof Variable left
                && comparison.operands().get(1) instanceof Variable right
                && scope.getOrDefault(left.name(), Type.NULL).is(Kind.NODE)
                && scope.getOrDefault(right.name(), Type.NULL).is(Kind.NODE)
                && !left.name().equals(right.name())) {
            different.add(Set.of(left.name(), right.name()));
        }
    }

    /** Whether they certainly are two edges, by their relations, their ends' labels, or ends that are told apart. */
    boolean areApart(PendingEdge left, PendingEdge right) {
        if (disjoint(left, right)) {
            return true;
        }
        if (left.pattern().length() != null || right.pattern().length() != null) {
            return false;
        }
        for (Way one : ways(left)) {
            for (Way other : ways(right)) {
                if (canMeet(left, one, right, other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Way> ways(PendingEdge edge) {
        Way out = new Way(edge.left(), edge.right());
        Way in = new Way(edge.right(), edge.left());
        Direction direction = edge.pattern().direction();
        return switch (direction) {
            case OUT -> List.of(out);
            case IN -> List.of(in);
            case BOTH -> List.of(out, in);
        };
    }

    /** The same edge makes their sources one node, and their targets. */
    private boolean canMeet(PendingEdge left, Way one, PendingEdge right, Way other) {
        Set<String> sources = Set.copyOf(List.of(one.source(), other.source()));
        Set<String> targets = Set.copyOf(List.of(one.target(), other.target()));
        boolean loop = sources.stream().anyMatch(targets::contains);
        Set<String> all = new HashSet<>(sources);
        all.addAll(targets);
        if (different.stream()
                .anyMatch(pair ->
                        sources.containsAll(pair) || targets.containsAll(pair) || (loop && all.containsAll(pair)))) {
            return false;
        }
        if (labels == null) {
            return true;
        }
        BitSet source = common(loop ? all : sources);
        BitSet target = common(loop ? all : targets);
        Set<Ends> shared = new HashSet<>(labels.shapes(right));
        return labels.shapes(left).stream()
                .anyMatch(shape -> shared.contains(shape)
                        && source.get(shape.source())
                        && target.get(shape.target())
                        && (!loop || shape.source() == shape.target()));
    }

    private BitSet common(Set<String> nodes) {
        BitSet common = new BitSet();
        if (labels != null) {
            common.or(labels.any());
            nodes.forEach(node -> common.and(labels.of(node)));
        }
        return common;
    }

    /** Whether the relations alone prove that two patterns never meet the same edge. */
    static boolean disjoint(PendingEdge left, PendingEdge right) {
        Optional<Set<String>> first = names(left.pattern().relations());
        Optional<Set<String>> second = names(right.pattern().relations());
        return first.isPresent() && second.isPresent() && first.get().stream().noneMatch(second.get()::contains);
    }

    private static Optional<Set<String>> names(@Nullable LabelExpression relations) {
        return switch (relations) {
            case LabelExpression.Name name -> Optional.of(Set.of(name.name()));
            case LabelExpression.Or or -> {
                Set<String> all = new HashSet<>();
                for (LabelExpression operand : or.operands()) {
                    Optional<Set<String>> some = names(operand);
                    if (some.isEmpty()) {
                        yield Optional.empty();
                    }
                    all.addAll(some.get());
                }
                yield Optional.of(all);
            }
            case null -> Optional.empty();
            case LabelExpression.And and -> Optional.empty();
            case LabelExpression.Not not -> Optional.empty();
            case LabelExpression.Wildcard any -> Optional.empty();
        };
    }
}
