package dev.khive.query.plan;

import dev.khive.query.analysis.ExpressionChecker.Place;
import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Projection.Item;
import dev.khive.query.parse.QueryErrors;
import dev.khive.query.plan.Operator.Column;
import dev.khive.query.plan.Operator.SortKey;
import dev.khive.query.plan.Planner.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans WITH and RETURN: columns, grouping, DISTINCT, order and slice. */
final class ProjectionPlanner {
    private final Planner planner;
    private final Pipeline input;
    private @Nullable Expression where;

    ProjectionPlanner(Planner planner, Pipeline input) {
        this.planner = planner;
        this.input = input;
    }

    Pipeline result(Projection projection) {
        return project(projection, items(projection, false));
    }

    Pipeline with(Projection projection, @Nullable Expression where) {
        List<Item> items = items(projection, true);
        this.where = where;
        Pipeline projected = project(projection, items);
        if (where == null || this.where == null) {
            return projected;
        }
        checkCondition(where, projected.scope());
        return new Pipeline(filter(projected.operator(), where), projected.scope());
    }

    private void checkCondition(Expression condition, Map<String, Type> scope) {
        Type type = planner.checker().check(condition, scope, Place.CONDITION);
        if (!type.canBe(Kind.BOOLEAN)) {
            throw QueryErrors.meaning(
                    condition.position(), "InvalidArgumentType", "WHERE takes a condition; this is a " + type + ".");
        }
    }

    private static Operator filter(Operator input, Expression where) {
        List<Expression> conditions = new ArrayList<>();
        PatternPlanner.conjuncts(where, conditions);
        Operator plan = input;
        for (Expression condition : conditions) {
            plan = new Operator.Filter(plan, condition);
        }
        return plan;
    }

    /** WHERE after WITH may name what was bound before; then it is put below the projection. */
    private boolean looksBack(Map<String, Type> output) {
        return where != null
                && Variables.of(where).stream()
                        .anyMatch(name ->
                                !output.containsKey(name) && input.scope().containsKey(name));
    }

    private List<Item> items(Projection projection, boolean with) {
        List<Item> items = new ArrayList<>();
        if (projection.star()) {
            TreeSet<String> names = new TreeSet<>(input.scope().keySet());
            names.removeIf(name -> name.startsWith(" "));
            if (names.isEmpty() && !with) {
                throw QueryErrors.meaning(
                        projection.position(), "NoVariablesInScope", "RETURN * has no variable to return.");
            }
            names.forEach(name -> items.add(new Item(new Variable(projection.position(), name), name, true)));
        }
        items.addAll(projection.items());
        TreeSet<String> seen = new TreeSet<>();
        for (Item item : items) {
            if (with && !item.aliased()) {
                throw QueryErrors.meaning(
                        item.expression().position(),
                        "NoExpressionAlias",
                        "An expression in WITH needs a name: " + item.name() + " AS name.");
            }
            if (with
                    && !(item.expression() instanceof Variable same
                            && same.name().equals(item.name()))) {
                planner.checkNew(item.expression().position(), item.name());
            }
            if (!seen.add(item.name())) {
                throw QueryErrors.meaning(
                        item.expression().position(),
                        "ColumnNameConflict",
                        "Two columns are called " + item.name() + ".");
            }
        }
        return items;
    }

    private Pipeline project(Projection projection, List<Item> items) {
        Map<String, Type> output = new LinkedHashMap<>();
        for (Item item : items) {
            output.put(item.name(), planner.checker().check(item.expression(), input.scope(), Place.PROJECTION));
        }
        checkSlice(projection.skip(), "SKIP");
        checkSlice(projection.limit(), "LIMIT");
        boolean aggregates = items.stream().anyMatch(item -> Expressions.hasAggregate(item.expression()));
        Operator plan = aggregates || projection.distinct()
                ? grouped(projection, items, output, aggregates)
                : plain(projection, items, output);
        return new Pipeline(plan, output);
    }

    /** Rows keep their variables until they have been sorted, so the order may use both those and the new names. */
    private Operator plain(Projection projection, List<Item> items, Map<String, Type> output) {
        Map<String, Type> both = new LinkedHashMap<>(input.scope());
        both.putAll(output);
        boolean first = namesColumnsInside(projection, items);
        Map<String, Expression> meanings = new LinkedHashMap<>();
        if (!first) {
            items.forEach(item -> meanings.put(item.name(), item.expression()));
        }
        Operator plan = first ? new Operator.Project(input.operator(), withInput(items)) : input.operator();
        if (!projection.orderBy().isEmpty()) {
            List<SortKey> keys = new ArrayList<>();
            for (Projection.SortItem key : projection.orderBy()) {
                if (Expressions.hasAggregate(key.expression())) {
                    throw aggregateInOrder(key.expression());
                }
                planner.checker().check(key.expression(), both, Place.VALUE);
                keys.add(new SortKey(expand(key.expression(), meanings), key.descending()));
            }
            plan = new Operator.Sort(plan, keys);
        }
        plan = slice(projection, plan);
        if (where != null && looksBack(output)) {
            checkCondition(where, both);
            plan = filter(plan, expand(where, meanings));
            where = null;
        }
        return new Operator.Project(plan, first ? sameNames(items) : columns(items));
    }

