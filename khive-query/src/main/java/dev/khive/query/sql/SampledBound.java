package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * The first rows of many nodes by a property. Where k rows are asked for and k rows of a sample reach a value, a row that comes
 * later than that value is none of them: most rows are dropped by one comparison, and only the others are sorted.
 */
final class SampledBound {
    /** One node in so many is in the sample; primes, so that no usual step of numbers goes with them. */
    private static final List<Integer> STEPS = List.of(397, 197, 97, 47, 23, 11);

    private static final long LEAST_NODES = 5_000;
    private static final long EXPECTED_LIMIT = 40;
    private static final long MOST_ROWS = 1_000_000_000;

    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    SampledBound(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    /** The rows of a sort less most of those that its slice cuts off; the same rows where that is not worth its while. */
    Frame of(Operator.Sort sort, Operator.Slice slice, Frame rows) {
        Operator.SortKey first = sort.keys().getFirst();
        GraphFacts facts = values.schema.facts;
        if (!values.rewrites.on(Rewrite.SAMPLED_BOUND)
                || !facts.isKnown()
                || !(sort.input() instanceof Operator.NodeScan scan)
                || !(scan.input() instanceof Operator.Unit)
                || !(first.expression() instanceof Property property)
                || !(property.operand() instanceof Variable owner)
                || !owner.name().equals(scan.variable())) {
            return rows;
        }
        return place(slice, rows)
                .flatMap(place -> step(facts.nodes(scan.labels()), place.expected())
                        .map(step -> bounded(rows, property, first.descending(), sample(scan, property, step), place)))
                .orElse(rows);
    }

    /**
     * Which row of the sample marks the end of what can be asked for.
     *
     * @param sql how many rows come before it
     * @param expected how many rows are asked for, or are taken to be where a parameter says it
     */
    private record Place(Field<Object> sql, long expected) {}

    private Optional<Place> place(Operator.Slice slice, Frame rows) {
        Optional<Long> skipped = slice.skip() == null ? Optional.of(0L) : number(slice.skip());
        if (skipped.isEmpty() || skipped.get() > MOST_ROWS || slice.limit() == null) {
            return Optional.empty();
        }
        Optional<Long> limit = number(slice.limit());
        if (limit.isPresent()) {
            return limit.get() < 1 || limit.get() > MOST_ROWS
                    ? Optional.empty()
                    : Optional.of(new Place(Sql.number(skipped.get() + limit.get() - 1), skipped.get() + limit.get()));
        }
        SqlValue given = expressions.compile(slice.limit(), rows);
        if (!(slice.limit() instanceof Parameter) || !given.type().is(Kind.INTEGER)) {
            return Optional.empty();
        }
        Field<Object> before = sql(
                "case when {0} > " + MOST_ROWS + " then " + 2 * MOST_ROWS + " when {0} > 0 then {0} + "
                        + (skipped.get() - 1) + " else 0 end",
                given.sql());
        return Optional.of(new Place(before, skipped.get() + EXPECTED_LIMIT));
    }

    private static Optional<Long> number(Expression expression) {
        return expression instanceof Literal literal && literal.value() instanceof Long number
                ? Optional.of(number)
                : Optional.empty();
    }

    /**
     * A row of the sample is sought by itself, and costs about six times what a row costs that is left; at most an eighth of all rows
     * is expected to be left.
     */
    private static Optional<Integer> step(long nodes, long asked) {
        long each = nodes / asked;
        return nodes < LEAST_NODES
                ? Optional.empty()
                : STEPS.stream()
                        .filter(step -> (long) step * step <= 6 * each && 8L * step <= each)
                        .findFirst();
    }

    private Frame bounded(Frame rows, Property property, boolean descending, Select<?> sample, Place place) {
        values.rewrites.applied(Rewrite.SAMPLED_BOUND);
        Comparisons comparisons = expressions.comparisons();
        String sampled = values.names.next("s");
        String mark = values.names.next("s");
        Frame next = comparisons.reachesByColumn() ? apart(rows, property) : rows;
        next.where(condition(comparisons.reaches(stored(next, property), sampled, mark, descending)));
        next.with(DSL.name(sampled).asMaterialized(sample));
        next.with(DSL.name(mark).asMaterialized(first(sampled, comparisons.sampleKeys(sampled, descending), place)));
        return next;
    }

    /** The row of a sample that is at a place in its order. */
    private Select<?> first(String sampled, List<Field<Object>> keys, Place place) {
        Frame ordered = new Frame();
        ordered.join(DSL.table(DSL.name(sampled)));
        ordered.orderBy(keys);
        ordered.slice(place.sql(), Sql.number(1));
        return ordered.body(operators.jooq(), List.of(DSL.asterisk()), List.of());
    }

    /** The rows as a table, with what is asked of them several times. */
    private Frame apart(Frame rows, Property property) {
        String table = values.names.next("s");
        Frame next = operators.reading(rows, table);
        List<Field<?>> columns = new ArrayList<>(operators.columnsOf(rows));
        columns.add(stored(rows, property).as(DSL.name("p")));
        columns.add(document(rows, property).as(DSL.name("d")));
        rows.slice(null, values.carriers.everyRow());
        next.inherit(rows);
        next.join(rows.body(operators.jooq(), columns, List.of()).asTable(DSL.name(table)));
        next.keep(name(property), column(table, "d"), column(table, "p"));
        return next;
    }

    private static Frame.Stored name(Property property) {
        return new Frame.Stored(((Variable) property.operand()).name(), property.key());
    }

    private Field<Object> stored(Frame rows, Property property) {
        Field<Object> kept = rows.kept(name(property));
        return kept != null ? kept : values.carriers.stored(document(rows, property), property.key());
    }

    private Field<Object> document(Frame rows, Property property) {
        SqlValue node = expressions.compile(property.operand(), rows);
        return expressions.document(property.operand(), node, rows);
    }

    /** The property of some of the nodes; where it is kept in columns, nodes are read as they are for all rows, by few processes. */
    private Select<?> sample(Operator.NodeScan scan, Property property, int step) {
        Frame all = operators.compile(scan, Frame::new);
        Frame some = expressions.comparisons().reachesByColumn() ? apart(all, property) : all;
        some.where(condition("{0} % " + step + " = 0", operators.key(some, scan.variable())));
        List<Field<?>> columns = new ArrayList<>();
        for (Field<Object> part : expressions.comparisons().sampled(expressions.compile(property, some))) {
            columns.add(part.as(DSL.name("v" + (columns.size() + 1))));
        }
        return some.body(operators.jooq(), columns, List.of());
    }
}
