package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression.ComparisonOperator;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/**
 * Equality, comparison and order as openCypher defines them: 1 equals 1.0, true equals no number, values of different
 * kinds are unequal and cannot be compared, null with anything is null.
 */
final class Comparisons {
    private static final String NUMBER = "('integer', 'real')";
    private static final String BOOLEAN = "('true', 'false')";
    private static final String CONTAINER = "('array', 'object')";

    private final Values values;

    Comparisons(Values values) {
        this.values = values;
    }

    /** 1, 0 or NULL. */
    Field<Object> compare(ComparisonOperator operator, SqlValue left, SqlValue right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> sql("(not {0})", equal(left, right));
            case LESS -> ordered("<", left, right);
            case LESS_OR_EQUAL -> ordered("<=", left, right);
            case GREATER -> ordered(">", left, right);
            case GREATER_OR_EQUAL -> ordered(">=", left, right);
        };
    }

    Field<Object> equal(SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            return sql("null");
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
        if ((a.isNumeric() && b.isNumeric()) || (a.kind() == b.kind() && isScalar(a))) {
            return sql("({0} = {1})", left.sql(), right.sql());
        }
        if (a.kind() == b.kind()) {
            return containers(left, right);
        }
        return values.let(List.of(left, right), v -> bothPresent(v.get(0), v.get(1), "0"));
    }

    private static boolean isScalar(Type type) {
        return type.is(Kind.STRING, Kind.BOOLEAN, Kind.NODE, Kind.EDGE, Kind.PATH);
    }

    private static Field<Object> bothPresent(SqlValue left, SqlValue right, String then) {
        return sql("case when {0} is not null and {1} is not null then " + then + " end", left.sql(), right.sql());
    }

    private Field<Object> containers(SqlValue left, SqlValue right) {
        boolean keys = left.type().equals(right.type());
        SqlValue a = keys ? left : values.any(left);
        SqlValue b = keys ? right : values.any(right);
        return values.let(
                List.of(a, b),
                v -> values.profile.deepEqual(v.get(0).sql(), v.get(1).sql()));
    }

    private Field<Object> anyEqualsTyped(SqlValue any, SqlValue typed) {
        Field<Object> type = values.typeOf(any);
        Field<Object> scalar = values.scalar(any);
        String same = switch (typed.type().kind()) {
            case STRING -> "{0} = 'text' then {1} = {2}";
            case INTEGER, FLOAT, NUMBER -> "{0} in " + NUMBER + " then {1} = {2}";
            case BOOLEAN -> "{0} in ('true', 'false') then ({0} = 'true') = {2}";
            default -> null;
        };
        if (same == null) {
            return values.let(List.of(any, values.any(typed)), v -> anyEqual(v.get(0), v.get(1)));
        }
        return sql(
                "case when " + same + " when {0} is not null and {2} is not null then 0 end",
                type,
                scalar,
                typed.sql());
    }

    private Field<Object> anyEqual(SqlValue left, SqlValue right) {
        return sql(
                "case when {0} is null or {1} is null then null"
                        + " when {0} in " + NUMBER + " and {1} in " + NUMBER + " then {2} = {3}"
                        + " when {0} = 'text' and {1} = 'text' then {2} = {3}"
                        + " when {0} in ('array', 'object') and {0} = {1} then {4}"
                        + " when {0} in ('array', 'object', 'text') then 0"
                        + " else {0} = {1} end",
                values.typeOf(left),
                values.typeOf(right),
                values.scalar(left),
                values.scalar(right),
                values.profile.deepEqual(left.sql(), right.sql()));
    }

    private Field<Object> ordered(String operator, SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            return sql("null");
        }
        boolean numbers = a.isNumeric() && b.isNumeric();
        if (numbers || (a.kind() == b.kind() && a.is(Kind.STRING, Kind.BOOLEAN))) {
            return sql("({0} " + operator + " {1})", left.sql(), right.sql());
        }
        if (a.is(Kind.ANY) || b.is(Kind.ANY)) {
            return values.let(List.of(left, right), v -> dynamicOrder(operator, v.get(0), v.get(1)));
        }
        if (a.is(Kind.LIST) && b.is(Kind.LIST)) {
            return values.let(
                    List.of(left, right),
                    v -> values.call("compare", Values.name(operator), v.get(0), v.get(1))
                            .sql());
        }
        return sql("null");
    }

    /** Numbers with numbers, text with text, booleans with booleans here, the rest by a function. */
    private Field<Object> dynamicOrder(String operator, SqlValue left, SqlValue right) {
        return sql(
                "case when {0} in " + NUMBER + " and {1} in " + NUMBER + " or {0} = 'text' and {1} = 'text' then {2} "
                        + operator + " {3} when {0} in " + BOOLEAN + " and {1} in " + BOOLEAN + " then {4} " + operator
                        + " {5} when {0} in " + CONTAINER + " or {1} in " + CONTAINER + " then {6} end",
                values.typeOf(left),
                values.typeOf(right),
                values.scalar(left),
                values.scalar(right),
                truthOrNull(left),
                truthOrNull(right),
                values.call("compare", Values.name(operator), left, right).sql());
    }

    private Field<Object> truthOrNull(SqlValue value) {
        return value.type().is(Kind.BOOLEAN) ? value.sql() : sql("({0} = 'true')", values.typeOf(value));
    }

    /** The keys that sort values of any type: maps, nodes, edges, lists, paths, text, booleans, numbers, null. */
    List<Field<Object>> sortKeys(SqlValue value, boolean descending) {
        String way = descending ? " desc" : "";
        List<Field<Object>> keys = new ArrayList<>();
        if (value.type().is(Kind.ANY)) {
            keys.add(sql(
                    "case {0} when 'text' then 60 when 'true' then 70 when 'false' then 70 when 'integer' then 80"
                            + " when 'real' then 80 when 'array' then 40 when 'object' then {1} else 100 end" + way,
                    values.typeOf(value),
                    values.call("rank", value).sql()));
            keys.add(sql(
                    "case {0} when 'true' then 1 when 'false' then 0 when 'array' then {2} when 'object' then {2}"
                            + " else {1} end" + way,
                    values.typeOf(value),
                    values.scalar(value),
                    values.call("order_key", value).sql()));
            return keys;
        }
        if (value.type().is(Kind.LIST, Kind.MAP, Kind.PATH)) {
            keys.add(sql("{0}" + way, values.call("order_key", value).sql()));
            return keys;
        }
        keys.add(sql("{0}" + (descending ? " desc nulls first" : " nulls last"), value.sql()));
        return keys;
    }
}