    /** Whether an order or a condition names a new column in a subquery, a pattern or an iteration, where its meaning cannot be put. */
    private boolean namesColumnsInside(Projection projection, List<Item> items) {
        List<String> made = items.stream()
                .filter(item -> !(item.expression() instanceof Variable same
                        && same.name().equals(item.name())))
                .map(Item::name)
                .toList();
        return (where != null && namesInside(where, made))
                || projection.orderBy().stream().anyMatch(key -> namesInside(key.expression(), made));
    }

    private static boolean namesInside(Expression expression, List<String> names) {
        boolean closed = !Variables.boundBy(expression).isEmpty()
                || expression instanceof Expression.Subquery
                || expression instanceof Expression.PatternPredicate
                || expression instanceof Expression.PatternComprehension;
        return closed
                ? Variables.of(expression).stream().anyMatch(names::contains)
                : Expressions.children(expression).stream().anyMatch(child -> namesInside(child, names));
    }

    /** The columns, and the variables of before that none of them hides. */
    private List<Column> withInput(List<Item> items) {
        List<Column> columns = new ArrayList<>(columns(items));
        List<String> names = items.stream().map(Item::name).toList();
        Position position = items.getFirst().expression().position();
        input.scope().keySet().stream()
                .filter(name -> !name.startsWith(" ") && !names.contains(name))
                .forEach(name -> columns.add(new Column(name, new Variable(position, name))));
        return columns;
    }

    private static List<Column> sameNames(List<Item> items) {
        return items.stream()
                .map(item ->
                        new Column(item.name(), new Variable(item.expression().position(), item.name())))
                .toList();
    }

    private static Expression expand(Expression expression, Map<String, Expression> meanings) {
        if (expression instanceof Variable variable) {
            Expression meaning = meanings.get(variable.name());
            return meaning == null ? variable : meaning;
        }
        Map<String, Expression> inner = new LinkedHashMap<>(meanings);
        inner.keySet().removeAll(Variables.boundBy(expression));
        return Expressions.mapChildren(expression, child -> expand(child, inner));
    }

    private static RuntimeException aggregateInOrder(Expression expression) {
        return QueryErrors.meaning(
                expression.position(),
                "InvalidAggregation",
                "ORDER BY cannot aggregate where the projection does not.");
    }

    private static List<Column> columns(List<Item> items) {
        return items.stream()
                .map(item -> new Column(item.name(), item.expression()))
                .toList();
    }

    private static Operator slice(Projection projection, Operator plan) {
        return projection.skip() == null && projection.limit() == null
                ? plan
                : new Operator.Slice(plan, projection.skip(), projection.limit());
    }

    private Operator grouped(Projection projection, List<Item> items, Map<String, Type> output, boolean aggregates) {
        Operator plan = aggregates ? aggregate(items) : new Operator.Project(input.operator(), columns(items));
        boolean plain = aggregates && !projection.distinct();
        if (projection.distinct()) {
            plan = new Operator.Distinct(plan);
        }
        Map<String, String> names = new LinkedHashMap<>();
        items.forEach(item -> names.putIfAbsent(Expressions.text(item.expression()), item.name()));
        if (where != null && looksBack(output)) {
            Expression replaced = replace(where, names);
            checkCondition(replaced, output);
            plan = filter(plan, replaced);
            plain = false;
            if (projection.skip() != null || projection.limit() != null) {
                throw QueryErrors.rejected(
                        where.position(), "WHERE after WITH … LIMIT with a variable from before", ".");
            }
            where = null;
        }
        List<SortKey> keys = new ArrayList<>();
        if (!projection.orderBy().isEmpty()) {
            for (Projection.SortItem key : projection.orderBy()) {
                if (Expressions.hasAggregate(key.expression()) && !aggregates) {
                    throw aggregateInOrder(key.expression());
                }
                Expression expression = Expressions.hasAggregate(key.expression())
                        ? replaceMixed(key.expression(), names, output)
                        : replace(key.expression(), names);
                if (Expressions.hasAggregate(expression)) {
                    throw QueryErrors.meaning(
                            key.expression().position(),
                            "UndefinedVariable",
                            "ORDER BY sorts by what the projection has; " + Expressions.text(key.expression())
                                    + " is no column of it.");
                }
                planner.checker().check(expression, output, Place.VALUE);
                keys.add(new SortKey(expression, key.descending()));
            }
        }
        Optional<Operator> late = plain ? late(projection, plan, keys) : Optional.empty();
        if (late.isPresent()) {
            return late.get();
        }
        Operator rows = aggregates ? new FactoredAggregates(planner).rewritten(plan) : plan;
        return slice(projection, keys.isEmpty() ? rows : new Operator.Sort(rows, keys));
    }

