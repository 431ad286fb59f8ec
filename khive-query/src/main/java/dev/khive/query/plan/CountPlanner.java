package dev.khive.query.plan;

import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.CountStar;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.plan.Operator.Column;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts the matches of a pattern by the numbers of its branches, where the matches themselves are not asked for. */
final class CountPlanner {
    private final Planner planner;

    CountPlanner(Planner planner) {
        this.planner = planner;
    }

    /** The same rows without a row for each match, or what is given where that is not certain or nothing is won. */
    Operator rewritten(Operator.Aggregate aggregate) {
        if (!planner.rewrites().on(Rewrite.PUSH_COUNTS)) {
            return aggregate;
        }
        Optional<CountPattern> pattern = CountPattern.of(aggregate.input(), planner.planned());
        if (pattern.isEmpty() || !isCountable(aggregate, pattern.get())) {
            return aggregate;
        }
        try {
            return tally(aggregate, pattern.get()).<Operator>map(this::recorded).orElse(aggregate);
        } catch (CountSearch.TooMany tooMany) {
            return aggregate;
        }
    }

    Operator.Tally recorded(Operator.Tally tally) {
        planner.rewrites().applied(Rewrite.PUSH_COUNTS);
        record(tally.weight());
        return tally;
    }

    /** Notes the rewrites of which a weight is made. */
    void record(Weight whole) {
        Rewrites rewrites = planner.rewrites();
        whole.all().forEach(weight -> {
            if (weight instanceof Weight.AtLeastOne) {
                rewrites.applied(Rewrite.OPTIONAL_COUNTS);
            } else if (weight instanceof Weight.Difference difference) {
                rewrites.applied(difference.by());
            } else if (weight instanceof Weight.EdgeNumber number) {
                rewrites.applied(ofNumber(number));
            } else if (weight instanceof Weight.Gathered) {
                rewrites.applied(Rewrite.SUBTRACT_LABELS);
            } else if (weight instanceof Weight.PairNumber) {
                rewrites.applied(Rewrite.PAIR_TABLES);
                rewrites.applied(Rewrite.PAIR_LOOKUPS);
            } else if (weight instanceof Weight.Orbit) {
                rewrites.applied(Rewrite.SYMMETRIC_ONCE);
            } else if (weight instanceof Weight.Rows rows && CountPairs.joinsRows(rows.branch())) {
                rewrites.applied(Rewrite.PAIR_JOINS);
            }
        });
    }

    private static Rewrite ofNumber(Weight.EdgeNumber number) {
        if (CountLinks.isNumber(number)) {
            return Rewrite.LINK_TABLES;
        }
        return CountPairs.isNumber(number.variable()) ? Rewrite.PAIR_TABLES : Rewrite.COUNT_FIRST;
    }

    /** Whether each aggregate counts rows, and each key is a value of what the pattern certainly binds. */
    private boolean isCountable(Operator.Aggregate aggregate, CountPattern pattern) {
        Set<String> names = pattern.names();
        boolean optional = pattern.parts().stream().anyMatch(PatternPart.Optional.class::isInstance);
        return (!optional || planner.rewrites().on(Rewrite.OPTIONAL_COUNTS))
                && !aggregate.aggregates().isEmpty()
                && aggregate.aggregates().stream().allMatch(column -> isCount(column.expression(), names))
                && aggregate.keys().stream()
                        .map(Column::expression)
                        .allMatch(key -> SafeExpressions.isValue(key) && names.containsAll(Variables.of(key)));
    }

    /** Whether an aggregate counts the rows of a pattern that certainly binds some names. */
    static boolean isCount(Expression expression, Set<String> names) {
        return expression instanceof CountStar
                || (expression instanceof FunctionCall call
                        && call.name().equals("count")
                        && !call.distinct()
                        && call.arguments().size() == 1
                        && call.arguments().getFirst() instanceof Variable variable
                        && names.contains(variable.name()));
    }

    private Optional<Operator.Tally> tally(Operator.Aggregate aggregate, CountPattern pattern) {
        CountEstimates estimates = new CountEstimates(planner.facts(), pattern);
        if (estimates.areNone(pattern)) {
            return Optional.empty();
        }
        CountSearch search = new CountSearch(pattern, estimates, planner.rewrites());
        CountScope scope = scope(pattern, estimates);
        Set<String> core = core(used(aggregate), pattern);
        CountGrowth growth = new CountGrowth(search, new Operator.Unit(), scope);
        CountGrowth.Grown grown = core.isEmpty()
                ? new CountGrowth.Grown(new Operator.Unit(), search.whole(scope).weight())
                : growth.reaching(core, used(aggregate)).weighed();
        boolean won = core.isEmpty()
                ? isWorthwhile(grown.weight())
                : !(grown.weight() instanceof Weight.One) && JoinedRows.areDearer(estimates, scope, core, growth);
        return won
                ? Optional.of(new Operator.Tally(
                        grown.rows(), grown.weight(), aggregate.keys(), aggregate.aggregates(), List.of()))
                : Optional.empty();
    }

    /** A whole pattern, without the conditions that follow from others. */
    CountScope scope(CountPattern pattern, CountEstimates estimates) {
        return new CountScope(
                pattern.nodes().keySet(), simplified(unproved(pattern, estimates), List.of(), estimates), Set.of(), 1);
    }

