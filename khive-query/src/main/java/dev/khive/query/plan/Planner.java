package dev.khive.query.plan;

import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.ExpressionChecker.Place;
import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.parse.QueryErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks a syntax tree and turns it into a plan, clause by clause. For one query. */
public final class Planner {
    private static final int MOST_PARTS = 100;
    private static final int MOST_CLAUSES = 200;

    private final IdentityHashMap<Expression, Operator> subplans = new IdentityHashMap<>();
    private final ExpressionChecker checker;
    private final GraphFacts facts;
    private final Rewrites rewrites;
    private final IdentityHashMap<Operator, CountPattern.Planned> planned = new IdentityHashMap<>();
    private final Set<RowCount> counts = new LinkedHashSet<>();
    private Set<String> outer = Set.of();
    private int anonymous;

    private Planner(Map<String, Type> parameters, GraphFacts facts, Rewrites rewrites) {
        this.facts = facts;
        this.rewrites = rewrites;
        this.checker = new ExpressionChecker(parameters, this::subquery);
    }

    /**
     * The plan of a query that is right for every graph, without any rewrite; it reads most like the query.
     *
     * @param parameters the types of the parameters that are given
     * @throws dev.khive.api.query.QueryException where the query means nothing or is not supported
     */
    public static QueryPlan plan(Query query, Map<String, Type> parameters) {
        return plan(query, parameters, GraphFacts.UNKNOWN, new Rewrites(Set.of()));
    }

    /**
     * The plan of a query.
     *
     * @param parameters the types of the parameters that are given
     * @param facts what is known of the graph
     * @param rewrites which rewrites are on; those that change the plan are recorded in it
     * @throws dev.khive.api.query.QueryException where the query means nothing or is not supported
     */
    public static QueryPlan plan(Query query, Map<String, Type> parameters, GraphFacts facts, Rewrites rewrites) {
        Planner planner = new Planner(parameters, facts, rewrites);
        Pipeline result = new Pipeline(new Operator.Unit(), Map.of());
        for (Query part = query; part != null; part = part.next()) {
            result = planner.query(part, result, true);
        }
        QueryPlan plan = new QueryPlan(
                result.operator(),
                List.copyOf(result.scope().keySet()),
                planner.subplans,
                result.scope(),
                planner.counts());
        return new PathLengths(rewrites).rewrite(new DistinctEnds(rewrites).rewrite(plan));
    }

    /** What has been planned so far, with the variables in scope. */
    record Pipeline(Operator operator, Map<String, Type> scope) {}

    GraphFacts facts() {
        return facts;
    }

    Rewrites rewrites() {
        return rewrites;
    }

    /** Notes what SKIP or LIMIT says, once however often it is planned. */
    void count(RowCount count) {
        counts.add(count);
    }

    private List<RowCount> counts() {
        return counts.stream()
                .sorted(Comparator.comparing(
                        count -> count.expression().position(),
                        Comparator.comparingInt(Position::line).thenComparingInt(Position::column)))
                .toList();
    }

    /** The patterns that have been planned, by the identity of their operators. */
    IdentityHashMap<Operator, CountPattern.Planned> planned() {
        return planned;
    }

    private Operator planned(PatternPlanner patterns, Operator input) {
        Operator operator = patterns.plan(input);
        planned.put(operator, new CountPattern.Planned(patterns, input));
        return operator;
    }

    ExpressionChecker checker() {
        return checker;
    }

    String fresh(String kind) {
        return " " + kind + ++anonymous;
    }

    private Pipeline query(Query query, Pipeline start, boolean mustReturn) {
        return query(query, part -> start, mustReturn);
    }

    /** What a query in braces gives, where some names are those of variables outside and cannot be given to others. */
    Pipeline inside(Set<String> names, Supplier<Pipeline> query) {
        Set<String> before = outer;
        outer = names;
        Pipeline result = query.get();
        outer = before;
        return result;
    }

    /** The plan of an expression that is a query. */
    void subplan(Expression expression, Operator operator) {
        subplans.put(expression, operator);
    }

    /** Refuses a name for a new variable that one outside of the braces has, which a WITH has left behind. */
    void checkNew(Position position, String name) {
        if (outer.contains(name)) {
            throw QueryErrors.meaning(
                    position,
                    "VariableAlreadyBound",
                    "The variable " + Expressions.name(name)
                            + " is one outside of the braces; WITH takes it along, and another"
                            + " variable needs another name.");
        }
    }

