package dev.khive.query.plan;

import dev.khive.query.analysis.ExpressionChecker.Place;
import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Logical;
import dev.khive.query.ast.Expression.LogicalOperator;
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.QuantifierKind;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.UnaryOperator;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.NodePattern;
import dev.khive.query.ast.Position;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.parse.QueryErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the patterns of consecutive MATCH clauses as one graph of joins, then orders them. */
final class PatternPlanner {
    /** An edge that waits to be joined. */
    record PendingEdge(
            EdgePattern pattern,
            String variable,
            String left,
            String right,
            int clause,
            boolean bound,
            Pattern.Path path) {
        Pattern.Selector selector() {
            return path.selector();
        }

        boolean isWalk() {
            return path.mode() == Pattern.Mode.WALK;
        }
    }

    /** A path that waits for its parts. */
    record PendingPath(String variable, List<String> nodes, List<String> edges, Pattern.Mode mode) {
        /** Whether nodes may not be repeated. */
        static boolean isRestricted(Pattern.Mode mode) {
            return mode == Pattern.Mode.ACYCLIC || mode == Pattern.Mode.SIMPLE;
        }
    }

    private static final int MOST_EDGES = 64;

    private final Planner planner;
    private final Map<String, Type> outer;
    private final Map<String, Type> scope;
    private final Map<String, Position> nodes = new LinkedHashMap<>();
    private final List<PendingEdge> edges = new ArrayList<>();
    private final List<PendingPath> paths = new ArrayList<>();
    private final List<Expression> conditions = new ArrayList<>();
    private final Map<String, List<Expression>> trailConditions = new LinkedHashMap<>();
    private final Map<String, Type> resolved = new LinkedHashMap<>();
    private final Set<String> edgesOfClause = new HashSet<>();
    private int clause;

    PatternPlanner(Planner planner, Map<String, Type> scope) {
        this.planner = planner;
        this.outer = scope;
        this.scope = new LinkedHashMap<>(scope);
    }

    Map<String, Type> scope() {
        return scope;
    }

    /** Adds the paths of one clause. */
    void add(List<Pattern.Path> added) {
        clause++;
        edgesOfClause.clear();
        List<Expression> inline = new ArrayList<>();
        for (Pattern.Path path : added) {
            path(path.selector() == Pattern.Selector.ALL ? path : ShortestPattern.checked(path), inline);
        }
        for (Expression condition : inline) {
            planner.checker().check(condition, scope, Place.CONDITION);
            conjuncts(condition, conditions);
        }
    }

    /** Adds a condition of the clause. */
    void where(Expression condition) {
        Type type = planner.checker().check(condition, scope, Place.CONDITION);
        if (!type.canBe(Kind.BOOLEAN)) {
            throw QueryErrors.meaning(
                    condition.position(), "InvalidArgumentType", "WHERE takes a condition; this is a " + type + ".");
        }
        conjuncts(condition, conditions);
    }

    static void conjuncts(Expression condition, List<Expression> into) {
        if (condition instanceof Logical logical && logical.operator() == LogicalOperator.AND) {
            logical.operands().forEach(operand -> conjuncts(operand, into));
        } else {
            into.add(condition);
        }
    }

    private void path(Pattern.Path path, List<Expression> inline) {
        if (path.variable() != null && scope.containsKey(path.variable())) {
            throw Planner.alreadyBound(path.position(), path.variable());
        }
        List<String> nodeNames = new ArrayList<>();
        List<String> edgeNames = new ArrayList<>();
        for (NodePattern node : path.nodes()) {
            nodeNames.add(node(node, inline));
        }
        for (int index = 0; index < path.edges().size(); index++) {
            edgeNames.add(edge(path.edges().get(index), nodeNames.get(index), nodeNames.get(index + 1), path, inline));
        }
        if (edgeNames.isEmpty() && outer.containsKey(nodeNames.getFirst())) {
            // No join drops a null that an OPTIONAL MATCH left in a node that stands alone.
            Variable alone = new Variable(path.position(), nodeNames.getFirst());
            inline.add(new Unary(path.position(), UnaryOperator.IS_NOT_NULL, alone));
        }
        String variable = path.variable();
        if (variable == null && PendingPath.isRestricted(path.mode())) {
            variable = planner.fresh("path");
        }
        if (variable != null) {
            if (scope.containsKey(variable)) {
                throw Planner.alreadyBound(path.position(), variable);
            }
            planner.checkNew(path.position(), variable);
            scope.put(variable, Type.PATH);
            paths.add(new PendingPath(variable, nodeNames, edgeNames, path.mode()));
        }
    }

