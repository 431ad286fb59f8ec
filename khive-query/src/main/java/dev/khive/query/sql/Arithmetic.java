package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import org.jooq.Field;

/** Arithmetic with checked integers: overflow and division by zero are errors, never another number. */
final class Arithmetic {
    private final Values values;

    Arithmetic(Values values) {
        this.values = values;
    }

    SqlValue negate(SqlValue operand) {
        if (operand.type().is(Kind.ANY)) {
            return dynamic("*", "{0} * {1}", operand, SqlValue.simple(Type.INTEGER, sql("-1")));
        }
        return checked("- {0}", operand, SqlValue.simple(Type.INTEGER, sql("0")), operand.type());
    }

    SqlValue subtract(SqlValue left, SqlValue right) {
        return isDynamic(left, right) ? dynamic("-", "{0} - {1}", left, right) : numbers("{0} - {1}", left, right);
    }

    private static boolean isDynamic(SqlValue left, SqlValue right) {
        return left.type().is(Kind.ANY) || right.type().is(Kind.ANY);
    }

    /** Numbers here, everything else by a function. */
    private SqlValue dynamic(String operator, String template, SqlValue left, SqlValue right) {
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> {
            SqlValue a = SqlValue.simple(Type.NUMBER, values.scalar(v.get(0)));
            SqlValue b = SqlValue.simple(Type.NUMBER, values.scalar(v.get(1)));
            return sql(
                    "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') then {2} else {3} end",
                    values.typeOf(v.get(0)),
                    values.typeOf(v.get(1)),
                    values.profile.quote(numbers(template, a, b).sql()),
                    values.call("calculate", Values.name(operator), v.get(0), v.get(1))
                            .sql());
        }));
    }

    SqlValue multiply(SqlValue left, SqlValue right) {
        return isDynamic(left, right) ? dynamic("*", "{0} * {1}", left, right) : numbers("{0} * {1}", left, right);
    }

    SqlValue divide(SqlValue left, SqlValue right) {
        return byNonZero("/", "{0} / {1}", left, right);
    }

    SqlValue modulo(SqlValue left, SqlValue right) {
        boolean integers = left.type().is(Kind.INTEGER) && right.type().is(Kind.INTEGER);
        return byNonZero(
                "%",
                integers
                        ? "{0} % {1}"
                        : "case when typeof({0}) = 'integer' and typeof({1}) = 'integer' then {0} % {1}"
                                + " else mod({0}, {1}) end",
                left,
                right);
    }

    SqlValue power(SqlValue left, SqlValue right) {
        SqlValue result = checked("pow({0}, {1})", values.number(left), values.number(right), Type.FLOAT);
        return SqlValue.of(Type.FLOAT, result.sql());
    }

    /** Of integers an integer, and an error by zero; else what a float holds, which may be NaN or infinite. */
    private SqlValue byNonZero(String operator, String template, SqlValue left, SqlValue right) {
        if (left.type().is(Kind.NULL) || right.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.NULL, sql("null"));
        }
        boolean integers = left.type().is(Kind.INTEGER) && right.type().is(Kind.INTEGER);
        if (integers) {
            return SqlValue.of(
                    Type.INTEGER,
                    values.let(
                            List.of(left, right),
                            v -> sql(
                                    "case when {0} is null or {1} is null then null when {1} = 0 then {2} else {3} end",
                                    v.get(0).sql(),
                                    v.get(1).sql(),
                                    values.profile.fault("DivisionByZero"),
                                    checked(template, v.get(0), v.get(1), Type.INTEGER)
                                            .sql())));
        }
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> {
            SqlValue a = SqlValue.simple(Type.NUMBER, values.scalar(v.get(0)));
            SqlValue b = SqlValue.simple(Type.NUMBER, values.scalar(v.get(1)));
            return sql(
                    "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') and {2} <> 0 then {3}"
                            + " else {4} end",
                    values.typeOf(v.get(0)),
                    values.typeOf(v.get(1)),
                    b.sql(),
                    values.profile.quote(checked(template, a, b, Type.NUMBER).sql()),
                    values.call("calculate", Values.name(operator), v.get(0), v.get(1))
                            .sql());
        }));
    }

    private SqlValue numbers(String template, SqlValue left, SqlValue right) {
        SqlValue a = values.number(left);
        SqlValue b = values.number(right);
        return checked(template, a, b, type(a.type(), b.type()));
    }

    private static Type type(Type left, Type right) {
        if (left.is(Kind.INTEGER) && right.is(Kind.INTEGER)) {
            return Type.INTEGER;
        }
        return left.is(Kind.FLOAT) || right.is(Kind.FLOAT) ? Type.FLOAT : Type.NUMBER;
    }

    /** The databases turn an integer beyond 64 bits into a float, and what is no number into null. */
    private SqlValue checked(String template, SqlValue left, SqlValue right, Type type) {
        return SqlValue.of(type, values.let(List.of(left, right), v -> {
            Field<Object> a = v.get(0).sql();
            Field<Object> b = v.get(1).sql();
            SqlValue result = SqlValue.of(type, sql(template, a, b));
            return values.let(List.of(result), r -> {
                Field<Object> value = r.getFirst().sql();
                return type.is(Kind.INTEGER)
                        ? sql(
                                "case typeof({0}) when 'real' then {1} else {0} end",
                                value, values.profile.fault("IntegerOverflow"))
                        : sql(
                                "case when {0} is null and {1} is not null and {2} is not null then {3}"
                                        + " when typeof({0}) = 'real' and typeof({1}) = 'integer'"
                                        + " and typeof({2}) = 'integer' and {5} then {4} else {0} end",
                                value,
                                a,
                                b,
                                values.profile.fault("NotANumber"),
                                values.profile.fault("IntegerOverflow"),
                                sql(type.is(Kind.FLOAT) ? "0" : "1"));
            });
        }));
    }

    /** Addition of numbers, concatenation of text, and of lists with anything. */
    SqlValue add(SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.isNumeric() && b.isNumeric()) {
            return numbers("{0} + {1}", left, right);
        }
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            boolean list = a.is(Kind.LIST) || b.is(Kind.LIST);
            return SqlValue.simple(list ? Type.LIST : Type.NULL, sql("null"));
        }
        if (a.is(Kind.STRING) && b.is(Kind.STRING)) {
            return SqlValue.of(Type.STRING, sql("({0} || {1})", left.sql(), right.sql()));
        }
        if (a.is(Kind.LIST) || b.is(Kind.LIST)) {
            return lists(left, right);
        }
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> dynamicSum(v.get(0), v.get(1))));
    }

    private SqlValue lists(SqlValue left, SqlValue right) {
        Type element = elementOf(left.type()).join(elementOf(right.type()));
        Type type = element.isGraph() ? element : Type.ANY;
        return SqlValue.of(
                Type.list(element.isGraph() ? element : type),
                values.let(
                        List.of(asList(left, type), asList(right, type)),
                        v -> append(v.get(0).sql(), v.get(1).sql())));
    }

    private static Type elementOf(Type type) {
        return type.is(Kind.LIST) ? type.elementType() : type;
    }

    private SqlValue asList(SqlValue value, Type element) {
        boolean keys = element.isGraph();
        if (value.type().is(Kind.LIST)) {
            return keys && value.type().isGraph() ? value : SqlValue.of(Type.LIST, values.json(value));
        }
        SqlValue fitted = keys ? value : values.any(value);
        if (!value.type().is(Kind.ANY)) {
            return SqlValue.of(Type.list(element), sql("('[' || {0} || ']')", fitted.sql()));
        }
        return SqlValue.of(
                Type.list(element),
                values.let(
                        List.of(value),
                        v -> sql(
                                "case {0} when 'array' then {1} else '[' || {1} || ']' end",
                                values.typeOf(v.getFirst()), v.getFirst().sql())));
    }

    private static Field<Object> append(Field<Object> left, Field<Object> right) {
        return sql(
                "case when {0} = '[]' then {1} when {1} = '[]' then {0}"
                        + " else substr({0}, 1, length({0}) - 1) || ',' || substr({1}, 2) end",
                left, right);
    }

    private Field<Object> dynamicSum(SqlValue left, SqlValue right) {
        SqlValue a = SqlValue.simple(Type.NUMBER, values.scalar(left));
        SqlValue b = SqlValue.simple(Type.NUMBER, values.scalar(right));
        return sql(
                "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') then {2}"
                        + " when {0} = 'text' and {1} = 'text' then {3} else {4} end",
                values.typeOf(left),
                values.typeOf(right),
                values.profile.quote(numbers("{0} + {1}", a, b).sql()),
                values.profile.quote(sql("({0} || {1})", a.sql(), b.sql())),
                values.call("calculate", Values.name("+"), left, right).sql());
    }
}
