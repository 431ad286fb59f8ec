package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The matches of a pattern where two of its nodes, or two of its edges, are the same: a smaller pattern. */
final class PatternMerge {
    private PatternMerge() {}

    /**
     * A smaller pattern.
     *
     * @param rest the nodes that are left of those that were not bound
     */
    record Merged(Set<String> rest, List<PatternPart> parts) {}

    /** What a merge means: each name on the left is that on the right. */
    private record Renaming(Map<String, String> names) {
        String of(String name) {
            return names.getOrDefault(name, name);
        }

        Set<String> of(Set<String> all) {
            Set<String> renamed = new HashSet<>();
            all.forEach(name -> renamed.add(of(name)));
            return renamed;
        }

        boolean touches(Set<String> all) {
            return all.stream().anyMatch(names::containsKey);
        }
    }

    /** Thrown by none but this class: no smaller pattern is known. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The pattern where two nodes are one; empty where there is no such match, absent where it is not known. */
    static Optional<Merged> nodes(Different different, Set<String> rest, List<PatternPart> parts) {
        Map<String, String> names = new HashMap<>();
        return unify(different.left(), different.right(), rest, names)
                ? merged(new Renaming(names), rest, parts)
                : Optional.empty();
    }

    /** The pattern where two edges are one; empty where it is not known. */
    static Optional<Merged> edges(Apart apart, Set<String> rest, List<PatternPart> parts) {
        Edge left = edge(apart.left(), parts);
        Edge right = edge(apart.right(), parts);
        if (left == null || right == null) {
            return Optional.empty();
        }
        boolean keepsRight = left.direction() == Direction.BOTH && right.direction() != Direction.BOTH;
        Edge kept = keepsRight ? right : left;
        Edge gone = keepsRight ? left : right;
        Map<String, String> names = new HashMap<>();
        boolean same = pairs(left, right)
                .map(pairs -> pairs.stream().allMatch(pair -> unify(pair.getFirst(), pair.getLast(), rest, names)))
                .orElse(false);
        if (!same) {
            return Optional.empty();
        }
        names.put(gone.name(), kept.name());
        List<PatternPart> less = new ArrayList<>(parts);
        less.remove(gone);
        if (gone.relations() != null && !gone.isOfSameRelations(kept)) {
            Variable edge = new Variable(gone.position(), kept.name());
            less.add(new Test(new LabelTest(gone.position(), edge, gone.relations(), false), Set.of(kept.name())));
        }
        return merged(new Renaming(names), rest, less);
    }

    static @Nullable Edge edge(String name, List<PatternPart> parts) {
        for (PatternPart part : parts) {
            if (part instanceof Edge edge && edge.name().equals(name)) {
                return edge;
            }
        }
        return null;
    }

    /** That two nodes are not the same. */
    static Expression differ(Position position, String left, String right) {
        return new Comparison(
                position,
                List.of(new Variable(position, left), new Variable(position, right)),
                List.of(ComparisonOperator.NOT_EQUAL));
    }

    /** The nodes that are the same where two edges are; empty where that is not certain. */
    static Optional<List<List<String>>> pairs(Edge left, Edge right) {
        boolean undirected = left.direction() == Direction.BOTH || right.direction() == Direction.BOTH;
        if (!undirected) {
            return Optional.of(List.of(List.of(left.source(), right.source()), List.of(left.target(), right.target())));
        }
        for (String shared : List.of(left.left(), left.right())) {
            if (right.names().contains(shared)) {
                return Optional.of(List.of(List.of(left.other(shared), right.other(shared))));
            }
        }
        return Optional.empty();
    }

    private static boolean unify(String left, String right, Set<String> rest, Map<String, String> names) {
        String one = names.getOrDefault(left, left);
        String other = names.getOrDefault(right, right);
        if (one.equals(other)) {
            return true;
        }
        String gone = rest.contains(other) ? other : one;
        String kept = gone.equals(other) ? one : other;
        if (!rest.contains(gone)) {
            return false;
        }
        names.replaceAll((from, to) -> to.equals(gone) ? kept : to);
        names.put(gone, kept);
        return true;
    }

    private static Optional<Merged> merged(Renaming renaming, Set<String> rest, List<PatternPart> parts) {
        Set<String> left = new HashSet<>(rest);
        left.removeAll(renaming.names().keySet());
        try {
            List<PatternPart> renamed = new ArrayList<>();
            for (PatternPart part : parts) {
                renamed.add(renamed(part, renaming));
            }
            return Optional.of(new Merged(left, renamed));
        } catch (Unknown unknown) {
            return Optional.empty();
        }
    }

    private static PatternPart renamed(PatternPart part, Renaming renaming) {
        return switch (part) {
            case Edge edge ->
                new Edge(
                        edge.position(),
                        edge.name(),
                        renaming.of(edge.left()),
                        renaming.of(edge.right()),
                        edge.direction(),
                        edge.relations());
            case Test test -> new Test(renamed(test.condition(), renaming), renaming.of(test.names()));
            case Apart apart -> {
                if (renaming.of(apart.left()).equals(renaming.of(apart.right()))) {
                    throw new Unknown();
                }
                yield new Apart(renaming.of(apart.left()), renaming.of(apart.right()));
            }
            case Different different -> {
                if (renaming.of(different.left()).equals(renaming.of(different.right()))) {
                    throw new Unknown();
                }
                yield new Different(
                        renaming.of(different.left()),
                        renaming.of(different.right()),
                        renamed(different.condition(), renaming));
            }
            case Absent absent -> {
                if (renaming.touches(absent.names())) {
                    throw new Unknown();
                }
                yield absent;
            }
            case Present present ->
                new Present(
                        present.position(),
                        renaming.of(present.from()),
                        renaming.of(present.to()),
                        present.direction(),
                        present.relations());
            case PatternPart.Optional optional ->
                new PatternPart.Optional(
                        optional.nodes(),
                        optional.parts().stream()
                                .map(inner -> renamed(inner, renaming))
                                .toList(),
                        renaming.of(optional.names()));
        };
    }

    /** A condition of nodes that have other names; empty where that is not known. */
    static Optional<Expression> renamed(Expression condition, Map<String, String> names) {
        try {
            return Optional.of(renamed(condition, new Renaming(names)));
        } catch (Unknown unknown) {
            return Optional.empty();
        }
    }

    /** A pattern inside is known by its identity and stays as it is. */
    private static Expression renamed(Expression expression, Renaming renaming) {
        if (expression instanceof Variable variable) {
            return new Variable(variable.position(), renaming.of(variable.name()));
        }
        if (expression instanceof PatternPredicate && renaming.touches(Variables.of(expression))) {
            throw new Unknown();
        }
        return Expressions.mapChildren(expression, child -> renamed(child, renaming));
    }
}