    Pipeline query(Query query, Function<SingleQuery, Pipeline> start, boolean mustReturn) {
        if (query.parts().size() > MOST_PARTS) {
            throw tooLong(query.position(), MOST_PARTS + " parts joined by UNION");
        }
        Pipeline result =
                single(query.parts().getFirst(), start.apply(query.parts().getFirst()), mustReturn);
        for (int index = 1; index < query.parts().size(); index++) {
            SingleQuery part = query.parts().get(index);
            Pipeline next = single(part, start.apply(part), true);
            boolean all = query.unionAll().get(index - 1);
            if (index > 1 && all != query.unionAll().get(index - 2)) {
                throw QueryErrors.meaning(
                        part.position(), "InvalidClauseComposition", "UNION and UNION ALL cannot be mixed.");
            }
            if (!List.copyOf(next.scope().keySet())
                    .equals(List.copyOf(result.scope().keySet()))) {
                throw QueryErrors.meaning(
                        part.position(),
                        "DifferentColumnsInUnion",
                        "The parts of a UNION must have the same columns; "
                                + result.scope().keySet() + " and "
                                + next.scope().keySet() + " differ.");
            }
            Map<String, Type> types = new LinkedHashMap<>();
            Pipeline left = result;
            next.scope()
                    .forEach((name, type) ->
                            types.put(name, unionType(type, left.scope().get(name))));
            result = new Pipeline(new Operator.Union(result.operator(), next.operator(), all), types);
        }
        return result;
    }

    private static Type unionType(Type type, @Nullable Type other) {
        return other == null ? type : type.join(other);
    }

    private static RuntimeException tooLong(Position position, String most) {
        return QueryErrors.syntax(position, "QueryTooLong", "A query has at most " + most + ".");
    }

    private Pipeline single(SingleQuery query, Pipeline start, boolean mustReturn) {
        if (query.clauses().size() > MOST_CLAUSES) {
            throw tooLong(query.position(), MOST_CLAUSES + " clauses in a row");
        }
        Pipeline pipeline = start;
        List<Clause> clauses = query.clauses();
        int index = 0;
        while (index < clauses.size()) {
            Clause clause = clauses.get(index);
            boolean last = index == clauses.size() - 1;
            switch (clause) {
                case Clause.Match match -> {
                    List<Clause.Match> run = matchRun(clauses, index);
                    pipeline = match.optional() ? optional(pipeline, match) : matches(pipeline, run);
                    index += match.optional() ? 0 : run.size() - 1;
                    last = index == clauses.size() - 1;
                }
                case Clause.With with ->
                    pipeline = new ProjectionPlanner(this, pipeline).with(with.projection(), with.where());
                case Clause.Unwind unwind -> pipeline = unwind(pipeline, unwind);
                case Clause.Call call -> pipeline = new CallPlanner(this, pipeline).plan(call);
                case Clause.Return result -> {
                    if (!last) {
                        throw QueryErrors.syntax(
                                clauses.get(index + 1).position(),
                                "InvalidClauseComposition",
                                "RETURN is the last clause of a query.");
                    }
                    return new ProjectionPlanner(this, pipeline).result(result.projection());
                }
            }
            if (last && mustReturn) {
                throw QueryErrors.syntax(
                        clause.position(), "InvalidClauseComposition", "A query ends with RETURN; this one does not.");
            }
            index++;
        }
        return pipeline;
    }

    private static List<Clause.Match> matchRun(List<Clause> clauses, int from) {
        List<Clause.Match> run = new ArrayList<>();
        for (int index = from; index < clauses.size(); index++) {
            if (!(clauses.get(index) instanceof Clause.Match match) || match.optional()) {
                break;
            }
            run.add(match);
        }
        return run;
    }

    /** Consecutive MATCH clauses are one graph of joins; only the uniqueness of edges is a clause's own. */
    private Pipeline matches(Pipeline pipeline, List<Clause.Match> run) {
        PatternPlanner patterns = new PatternPlanner(this, pipeline.scope());
        for (Clause.Match match : run) {
            patterns.add(match.paths());
            if (match.where() != null) {
                patterns.where(match.where());
            }
        }
        return new Pipeline(planned(patterns, patterns.resolving(pipeline.operator())), patterns.scope());
    }

