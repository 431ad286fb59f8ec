package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression.ComparisonOperator;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Equality, comparison and order as openCypher defines them: 1 equals 1.0, true equals no number, values of different
 * kinds are unequal and cannot be compared, null with anything is null. What is known by the types alone stands here, the
 * dialect compares what is left.
 */
public abstract class Comparisons {
    /** What the statement's values are made with. */
    protected final Values values;

    /** The comparisons of a statement. */
    protected Comparisons(Values values) {
        this.values = values;
    }

    /** Two numbers whose types are known. */
    protected abstract Field<Object> numbers(String operator, SqlValue left, SqlValue right);

    /** A value of unknown type, which is simple, with a number, text or boolean. */
    protected abstract Field<Object> anyEqualsScalar(SqlValue any, SqlValue scalar);

    /** Two simple values of unknown type. */
    protected abstract Field<Object> anyEqual(SqlValue left, SqlValue right);

    /** Two simple values of which at least one is of unknown type. */
    protected abstract Field<Object> anyOrdered(String operator, SqlValue left, SqlValue right);

    /** The keys that sort values of unknown type: maps, nodes, edges, lists, paths, text, booleans, numbers, null. */
    protected abstract List<Field<Object>> anySortKeys(SqlValue value, String way);

    /**
     * A comparison of a key of a stored object with text or a number, false and null being the same, in the form that an index
     * serves; null where there is none.
     */
    protected abstract @Nullable Field<Object> selective(
            Field<Object> document, String key, ComparisonOperator operator, SqlValue value);

    /**
     * A number that bounds a property from below or above.
     *
     * @param operator an order
     * @param value an integer or a finite float
     */
    public record Bound(ComparisonOperator operator, SqlValue value) {
        /** Whether the property is above it. */
        public boolean isLower() {
            return operator == ComparisonOperator.GREATER || operator == ComparisonOperator.GREATER_OR_EQUAL;
        }
    }

    /** Whether a key of a stored object is a number within all bounds, in the form that an index serves. */
    protected abstract Field<Object> between(Field<Object> document, String key, List<Bound> bounds);

    /** The number or text that a property is, in columns that are called v1, v2 and so on; NULL for whatever else it is. */
    protected abstract List<Field<Object>> sampled(SqlValue property);

    /** The keys that sort a table with the columns of {@link #sampled} as the properties are, rows without any last. */
    protected abstract List<Field<Object>> sampleKeys(String sample, boolean descending);

    /**
     * Whether a property may come as early in an order as a marked one: true for whatever comes no later, false for most of what
     * comes later.
     *
     * @param stored the property as {@link CarrierSql#stored} gives it
     * @param sample a table with the columns of {@link #sampled}
     * @param mark a table with one of its rows at most; without any every property passes
     */
    protected abstract Field<Object> reaches(Field<Object> stored, String sample, String mark, boolean descending);

    /** Whether {@link #reaches} asks for the property in several places. */
    protected abstract boolean reachesByColumn();

    /** The keys that sort a key of stored objects that is a number above another which is finite, as an index holds it. */
    protected abstract List<Field<Object>> boundedSortKeys(Field<Object> document, String key, String way);

    /** Whether a key of a stored object equals an element of a list of texts or of integers, in the form that an index serves. */
    protected abstract Field<Object> among(Field<Object> document, String key, SqlValue list);

    /** Whether a key of a stored object is text that begins with another, in the form that an index serves. */
    protected abstract Field<Object> startsWith(Field<Object> document, String key, SqlValue prefix);

    /** True, false or NULL. */
    Field<Object> compare(ComparisonOperator operator, SqlValue left, SqlValue right) {
        return operator == ComparisonOperator.EQUAL
                ? equal(left, right)
                : operator == ComparisonOperator.NOT_EQUAL
                        ? sql("(not {0})", equal(left, right))
                        : ordered(symbol(operator), left, right);
    }