    /** The first groups with their other aggregates, in order again. */
    private Optional<Operator> late(Projection projection, Operator plan, List<SortKey> keys) {
        Expression limit = projection.limit();
        if (limit == null
                || !(plan instanceof Operator.Project project)
                || !(project.input() instanceof Operator.Aggregate aggregate)) {
            return Optional.empty();
        }
        Map<String, Expression> meanings = new LinkedHashMap<>();
        project.columns().forEach(column -> meanings.put(column.name(), column.expression()));
        List<SortKey> order = keys.stream()
                .map(key -> new SortKey(expand(key.expression(), meanings), key.descending()))
                .toList();
        return new LateAggregates(planner)
                .rewritten(new LateAggregates.Ranked(aggregate, project.columns(), order, projection.skip(), limit))
                .map(groups -> keys.isEmpty() ? groups : new Operator.Sort(groups, keys))
                .map(groups -> new Operator.Slice(groups, null, limit));
    }

    private static Expression replace(Expression expression, Map<String, String> names) {
        String name = names.get(Expressions.text(expression));
        if (name != null) {
            return new Variable(expression.position(), name);
        }
        return Expressions.mapChildren(expression, child -> replace(child, names));
    }

    /** Beside an aggregate, only variables, properties and aggregates are recognised as what was projected. */
    private static Expression replaceMixed(Expression expression, Map<String, String> names, Map<String, Type> output) {
        String name = names.get(Expressions.text(expression));
        boolean plain = expression instanceof Variable || expression instanceof Property;
        if (name != null && (plain || Expressions.hasAggregate(expression))) {
            return new Variable(expression.position(), name);
        }
        if ((expression instanceof Variable variable && output.containsKey(variable.name()))
                || Expressions.isAggregate(expression)) {
            return expression;
        }
        if (plain && !Variables.of(expression).isEmpty()) {
            throw ambiguous(expression.position(), Expressions.text(expression));
        }
        return Expressions.mapChildren(expression, child -> replaceMixed(child, names, output));
    }

    private Operator aggregate(List<Item> items) {
        List<Column> keys = new ArrayList<>();
        Map<String, String> keyNames = new LinkedHashMap<>();
        for (Item item : items) {
            if (!Expressions.hasAggregate(item.expression())) {
                keys.add(new Column(item.name(), item.expression()));
                keyNames.putIfAbsent(Expressions.text(item.expression()), item.name());
            }
        }
        Map<String, Column> aggregates = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>();
        for (Item item : items) {
            columns.add(new Column(
                    item.name(),
                    Expressions.hasAggregate(item.expression())
                            ? aggregated(item.expression(), keyNames, aggregates)
                            : new Variable(item.expression().position(), item.name())));
        }
        Operator plan = new CountPlanner(planner)
                .rewritten(new Operator.Aggregate(input.operator(), keys, List.copyOf(aggregates.values())));
        return new Operator.Project(plan, columns);
    }

    private Expression aggregated(Expression expression, Map<String, String> keys, Map<String, Column> aggregates) {
        if (!Variables.boundBy(expression).isEmpty()) {
            Map<String, String> inner = new LinkedHashMap<>(keys);
            Variables.boundBy(expression).forEach(name -> inner.put(name, name));
            return Expressions.mapChildren(expression, child -> aggregated(child, inner, aggregates));
        }
        if (Expressions.isAggregate(expression)) {
            Column column = aggregates.computeIfAbsent(
                    Expressions.text(expression), text -> new Column(planner.fresh("aggregate"), expression));
            return new Variable(expression.position(), column.name());
        }
        String key = keys.get(Expressions.text(expression));
        if (expression instanceof Variable || expression instanceof Property) {
            if (key != null) {
                return new Variable(expression.position(), key);
            }
            if (expression instanceof Variable) {
                throw ambiguous(expression.position(), Expressions.text(expression));
            }
        }
        return Expressions.mapChildren(expression, child -> aggregated(child, keys, aggregates));
    }

    private static RuntimeException ambiguous(Position position, String text) {
        return QueryErrors.meaning(
                position,
                "AmbiguousAggregationExpression",
                text + " is mixed with an aggregate and is no column of its own; project it with WITH first.");
    }

    private void checkSlice(@Nullable Expression expression, String word) {
        if (expression == null) {
            return;
        }
        if (!Variables.of(expression).isEmpty()) {
            throw QueryErrors.meaning(
                    expression.position(), "NonConstantExpression", word + " cannot depend on a row.");
        }
        Type type = planner.checker().check(expression, Map.of(), Place.VALUE);
        if (!type.canBe(Kind.INTEGER) || type.is(Kind.NULL, Kind.FLOAT)) {
            String message = word + " takes an integer; this is a " + type + ".";
            throw expression instanceof Literal
                    ? QueryErrors.meaning(expression.position(), "InvalidArgumentType", message)
                    : QueryErrors.evaluation(expression.position(), "InvalidArgumentType", message);
        }
        RowCount rows = new RowCount(word, expression);
        if (!(expression instanceof Literal literal)) {
            planner.count(rows);
        } else if (literal.value() instanceof Long count && count < 0) {
            throw QueryErrors.meaning(
                    expression.position(), "NegativeIntegerArgument", rows.beforeNumber() + count + ".");
        }
    }
}