    private Pipeline optional(Pipeline pipeline, Clause.Match match) {
        PatternPlanner patterns = new PatternPlanner(this, pipeline.scope());
        patterns.add(match.paths());
        if (match.where() != null) {
            patterns.where(match.where());
        }
        Operator inner = planned(patterns, new Operator.Argument());
        Map<String, Type> introduced = new LinkedHashMap<>(patterns.scope());
        introduced.keySet().removeAll(pipeline.scope().keySet());
        return new Pipeline(
                new Operator.OptionalJoin(patterns.resolving(pipeline.operator()), inner, introduced),
                patterns.scope());
    }

    private Pipeline unwind(Pipeline pipeline, Clause.Unwind unwind) {
        Type list = checker.check(unwind.list(), pipeline.scope(), Place.VALUE);
        if (!list.canBe(Kind.LIST)) {
            throw QueryErrors.meaning(
                    unwind.list().position(), "InvalidArgumentType", "UNWIND takes a list; this is a " + list + ".");
        }
        if (pipeline.scope().containsKey(unwind.variable())) {
            throw alreadyBound(unwind.position(), unwind.variable());
        }
        checkNew(unwind.position(), unwind.variable());
        Map<String, Type> scope = new LinkedHashMap<>(pipeline.scope());
        scope.put(unwind.variable(), list.elementType());
        if (unwind.ordinal() != null) {
            if (scope.containsKey(unwind.ordinal())) {
                throw alreadyBound(unwind.position(), unwind.ordinal());
            }
            checkNew(unwind.position(), unwind.ordinal());
            scope.put(unwind.ordinal(), Type.INTEGER);
        }
        return new Pipeline(
                new Operator.Unwind(
                        pipeline.operator(),
                        unwind.list(),
                        unwind.variable(),
                        list.elementType(),
                        unwind.ordinal(),
                        unwind.firstOrdinal()),
                scope);
    }

    static RuntimeException alreadyBound(Position position, String variable) {
        return QueryErrors.meaning(
                position, "VariableAlreadyBound", "The variable " + Expressions.name(variable) + " is bound already.");
    }

    private Type subquery(Expression expression, Map<String, Type> scope) {
        return switch (expression) {
            case PatternPredicate predicate -> {
                checkNoNewVariables(predicate.path(), scope);
                PatternPlanner patterns = new PatternPlanner(this, scope);
                patterns.add(List.of(predicate.path()));
                subplans.put(expression, patterns.plan(patterns.resolving(new Operator.Argument())));
                yield Type.BOOLEAN;
            }
            case PatternComprehension comprehension -> {
                PatternPlanner patterns = new PatternPlanner(this, scope);
                patterns.add(List.of(comprehension.path()));
                if (comprehension.where() != null) {
                    patterns.where(comprehension.where());
                }
                subplans.put(expression, patterns.plan(patterns.resolving(new Operator.Argument())));
                yield Type.list(checker.check(comprehension.result(), patterns.scope(), Place.VALUE));
            }
            case Subquery subquery -> {
                boolean collects = subquery.kind() == Expression.SubqueryKind.COLLECT;
                Set<String> names = new HashSet<>(outer);
                names.addAll(scope.keySet());
                Pipeline inner = inside(
                        names, () -> query(subquery.query(), new Pipeline(new Operator.Argument(), scope), collects));
                if (collects && inner.scope().size() != 1) {
                    throw QueryErrors.meaning(
                            expression.position(),
                            "InvalidSubquery",
                            "COLLECT returns one column; this one returns "
                                    + inner.scope().keySet() + ".");
                }
                subplans.put(expression, inner.operator());
                yield switch (subquery.kind()) {
                    case EXISTS -> Type.BOOLEAN;
                    case COUNT -> Type.INTEGER;
                    case COLLECT -> Type.list(inner.scope().values().iterator().next());
                };
            }
            default -> throw new IllegalStateException("No subquery: " + expression.getClass());
        };
    }

    private static void checkNoNewVariables(Pattern.Path path, Map<String, Type> scope) {
        for (Pattern.NodePattern node : path.nodes()) {
            checkKnown(node.variable(), node.position(), scope);
        }
        for (Pattern.EdgePattern edge : path.edges()) {
            checkKnown(edge.variable(), edge.position(), scope);
        }
    }

    private static void checkKnown(@Nullable String variable, Position position, Map<String, Type> scope) {
        if (variable != null && !scope.containsKey(variable)) {
            throw QueryErrors.meaning(
                    position,
                    "UndefinedVariable",
                    "The variable " + Expressions.name(variable)
                            + " is not defined here; a pattern in a condition introduces none.");
        }
    }
}
