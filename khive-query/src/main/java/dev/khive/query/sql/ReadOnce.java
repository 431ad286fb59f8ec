package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Rows whose properties are read once, for orders and aggregates that ask for one several times. */
final class ReadOnce {
    private static final Position NOWHERE = new Position(1, 1);

    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;
    private final SampledBound sampled;

    ReadOnce(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
        this.sampled = new SampledBound(operators, expressions, values);
    }

    /** Columns of rows in order; of rows that are cut off, what does not decide their order is never read. */
    @Nullable
    Frame ordered(Operator.Project project, Supplier<Frame> argument) {
        Operator.Slice slice = project.input() instanceof Operator.Slice some ? some : null;
        Operator below = slice == null ? project.input() : slice.input();
        if (!(below instanceof Operator.Sort sort)) {
            return null;
        }
        Frame rows = operators.open(operators.compile(sort.input(), argument));
        Set<Frame.Stored> keys = new LinkedHashSet<>();
        boolean cut = slice != null && slice.limit() != null;
        if (slice != null && cut && inOrderOfIndex(sort, rows)) {
            operators.slice(slice, rows);
            return operators.project(project, rows);
        }
        Set<Frame.Stored> others = new LinkedHashSet<>();
        Frame input = slice != null && cut ? sampled.of(sort, slice, rows) : rows;
        boolean ordered = sort.keys().stream().allMatch(key -> stored(key.expression(), input, keys));
        boolean plain = project.columns().stream().allMatch(column -> stored(column.expression(), input, others));
        Frame frame = input;
        if (values.rewrites.on(Rewrite.READ_ONCE)
                && ordered
                && !keys.isEmpty()
                && !input.isNested()
                && (cut || plain)) {
            values.rewrites.applied(Rewrite.READ_ONCE);
            others.removeAll(keys);
            if (plain) {
                input.variables.keySet().retainAll(asked(sort, project));
            }
            frame = read(input, keys, Set.of(), cut ? Set.of() : others);
        }
        operators.sort(sort, frame);
        if (slice != null) {
            operators.slice(slice, frame);
        }
        boolean missing = !plain || !others.isEmpty();
        if (frame != input && cut && missing) {
            frame = cut(frame);
            operators.sort(sort, frame);
        }
        return operators.project(project, frame);
    }

    /** What decides the order or is asked for; nothing else is carried along. */
    private static Set<String> asked(Operator.Sort sort, Operator.Project project) {
        Set<String> names = new HashSet<>();
        Stream.concat(
                        sort.keys().stream().map(Operator.SortKey::expression),
                        project.columns().stream().map(Operator.Column::expression))
                .forEach(expression -> {
                    Expression owner = expression instanceof Property property ? property.operand() : expression;
                    if (owner instanceof Variable variable) {
                        names.add(variable.name());
                    }
                });
        return names;
    }

    /** The first rows by a property that is a number in each of them come from its index, where it is declared. */
    private boolean inOrderOfIndex(Operator.Sort sort, Frame rows) {
        Operator.SortKey first = sort.keys().getFirst();
        if (!values.rewrites.on(Rewrite.INDEX_ORDER)
                || !(first.expression() instanceof Property property)
                || !(property.operand() instanceof Variable owner)
                || !rows.isBoundedBelow(new Frame.Stored(owner.name(), property.key()))) {
            return false;
        }
        values.rewrites.applied(Rewrite.INDEX_ORDER);
        List<Field<Object>> keys = new ArrayList<>(expressions
                .comparisons()
                .boundedSortKeys(
                        expressions.document(owner, operators.value(rows, owner.name()), rows),
                        property.key(),
                        first.descending() ? " desc" : ""));
        keys.addAll(operators.sortKeys(sort.keys().subList(1, sort.keys().size()), rows));
        rows.orderBy(keys);
        return true;
    }

