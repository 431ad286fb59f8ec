package dev.khive.conformance.reference;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Projection.Item;
import dev.khive.query.ast.Projection.SortItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** WITH and RETURN. */
final class Projections {
    private final Evaluation evaluation;

    Projections(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * A row that comes out.
     *
     * @param columns what it has
     * @param visible what ORDER BY and WHERE see of it
     */
    private record Projected(Bindings columns, Bindings visible) {}

    Table table(Projection projection, @Nullable Expression where, Table input) {
        List<Item> items = items(projection, input);
        boolean aggregates = items.stream().anyMatch(item -> Expressions.hasAggregate(item.expression()));
        boolean collapses = aggregates || projection.distinct();
        List<Projected> rows = new ArrayList<>();
        for (Bindings row : aggregates ? groups(items, input.rows()) : input.rows()) {
            Bindings columns = columns(items, row);
            rows.add(new Projected(columns, collapses ? columns : row.under(columns)));
        }
        if (projection.distinct()) {
            rows = Orderability.distinct(
                    rows, Comparator.comparing(row -> row.columns().inOrder(), Orderability.ROWS));
        }
        Map<String, String> names = collapses ? names(items) : Map.of();
        rows = sliced(projection, sorted(projection.orderBy(), names, rows));
        List<Bindings> kept = rows.stream()
                .filter(row -> where == null
                        || Truth.isTrue(evaluation.expressions().truth(named(where, names), row.visible())))
                .map(Projected::columns)
                .toList();
        return new Table(items.stream().map(Item::name).collect(Collectors.toSet()), kept);
    }

    private static List<Item> items(Projection projection, Table input) {
        List<Item> items = new ArrayList<>();
        if (projection.star()) {
            input.names()
                    .forEach(name ->
                            items.add(new Item(new Expression.Variable(projection.position(), name), name, true)));
        }
        items.addAll(projection.items());
        return items;
    }

    /** Rows with equivalent values of the columns that do not aggregate; one group of all rows where there is no such column. */
    private List<Bindings> groups(List<Item> items, List<Bindings> input) {
        List<Expression> keys = items.stream()
                .map(Item::expression)
                .filter(expression -> !Expressions.hasAggregate(expression))
                .toList();
        if (keys.isEmpty()) {
            return List.of(Bindings.of(input));
        }
        Map<List<@Nullable Object>, List<Bindings>> groups = new TreeMap<>(Orderability.ROWS);
        for (Bindings row : input) {
            List<@Nullable Object> key = new ArrayList<>();
            keys.forEach(expression -> key.add(evaluation.expressions().value(expression, row)));
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        }
        return groups.values().stream().map(Bindings::of).toList();
    }

    private Bindings columns(List<Item> items, Bindings row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (Item item : items) {
            columns.put(item.name(), evaluation.expressions().value(item.expression(), row));
        }
        return new Bindings(columns, List.of());
    }

    /** Where rows are brought together, the text of a column's expression stands for the column. */
    private static Map<String, String> names(List<Item> items) {
        Map<String, String> names = new LinkedHashMap<>();
        items.forEach(item -> names.putIfAbsent(Expressions.text(item.expression()), item.name()));
        return names;
    }

    private static Expression named(Expression expression, Map<String, String> names) {
        String name = names.get(Expressions.text(expression));
        return name != null
                ? new Expression.Variable(expression.position(), name)
                : Expressions.mapChildren(expression, child -> named(child, names));
    }

    private List<Projected> sorted(List<SortItem> keys, Map<String, String> names, List<Projected> rows) {
        Comparator<Projected> order = Comparator.comparingInt(row -> 0);
        for (SortItem key : keys) {
            Expression expression = named(key.expression(), names);
            Comparator<Projected> next = Comparator.comparing(
                    row -> new Value(evaluation.expressions().value(expression, row.visible())));
            order = order.thenComparing(key.descending() ? next.reversed() : next);
        }
        return rows.stream().sorted(order).toList();
    }

    /** A value that may be null, which a comparator's key may not be. */
    private record Value(@Nullable Object value) implements Comparable<Value> {
        @Override
        public int compareTo(Value other) {
            return Orderability.ORDER.compare(value, other.value);
        }
    }

    private List<Projected> sliced(Projection projection, List<Projected> rows) {
        long skip = projection.skip() == null ? 0 : count(projection.skip());
        long limit = projection.limit() == null ? Long.MAX_VALUE : count(projection.limit());
        return rows.stream().skip(skip).limit(limit).toList();
    }

    private long count(Expression expression) {
        Object count = evaluation.expressions().value(expression, Bindings.NONE);
        if (!(count instanceof Long number)) {
            throw new IllegalStateException("Asked for " + count + " rows, which was to be refused before.");
        }
        return number;
    }
}
