package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import org.jooq.Field;

/** Calculations in SQLite, whose numbers have their types with them. */
final class SqliteArithmetic implements Arithmetic {
    private final Values values;

    SqliteArithmetic(Values values) {
        this.values = values;
    }

    @Override
    public SqlValue negate(SqlValue operand) {
        if (operand.type().is(Kind.ANY)) {
            return dynamic("*", "{0} * {1}", operand, SqlValue.simple(Type.INTEGER, sql("-1")));
        }
        return checked("- {0}", operand, SqlValue.simple(Type.INTEGER, sql("0")), operand.type());
    }

    @Override
    public SqlValue subtract(SqlValue left, SqlValue right) {
        return isDynamic(left, right) ? dynamic("-", "{0} - {1}", left, right) : numbers("{0} - {1}", left, right);
    }

    private static boolean isDynamic(SqlValue left, SqlValue right) {
        return left.type().is(Kind.ANY) || right.type().is(Kind.ANY);
    }

    /** Numbers here, everything else by a function. */
    private SqlValue dynamic(String operator, String template, SqlValue left, SqlValue right) {
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> {
            SqlValue a = SqlValue.simple(Type.NUMBER, scalar(v.get(0)));
            SqlValue b = SqlValue.simple(Type.NUMBER, scalar(v.get(1)));
            return sql(
                    "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') then {2} else {3} end",
                    typeOf(v.get(0)),
                    typeOf(v.get(1)),
                    quote(numbers(template, a, b).sql()),
                    values.call("calculate", values.name(operator), v.get(0), v.get(1))
                            .sql());
        }));
    }

    @Override
    public SqlValue multiply(SqlValue left, SqlValue right) {
        return isDynamic(left, right) ? dynamic("*", "{0} * {1}", left, right) : numbers("{0} * {1}", left, right);
    }

    @Override
    public SqlValue divide(SqlValue left, SqlValue right) {
        return byNonZero("/", "{0} / {1}", left, right);
    }

    @Override
    public SqlValue modulo(SqlValue left, SqlValue right) {
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

    @Override
    public SqlValue power(SqlValue left, SqlValue right) {
        if (left.type().is(Kind.NULL) || right.type().is(Kind.NULL)) {
            return SqlValue.simple(Type.NULL, sql("null"));
        }
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> {
            SqlValue power = SqlValue.of(
                    Type.FLOAT,
                    sql(
                            "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') then pow({2} + 0.0, {3}) end",
                            typeOf(v.get(0)), typeOf(v.get(1)), scalar(v.get(0)), scalar(v.get(1))));
            Field<Object> otherwise = values.call("calculate", values.name("^"), v.get(0), v.get(1))
                    .sql();
            return values.let(
                    List.of(power),
                    p -> sql(
                            "case when abs({0}) < 9e999 then {1} else {2} end",
                            p.getFirst().sql(), quote(p.getFirst().sql()), otherwise));
        }));
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
                                    fault("DivisionByZero"),
                                    checked(template, v.get(0), v.get(1), Type.INTEGER)
                                            .sql())));
        }
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> {
            SqlValue a = SqlValue.simple(Type.NUMBER, scalar(v.get(0)));
            SqlValue b = SqlValue.simple(Type.NUMBER, scalar(v.get(1)));
            return sql(
                    "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') and {2} <> 0 then {3}"
                            + " else {4} end",
                    typeOf(v.get(0)),
                    typeOf(v.get(1)),
                    b.sql(),
                    quote(checked(template, a, b, Type.NUMBER).sql()),
                    values.call("calculate", values.name(operator), v.get(0), v.get(1))
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
                        ? sql("case typeof({0}) when 'real' then {1} else {0} end", value, fault("IntegerOverflow"))
                        : sql(
                                "case when {0} is null and {1} is not null and {2} is not null then {3}"
                                        + " when typeof({0}) = 'real' and typeof({1}) = 'integer'"
                                        + " and typeof({2}) = 'integer' and {5} then {4} else {0} end",
                                value,
                                a,
                                b,
                                fault("NotANumber"),
                                fault("IntegerOverflow"),
                                sql(type.is(Kind.FLOAT) ? "0" : "1"));
            });
        }));
    }

    @Override
    public SqlValue add(SqlValue left, SqlValue right) {
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
            return values.concatenated(left, right);
        }
        return SqlValue.of(Type.ANY, values.let(List.of(left, right), v -> dynamicSum(v.get(0), v.get(1))));
    }

    private Field<Object> dynamicSum(SqlValue left, SqlValue right) {
        SqlValue a = SqlValue.simple(Type.NUMBER, scalar(left));
        SqlValue b = SqlValue.simple(Type.NUMBER, scalar(right));
        return sql(
                "case when {0} in ('integer', 'real') and {1} in ('integer', 'real') then {2}"
                        + " when {0} = 'text' and {1} = 'text' then {3} else {4} end",
                typeOf(left),
                typeOf(right),
                quote(numbers("{0} + {1}", a, b).sql()),
                quote(sql("({0} || {1})", a.sql(), b.sql())),
                values.call("calculate", values.name("+"), left, right).sql());
    }

    private Field<Object> scalar(SqlValue value) {
        return value.type().is(Kind.ANY) ? SqliteCarriers.scalar(value) : value.sql();
    }

    private Field<Object> typeOf(SqlValue value) {
        return SqliteComparisons.typeOf(values, value);
    }

    private Field<Object> quote(Field<Object> number) {
        return values.carriers.any(SqlValue.simple(Type.NUMBER, number));
    }

    private Field<Object> fault(String code) {
        return values.carriers.fault(code, Type.NUMBER);
    }

    @Override
    public SqlValue absolute(SqlValue number) {
        return SqlValue.of(number.type(), sql("abs({0})", number.sql()));
    }

    @Override
    public Field<Object> ceiling(SqlValue number) {
        return sql("cast(ceil({0}) as real)", number.sql());
    }

    @Override
    public Field<Object> floor(SqlValue number) {
        return sql("cast(floor({0}) as real)", number.sql());
    }

    @Override
    public Field<Object> sign(SqlValue number) {
        return sql("cast(sign({0}) as integer)", number.sql());
    }

    /** Halves go up; adding a half before floor() would be one too many just below it. */
    @Override
    public Field<Object> rounded(SqlValue number) {
        return sql("cast(floor({0}) + ({0} - floor({0}) >= 0.5) as real)", number.sql());
    }

    @Override
    public SqlValue squareRoot(SqlValue value) {
        return SqlValue.of(
                Type.ANY,
                values.let(
                        List.of(value),
                        v -> sql(
                                "case when {0} in ('integer', 'real') and {1} >= 0 then {2} else {3} end",
                                typeOf(v.getFirst()),
                                scalar(v.getFirst()),
                                quote(sql("sqrt({0})", scalar(v.getFirst()))),
                                values.call("sqrt", v.getFirst()).sql())));
    }
}
