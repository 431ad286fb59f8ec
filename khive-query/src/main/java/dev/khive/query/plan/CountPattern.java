package dev.khive.query.plan;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as a graph of nodes, edges and conditions, with nothing in it but what can be counted by parts.
 *
 * @param nodes its nodes, with the place of each in the text
 * @param parts its edges and conditions
 */
record CountPattern(Map<String, Position> nodes, List<PatternPart> parts) {
    private static final int MOST_NODES = 12;

    /** What was planned, so that it can be planned in another way. */
    record Planned(PatternPlanner patterns, Operator input) {}

    /** The pattern under an aggregation; empty where it is of another kind. */
    static Optional<CountPattern> of(Operator operator, IdentityHashMap<Operator, Planned> planned) {
        List<Operator.OptionalJoin> optional = new ArrayList<>();
        Operator base = operator;
        while (base instanceof Operator.OptionalJoin join) {
            optional.addFirst(join);
            base = join.input();
        }
        Planned first = planned.get(base);
        if (first == null || !(first.input() instanceof Operator.Unit)) {
            return Optional.empty();
        }
        Optional<List<PatternPart>> parts = parts(first.patterns(), Set.of());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Position> nodes = new LinkedHashMap<>(first.patterns().nodes());
        List<PatternPart> all = new ArrayList<>(parts.get());
        Set<String> known = names(nodes.keySet(), all);
        int size = nodes.size();
        for (Operator.OptionalJoin join : optional) {
            Planned inner = planned.get(join.inner());
            Optional<PatternPart.Optional> part = inner == null ? Optional.empty() : optional(inner.patterns(), known);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            size += part.get().nodes().size();
            all.add(part.get());
        }
        return size > MOST_NODES ? Optional.empty() : Optional.of(new CountPattern(nodes, all));
    }

    private static Optional<PatternPart.Optional> optional(PatternPlanner patterns, Set<String> known) {
        Optional<List<PatternPart>> parts = parts(patterns, known);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Set<String> needed = new HashSet<>();
        parts.get().forEach(part -> needed.addAll(part.names()));
        needed.removeAll(names(patterns.nodes().keySet(), parts.get()));
        return Optional.of(new PatternPart.Optional(patterns.nodes(), parts.get(), needed));
    }

    /** The nodes and edges that it certainly binds. */
    Set<String> names() {
        return names(nodes.keySet(), parts);
    }

    private static Set<String> names(Set<String> nodes, List<PatternPart> parts) {
        Set<String> names = new HashSet<>(nodes);
        for (PatternPart part : parts) {
            if (part instanceof Edge edge) {
                names.add(edge.name());
            }
        }
        return names;
    }

    /** The edges and conditions of some MATCH clauses; empty where one is more than that. */
    private static Optional<List<PatternPart>> parts(PatternPlanner patterns, Set<String> known) {
        List<PatternPart> parts = new ArrayList<>();
        Map<String, Integer> clauses = new LinkedHashMap<>();
        for (PendingEdge edge : patterns.edges()) {
            if (edge.pattern().length() != null
                    || edge.selector() != Pattern.Selector.ALL
                    || edge.bound()
                    || edge.isWalk()
                    || clauses.put(edge.variable(), edge.clause()) != null) {
                return Optional.empty();
            }
            parts.add(new Edge(
                    edge.pattern().position(),
                    edge.variable(),
                    edge.left(),
                    edge.right(),
                    edge.pattern().direction(),
                    edge.pattern().relations()));
        }
        if (patterns.paths().stream().anyMatch(path -> path.mode() != Pattern.Mode.TRAIL)) {
            return Optional.empty();
        }
        Set<String> names = names(patterns.nodes().keySet(), parts);
        names.addAll(known);
        if (parts.stream().anyMatch(part -> !names.containsAll(part.names()))) {
            return Optional.empty();
        }
        addApart(patterns.edges(), parts);
        for (Expression condition : patterns.conditions()) {
            Optional<PatternPart> part = condition(condition, names, patterns.scope());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    private static void addApart(List<PendingEdge> edges, List<PatternPart> parts) {
        for (int right = 1; right < edges.size(); right++) {
            for (int left = 0; left < right; left++) {
                PendingEdge one = edges.get(left);
                PendingEdge other = edges.get(right);
                if (one.clause() == other.clause() && !EdgeMeeting.disjoint(one, other)) {
                    parts.add(new Apart(one.variable(), other.variable()));
                }
            }
        }
    }

    private static Optional<PatternPart> condition(Expression condition, Set<String> names, Map<String, Type> types) {
        Set<String> used = Variables.of(condition);
        if (!names.containsAll(used) || !SafeExpressions.isCondition(condition)) {
            return Optional.empty();
        }
        if (condition instanceof Comparison comparison && comparison.isOnly(ComparisonOperator.NOT_EQUAL)) {
            String left = node(comparison.operands().get(0), types);
            String right = node(comparison.operands().get(1), types);
            if (left != null && right != null && !left.equals(right)) {
                return Optional.of(new Different(left, right, condition));
            }
        }
        Optional<PatternPart> edge = SafeExpressions.negated(condition)
                .flatMap(CountPattern::present)
                .<PatternPart>map(present -> new Absent(present, condition))
                .or(() -> condition instanceof PatternPredicate pattern ? present(pattern) : Optional.empty());
        return Optional.of(edge.orElse(new Test(condition, used)));
    }

    private static @Nullable String node(Expression expression, Map<String, Type> types) {
        return expression instanceof Variable variable
                        && types.getOrDefault(variable.name(), Type.NULL).is(Kind.NODE)
                ? variable.name()
                : null;
    }

    private static Optional<Present> present(PatternPredicate pattern) {
        List<Pattern.NodePattern> nodes = pattern.path().nodes();
        String from = nodes.getFirst().variable();
        String to = nodes.getLast().variable();
        if (nodes.size() != 2
                || from == null
                || to == null
                || from.equals(to)
                || nodes.stream().anyMatch(node -> node.labels() != null)
                || pattern.path().edges().getFirst().variable() != null) {
            return Optional.empty();
        }
        Pattern.EdgePattern edge = pattern.path().edges().getFirst();
        return Optional.of(new Present(pattern.position(), from, to, edge.direction(), edge.relations()));
    }
}