    private String node(NodePattern node, List<Expression> inline) {
        String name = node.variable() != null ? node.variable() : planner.fresh("node");
        Type known = scope.get(name);
        if (known != null && known.is(Kind.ANY)) {
            resolved.put(name, Type.NODE);
            scope.put(name, Type.NODE);
        } else if (known != null && !known.is(Kind.NODE, Kind.NULL)) {
            throw conflict(node.position(), name, known, "node");
        }
        if (known == null) {
            planner.checkNew(node.position(), name);
        }
        if (known == null || !outer.containsKey(name)) {
            scope.put(name, Type.NODE);
            nodes.putIfAbsent(name, node.position());
        }
        Variable variable = new Variable(node.position(), name);
        if (node.labels() != null) {
            inline.add(new LabelTest(node.labels().position(), variable, node.labels(), false));
        }
        properties(node.properties(), variable, inline);
        if (node.where() != null) {
            inline.add(node.where());
        }
        return name;
    }

    private RuntimeException conflict(Position position, String name, Type known, String wanted) {
        return QueryErrors.meaning(
                position,
                "VariableTypeConflict",
                "The variable " + Expressions.name(name) + " is bound as a " + known + " and cannot be a " + wanted
                        + ".");
    }

    private String edge(EdgePattern edge, String left, String right, Pattern.Path path, List<Expression> inline) {
        String given = edge.variable();
        boolean boundList = given != null && edge.length() != null && outer.containsKey(given);
        String name = given != null && !boundList ? given : planner.fresh("edge");
        Type known = scope.get(name);
        Type wanted = edge.length() == null ? Type.EDGE : Type.list(Type.EDGE);
        checkFinite(edge, path);
        boolean again = path.mode() == Pattern.Mode.WALK && edge.length() == null;
        if (edgesOfClause.contains(name) && !again) {
            throw QueryErrors.meaning(
                    edge.position(),
                    "RelationshipUniquenessViolation",
                    "The edge " + Expressions.name(name) + " stands twice in one MATCH, where no edge is met twice.");
        }
        if (known != null && known.is(Kind.ANY) && wanted.is(Kind.EDGE)) {
            resolved.put(name, Type.EDGE);
        } else if (known != null && !known.equals(wanted) && !known.is(Kind.NULL)) {
            throw conflict(edge.position(), name, known, "edge");
        }
        if (boundList && given != null) {
            sameEdges(edge, given, name, inline);
        }
        if (known == null) {
            planner.checkNew(edge.position(), name);
        }
        scope.put(name, wanted);
        edgesOfClause.add(name);
        if (edge.relations() != null) {
            checkRelations(edge.relations());
        }
        Variable variable = new Variable(edge.position(), name);
        List<Expression> own = new ArrayList<>();
        properties(edge.properties(), variable, own);
        if (edge.where() != null) {
            own.add(edge.where());
        }
        if (edge.length() == null) {
            inline.addAll(own);
        } else {
            trailConditions.put(name, own);
        }
        if (edges.size() >= MOST_EDGES) {
            throw QueryErrors.rejected(
                    edge.position(), "A pattern of more than " + MOST_EDGES + " edges", "; divide it with WITH.");
        }
        edges.add(new PendingEdge(edge, name, left, right, clause, known != null, path));
        return name;
    }