    /** Whether something is multiplied or subtracted that would be rows. */
    private static boolean isWorthwhile(Weight weight) {
        return weight.all().stream().anyMatch(part -> !(part instanceof Weight.One) && !(part instanceof Weight.Rows));
    }

    /** The nodes and edges that the keys name. */
    static Set<String> used(Operator.Aggregate aggregate) {
        Set<String> used = new HashSet<>();
        aggregate.keys().forEach(key -> used.addAll(Variables.of(key.expression())));
        return used;
    }

    /** The nodes that some names need, and those between them. */
    static Set<String> core(Set<String> used, CountPattern pattern) {
        Set<String> core = new TreeSet<>();
        for (String name : used) {
            Edge edge = PatternMerge.edge(name, pattern.parts());
            core.addAll(edge == null ? Set.of(name) : edge.names());
        }
        if (!core.isEmpty()) {
            String first = core.iterator().next();
            for (String other : List.copyOf(core)) {
                core.addAll(between(first, other, pattern));
            }
        }
        return core;
    }

    private static List<String> between(String from, String to, CountPattern pattern) {
        Map<String, String> before = new HashMap<>(Map.of(from, from));
        Deque<String> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty() && !before.containsKey(to)) {
            String node = queue.removeFirst();
            for (PatternPart part : pattern.parts()) {
                if (part instanceof Edge edge
                        && edge.names().contains(node)
                        && before.putIfAbsent(edge.other(node), node) == null) {
                    queue.addLast(edge.other(node));
                }
            }
        }
        List<String> path = new ArrayList<>();
        for (String node = to; node != null && !node.equals(from); node = before.get(node)) {
            path.add(node);
        }
        return path;
    }

    /** Without tests of labels that the edges and the tests that are kept imply; what was left out implies nothing. */
    private List<PatternPart> unproved(CountPattern pattern, CountEstimates estimates) {
        List<PatternPart> kept = new ArrayList<>(pattern.parts());
        if (!planner.facts().isKnown() || !planner.rewrites().on(Rewrite.LABELS_PROVED)) {
            return kept;
        }
        for (PatternPart part : pattern.parts()) {
            if (part instanceof Test test && test.condition() instanceof LabelTest label) {
                List<PatternPart> others = new ArrayList<>(kept);
                others.remove(part);
                if (estimates.isImplied(label, others)
                        || new CountEstimates(planner.facts(), new CountPattern(pattern.nodes(), others))
                                .proves(label, others)) {
                    kept.remove(part);
                    planner.rewrites().applied(Rewrite.LABELS_PROVED);
                }
            }
        }
        return kept;
    }

    /** Without the conditions that follow from others. */
    private List<PatternPart> simplified(List<PatternPart> parts, List<PatternPart> around, CountEstimates estimates) {
        List<PatternPart> all = new ArrayList<>(around);
        all.addAll(parts);
        List<PatternPart> left = new ArrayList<>();
        for (PatternPart part : parts) {
            boolean follows = switch (part) {
                case Test test ->
                    planner.rewrites().on(Rewrite.LABELS_PROVED)
                            && test.condition() instanceof LabelTest label
                            && estimates.isImplied(label, all);
                case Apart apart -> follows(apart, parts, estimates);
                case Different different -> follows(different, parts);
                default -> false;
            };
            if (!follows) {
                left.add(
                        part instanceof PatternPart.Optional optional
                                ? new PatternPart.Optional(
                                        optional.nodes(),
                                        simplified(optional.parts(), all, estimates),
                                        optional.names())
                                : part);
            }
        }
        return left;
    }

    /** Edges whose ends differ are two edges. */
    private boolean follows(Apart apart, List<PatternPart> parts, CountEstimates estimates) {
        Edge left = PatternMerge.edge(apart.left(), parts);
        Edge right = PatternMerge.edge(apart.right(), parts);
        if (left == null || right == null) {
            return false;
        }
        if (estimates.neverMeet(left, right)) {
            return true;
        }
        return planner.rewrites().on(Rewrite.SUBTRACT_EQUAL)
                && PatternMerge.pairs(left, right).stream()
                        .flatMap(List::stream)
                        .anyMatch(pair -> parts.stream()
                                .anyMatch(part -> part instanceof Different different
                                        && different.names().equals(new HashSet<>(pair))));
    }

    /** What an edge leads to differs from that to which no such edge leads. */
    private boolean follows(Different different, List<PatternPart> parts) {
        return planner.rewrites().on(Rewrite.SUBTRACT_PATTERN)
                && parts.stream()
                        .anyMatch(part -> part instanceof Absent absent
                                && (reaches(
                                                absent,
                                                absent.present().from(),
                                                absent.present().to(),
                                                different,
                                                parts)
                                        || reaches(
                                                absent,
                                                absent.present().to(),
                                                absent.present().from(),
                                                different,
                                                parts)));
    }

    private static boolean reaches(
            Absent absent, String from, String to, Different different, List<PatternPart> parts) {
        return different.names().contains(to)
                && parts.stream()
                        .anyMatch(part -> part instanceof Edge edge
                                && edge.names().contains(from)
                                && different.names().equals(pair(to, edge.other(from)))
                                && absent.covers(edge, from));
    }

    private static Set<String> pair(String left, String right) {
        Set<String> pair = new HashSet<>(Set.of(left));
        pair.add(right);
        return pair;
    }
}
