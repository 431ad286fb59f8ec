package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
import org.jooq.Field;

/**
 * Calculations in PostgreSQL. Integers are checked by the database; floats are calculated by functions, because the database
 * refuses what is infinite or too small; the rest is for the function of values.
 */
final class PostgresArithmetic implements Arithmetic {
    private final Values values;

    PostgresArithmetic(Values values) {
        this.values = values;
    }

    @Override
    public SqlValue negate(SqlValue operand) {
        if (operand.type().is(Kind.ANY)) {
            return SqlValue.of(Type.ANY, sql("khive_negative({0})", operand.sql()));
        }
        SqlValue number = values.number(operand);
        return SqlValue.of(
                number.type(), sql(number.type().is(Kind.NUMBER) ? "khive_negative({0})" : "(0 - {0})", number.sql()));
    }

    @Override
    public SqlValue add(SqlValue left, SqlValue right) {
        Type a = left.type();
        Type b = right.type();
        if (a.is(Kind.NULL) || b.is(Kind.NULL)) {
            return values.nothing(a.is(Kind.LIST) || b.is(Kind.LIST) ? Type.LIST : Type.NULL);
        }
        if (a.is(Kind.STRING) && b.is(Kind.STRING)) {
            return SqlValue.of(Type.STRING, sql("({0} || {1})", left.sql(), right.sql()));
        }
        if (a.is(Kind.LIST) || b.is(Kind.LIST)) {
            return values.concatenated(left, right);
        }
        return a.isNumeric() && b.isNumeric()
                ? numbers("+", "khive_float_sum({0}, {1})", left, right)
                : calculated("+", left, right);
    }

    @Override
    public SqlValue subtract(SqlValue left, SqlValue right) {
        return numbers("-", "khive_float_sum({0}, - {1})", left, right);
    }

    @Override
    public SqlValue multiply(SqlValue left, SqlValue right) {
        return numbers("*", "khive_float_product({0}, {1})", left, right);
    }

    @Override
    public SqlValue divide(SqlValue left, SqlValue right) {
        return byNonZero("/", left, right);
    }

    @Override
    public SqlValue modulo(SqlValue left, SqlValue right) {
        return byNonZero("%", left, right);
    }

    @Override
    public SqlValue power(SqlValue left, SqlValue right) {
        return left.type().is(Kind.NULL) || right.type().is(Kind.NULL)
                ? values.nothing(Type.NULL)
                : calculated("^", left, right);
    }

    private SqlValue numbers(String operator, String ofFloats, SqlValue left, SqlValue right) {
        if (left.type().is(Kind.ANY) || right.type().is(Kind.ANY)) {
            return calculated(operator, left, right);
        }
        SqlValue a = values.number(left);
        SqlValue b = values.number(right);
        if (a.type().is(Kind.INTEGER) && b.type().is(Kind.INTEGER)) {
            return SqlValue.of(Type.INTEGER, sql("({0} " + operator + " {1})", a.sql(), b.sql()));
        }
        return a.type().is(Kind.NUMBER) || b.type().is(Kind.NUMBER)
                ? SqlValue.of(Type.NUMBER, calculated(operator, a, b).sql())
                : SqlValue.of(Type.FLOAT, floats(ofFloats, a, b));
    }

    private Field<Object> floats(String template, SqlValue left, SqlValue right) {
        return sql("khive_defined({0})", sql(template, values.carriers.real(left), values.carriers.real(right)));
    }

    private SqlValue calculated(String operator, SqlValue left, SqlValue right) {
        return values.call("calculate", values.name(operator), left, right);
    }

    /** Of integers an integer, and an error by zero; else what a float holds, which may be NaN or infinite. */
    private SqlValue byNonZero(String operator, SqlValue left, SqlValue right) {
        if (left.type().is(Kind.NULL) || right.type().is(Kind.NULL)) {
            return values.nothing(Type.NULL);
        }
        if (!left.type().is(Kind.INTEGER) || !right.type().is(Kind.INTEGER)) {
            return calculated(operator, left, right);
        }
        return SqlValue.of(
                Type.INTEGER,
                values.let(
                        List.of(left, right),
                        v -> sql(
                                "case when {0} is null or {1} is null then null when {1} = 0 then {2} else {0} "
                                        + operator + " {1} end",
                                v.get(0).sql(),
                                v.get(1).sql(),
                                values.carriers.fault("DivisionByZero", Type.INTEGER))));
    }

    @Override
    public SqlValue absolute(SqlValue number) {
        return SqlValue.of(
                number.type(),
                number.type().is(Kind.NUMBER) ? values.call("absolute", number).sql() : sql("abs({0})", number.sql()));
    }

    @Override
    public Field<Object> ceiling(SqlValue number) {
        return sql("ceil({0})", values.carriers.real(number));
    }

    @Override
    public Field<Object> floor(SqlValue number) {
        return sql("floor({0})", values.carriers.real(number));
    }

    @Override
    public Field<Object> sign(SqlValue number) {
        return sql("sign({0})::bigint", values.carriers.real(number));
    }

    /** Halves go up; adding a half before floor() would be one too many just below it. */
    @Override
    public Field<Object> rounded(SqlValue number) {
        return sql("(floor({0}) + case when {0} - floor({0}) >= 0.5 then 1 else 0 end)", values.carriers.real(number));
    }

    @Override
    public SqlValue squareRoot(SqlValue value) {
        return values.call("sqrt", value);
    }
}