    /** Where edges may be repeated there are endless ways around a cycle. */
    private static void checkFinite(EdgePattern edge, Pattern.Path path) {
        boolean endless = edge.length() != null && edge.length().maximum() == null;
        if (endless && path.mode() == Pattern.Mode.WALK && path.selector() == Pattern.Selector.ALL) {
            throw QueryErrors.meaning(
                    edge.position(),
                    "UnboundedWalk",
                    "A WALK may repeat its edges without end; it takes a greatest length, as in {1,5}, or a selector, as in"
                            + " SHORTEST 3 WALK.");
        }
    }

    /** A list of edges that is bound stands for the trail along them. */
    private void sameEdges(EdgePattern edge, String given, String name, List<Expression> inline) {
        Type type = java.util.Objects.requireNonNull(outer.get(given));
        if (!type.canBe(Kind.LIST)) {
            throw conflict(edge.position(), given, type, "list of edges");
        }
        inline.add(new Comparison(
                edge.position(),
                List.of(new Variable(edge.position(), name), new Variable(edge.position(), given)),
                List.of(ComparisonOperator.EQUAL)));
    }

    private static void checkRelations(LabelExpression relations) {
        if (relations instanceof LabelExpression.And and) {
            throw QueryErrors.meaning(
                    and.position(), "InvalidRelationshipType", "An edge has one relation; '&' can never hold.");
        }
    }

    private void properties(@Nullable Expression properties, Variable variable, List<Expression> inline) {
        if (properties == null) {
            return;
        }
        if (!(properties instanceof MapLiteral map)) {
            throw QueryErrors.syntax(
                    properties.position(),
                    "InvalidParameterUse",
                    "A parameter cannot stand for the properties of a pattern; name each: {key: $value}.");
        }
        for (Expression.Entry entry : map.entries()) {
            inline.add(new Comparison(
                    entry.value().position(),
                    List.of(new Property(entry.value().position(), variable, entry.key()), entry.value()),
                    List.of(ComparisonOperator.EQUAL)));
        }
    }

    /** Orders everything collected on top of an input. */
    Operator plan(Operator input) {
        checkTrailConditions();
        return new JoinOrder(this, input).plan();
    }

    /** A condition of each edge in a row that names other variables is asked of the edges once those are known. */
    private void checkTrailConditions() {
        for (PendingEdge edge : edges) {
            List<Expression> alone = new ArrayList<>();
            for (Expression condition : trailConditions(edge.variable())) {
                if (namesOthers(condition, edge.variable())) {
                    conditions.add(everyEdge(condition, edge));
                } else {
                    planner.checker().check(condition, Map.of(edge.variable(), Type.EDGE), Place.CONDITION);
                    alone.add(condition);
                }
            }
            trailConditions.replace(edge.variable(), alone);
        }
    }

    private boolean namesOthers(Expression condition, String edge) {
        return Variables.of(condition).stream().anyMatch(used -> !used.equals(edge) && scope.containsKey(used));
    }

    private Expression everyEdge(Expression condition, PendingEdge edge) {
        if (edge.selector() != Pattern.Selector.ALL) {
            throw QueryErrors.rejected(
                    condition.position(),
                    "Another variable in the condition of a shortest path",
                    "; pass its value as a parameter.");
        }
        Expression every = new Quantifier(
                condition.position(),
                QuantifierKind.ALL,
                edge.variable(),
                new Variable(condition.position(), edge.variable()),
                condition);
        planner.checker().check(every, scope, Place.CONDITION);
        return every;
    }

    /** An input whose values of unknown type are what the patterns take them for. */
    Operator resolving(Operator input) {
        return resolved.isEmpty() ? input : new Operator.Resolve(input, Map.copyOf(resolved));
    }

    GraphFacts facts() {
        return planner.facts();
    }

    Rewrites rewrites() {
        return planner.rewrites();
    }

    Map<String, Type> outer() {
        return outer;
    }

    Map<String, Position> nodes() {
        return nodes;
    }

    List<PendingEdge> edges() {
        return edges;
    }

    List<PendingPath> paths() {
        return paths;
    }

    List<Expression> conditions() {
        return conditions;
    }

    List<Expression> trailConditions(String edge) {
        return trailConditions.getOrDefault(edge, List.of());
    }
}