    /** The rows for an aggregation, where all that it needs is keys of rows and properties that are each read once. */
    Frame aggregated(List<Operator.Column> keys, List<Operator.Column> aggregates, Frame rows) {
        if (!values.rewrites.on(Rewrite.READ_ONCE)) {
            return rows;
        }
        Set<Frame.Stored> once = new LinkedHashSet<>();
        Set<Frame.Stored> several = new LinkedHashSet<>();
        Set<Frame.Stored> summed = new LinkedHashSet<>();
        boolean plain = keys.stream().allMatch(key -> stored(key.expression(), rows, once));
        for (Operator.Column column : aggregates) {
            plain &= column.expression() instanceof Expression.CountStar
                    || (column.expression() instanceof Expression.FunctionCall call
                            && argumentsStored(
                                    call,
                                    rows,
                                    switch (call.name()) {
                                        case "sum", "avg" -> summed;
                                        case "min", "max" -> several;
                                        default -> once;
                                    }));
        }
        if (!plain || (several.isEmpty() && summed.isEmpty())) {
            return rows;
        }
        values.rewrites.applied(Rewrite.READ_ONCE);
        summed.stream()
                .filter(property -> once.contains(property) || several.contains(property))
                .forEach(several::add);
        once.removeAll(several);
        summed.removeAll(several);
        return read(rows, several, summed, once);
    }

    private boolean argumentsStored(Expression.FunctionCall call, Frame rows, Set<Frame.Stored> into) {
        return call.arguments().stream().allMatch(each -> stored(each, rows, into));
    }

    /**
     * Collects the stored properties of an expression.
     *
     * @return whether nothing else of a node or edge is asked for but its key
     */
    private boolean stored(Expression expression, Frame rows, Collection<Frame.Stored> into) {
        if (expression instanceof Variable) {
            return true;
        }
        if (expression instanceof Property property && property.operand() instanceof Variable owner) {
            boolean row = rows.variables.get(owner.name()) instanceof Binding.Row;
            if (row) {
                into.add(new Frame.Stored(owner.name(), property.key()));
            }
            return true;
        }
        return Expressions.children(expression).isEmpty()
                && (expression instanceof Expression.Literal || expression instanceof Expression.Parameter);
    }

    /** A table of the rows with what tells their properties in columns of its own; some in the form that is asked once. */
    private Frame read(Frame rows, Set<Frame.Stored> several, Set<Frame.Stored> summed, Set<Frame.Stored> once) {
        String table = values.names.next("s");
        Frame next = operators.reading(rows, table);
        List<Field<?>> columns = new ArrayList<>(operators.columnsOf(rows));
        for (Frame.Stored property : several) {
            columns.addAll(carried(property, rows, next, table, columns.size()));
        }
        for (Frame.Stored property : summed) {
            Field<Object> kept = added(values.carriers.summed(read(property, rows)), table, columns);
            next.know(property, values.carriers.ofSummed(kept, again(property, next)));
        }
        for (Frame.Stored property : once) {
            Field<Object> kept = added(read(property, rows).sql(), table, columns);
            next.know(property, SqlValue.simple(Type.ANY, kept));
        }
        rows.slice(null, values.carriers.everyRow());
        next.inherit(rows);
        next.join(rows.body(operators.jooq(), columns, List.of()).asTable(DSL.name(table)));
        return next;
    }

    private static Field<Object> added(Field<Object> value, String table, List<Field<?>> columns) {
        String name = "p" + (columns.size() + 1);
        columns.add(value.as(DSL.name(name)));
        return column(table, name);
    }

    private List<Field<?>> carried(Frame.Stored property, Frame rows, Frame next, String table, int before) {
        SqlValue read = read(property, rows);
        List<Field<?>> named = new ArrayList<>();
        List<Field<Object>> there = new ArrayList<>();
        for (Field<Object> part : values.carriers.parts(read)) {
            String name = "p" + (before + named.size() + 1);
            named.add(part.as(DSL.name(name)));
            there.add(column(table, name));
        }
        next.know(property, values.carriers.ofParts(there, again(property, next)));
        return named;
    }

    /** The property read anew of the row with the key. */
    private SqlValue again(Frame.Stored property, Frame frame) {
        SqlValue key = operators.value(frame, property.variable());
        return values.carriers.property(expressions.storedOf(key.type().is(Kind.NODE), key.sql()), property.key());
    }

    private SqlValue read(Frame.Stored property, Frame frame) {
        return expressions.compile(
                new Property(NOWHERE, new Variable(NOWHERE, property.variable()), property.key()), frame);
    }

    /** The rows that are left, in no order yet. */
    private Frame cut(Frame frame) {
        String table = values.names.next("s");
        Frame next = operators.reading(frame, table);
        List<Field<?>> columns = new ArrayList<>(operators.columnsOf(frame));
        for (Frame.Stored property : frame.known()) {
            columns.addAll(carried(property, frame, next, table, columns.size()));
        }
        next.inherit(frame);
        next.join(frame.body(operators.jooq(), columns, List.of()).asTable(DSL.name(table)));
        return next;
    }
}
