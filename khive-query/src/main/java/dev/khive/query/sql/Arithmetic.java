package dev.khive.query.sql;

import org.jooq.Field;

/**
 * Calculations in a dialect's SQL. Integers are checked: overflow and division by zero are errors, never another number. What
 * is of unknown type may be anything that the operator takes.
 */
public interface Arithmetic {
    /** {@code - x}. */
    SqlValue negate(SqlValue operand);

    /** {@code x + y}: addition of numbers, concatenation of text, and of lists with anything. */
    SqlValue add(SqlValue left, SqlValue right);

    /** {@code x - y}. */
    SqlValue subtract(SqlValue left, SqlValue right);

    /** {@code x * y}. */
    SqlValue multiply(SqlValue left, SqlValue right);

    /** {@code x / y}. */
    SqlValue divide(SqlValue left, SqlValue right);

    /** {@code x % y}. */
    SqlValue modulo(SqlValue left, SqlValue right);

    /** {@code x ^ y}. */
    SqlValue power(SqlValue left, SqlValue right);

    /** The size of a number, of its own type. */
    SqlValue absolute(SqlValue number);

    /** The least whole float that is not below a number. */
    Field<Object> ceiling(SqlValue number);

    /** The greatest whole float that is not above a number. */
    Field<Object> floor(SqlValue number);

    /** The integer -1, 0 or 1. */
    Field<Object> sign(SqlValue number);

    /** The nearest whole float, of two the greater. The number is simple. */
    Field<Object> rounded(SqlValue number);

    /** The square root of anything; only a number has one. */
    SqlValue squareRoot(SqlValue value);
}