    /** SQL's operator. */
    protected static String symbol(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    Field<Object> equal(SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            return values.carriers.nothing(Type.BOOLEAN);
        }
        if (a.is(Kind.ANY) && b.is(Kind.ANY)) {
            return values.let(List.of(left, right), v -> anyEqual(v.get(0), v.get(1)));
        }
        if (a.is(Kind.ANY)) {
            return values.let(List.of(left, right), v -> anyEqualsTyped(v.get(0), v.get(1)));
        }
        if (b.is(Kind.ANY)) {
            return values.let(List.of(left, right), v -> anyEqualsTyped(v.get(1), v.get(0)));
        }
        if (a.isNumeric() && b.isNumeric()) {
            return numbers("=", left, right);
        }
        if (a.kind() == b.kind()) {
            return isScalar(a) ? sql("({0} = {1})", left.sql(), right.sql()) : containers(left, right);
        }
        return values.let(
                List.of(left, right),
                v -> sql(
                        "case when {0} is not null and {1} is not null then false end",
                        v.get(0).sql(), v.get(1).sql()));
    }

    private static boolean isScalar(Type type) {
        return type.is(Kind.STRING, Kind.BOOLEAN, Kind.NODE, Kind.EDGE, Kind.PATH);
    }

    private Field<Object> containers(SqlValue left, SqlValue right) {
        boolean keys = left.type().equals(right.type());
        SqlValue a = keys ? carried(left) : values.any(left);
        SqlValue b = keys ? carried(right) : values.any(right);
        return values.let(
                List.of(a, b), v -> values.call("equal", v.get(0), v.get(1)).sql());
    }

    /** A list of keys is compared as the list of integers that it is. */
    private static SqlValue carried(SqlValue value) {
        return new SqlValue(Type.ANY, value.sql(), null, null, value.simple(), null, null);
    }

    private Field<Object> anyEqualsTyped(SqlValue any, SqlValue typed) {
        return typed.type().isNumeric() || typed.type().is(Kind.STRING, Kind.BOOLEAN)
                ? anyEqualsScalar(any, typed)
                : values.let(List.of(any, values.any(typed)), v -> anyEqual(v.get(0), v.get(1)));
    }

    private Field<Object> ordered(String operator, SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            return values.carriers.nothing(Type.BOOLEAN);
        }
        if (a.isNumeric() && b.isNumeric()) {
            return numbers(operator, left, right);
        }
        if (a.kind() == b.kind() && a.is(Kind.STRING, Kind.BOOLEAN)) {
            return sql("({0} " + operator + " {1})", left.sql(), right.sql());
        }
        if (a.is(Kind.ANY) || b.is(Kind.ANY)) {
            return values.let(List.of(left, right), v -> anyOrdered(operator, v.get(0), v.get(1)));
        }
        if (a.is(Kind.LIST) && b.is(Kind.LIST)) {
            return values.let(
                    List.of(left, right),
                    v -> values.call("compare", values.name(operator), v.get(0), v.get(1))
                            .sql());
        }
        if (a.kind() == b.kind() && operator.endsWith("=")) {
            // What has no order is still not less and not greater than itself.
            return sql("(case when {0} then true end)", equal(left, right));
        }
        return values.carriers.nothing(Type.BOOLEAN);
    }

    /** The keys that sort values of any type. */
    List<Field<Object>> sortKeys(SqlValue value, boolean descending) {
        if (value.type().is(Kind.ANY)) {
            return anySortKeys(value, descending ? " desc" : "");
        }
        if (value.type().is(Kind.LIST, Kind.MAP, Kind.PATH)) {
            return List.of(sql(
                    "{0}" + (descending ? " desc" : ""),
                    values.call("order_key", value).sql()));
        }
        return List.of(sql("{0}" + (descending ? " desc nulls first" : " nulls last"), sortable(value)));
    }

    /** A value of known type as it sorts. */
    protected Field<Object> sortable(SqlValue value) {
        return value.sql();
    }
}
