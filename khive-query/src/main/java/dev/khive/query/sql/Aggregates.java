package dev.khive.query.sql;

import org.jooq.Field;

/** Aggregates in a dialect's SQL. */
public interface Aggregates {
    /** Aggregates as columns of the groups, so that each is made once however often it is named. */
    @FunctionalInterface
    interface Columns {
        /** The column of an aggregate. */
        Field<Object> of(Field<Object> aggregate);
    }

    /** The sum of numbers or durations, 0 of none, made of columns of the group. */
    SqlValue sum(SqlValue argument, boolean distinct, Columns columns);

    /** The sum of numbers or durations of which each is there a number of times, 0 of none, made of columns of the group. */
    SqlValue sumOfSeveral(SqlValue argument, Field<Object> times, Columns columns);

    /** The mean of numbers or durations, null of none, made of columns of the group. */
    SqlValue mean(SqlValue argument, boolean distinct, Columns columns);

    /** The least value, {@code min}, or the greatest, {@code max}, made of columns of the group. */
    SqlValue extreme(String function, SqlValue argument, Columns columns);

    /** The keys of rows, gathered for {@link #eachMember}. */
    Field<Object> members(Field<Object> keys);

    /** A table of the keys that have been gathered, each in the column {@code value}. */
    Field<Object> eachMember(Field<Object> members, String alias);

    /** The sum of whole numbers of 0 or more, 0 of none; what is beyond 64 bits is found by {@link #count}. */
    Field<Object> total(Field<Object> numbers);

    /** A sum of {@link #total} as an integer; an error where it is beyond 64 bits. */
    Field<Object> count(Field<Object> total);

    /** The greater of a number and 1. */
    Field<Object> atLeastOne(Field<Object> number);

    /** One of values that are all the same. */
    SqlValue any(SqlValue argument);

    /** Of values of unknown type that are equivalent and not the same, like 1 and 1.0, the one whose text is least. */
    Field<Object> representative(Field<Object> any);

    /** Whether rows that come in an order may be gathered in another where nothing says theirs. */
    boolean forgetsOrder();

    /** Whether rows are grouped by columns of the result, because an expression that is written twice is not the same. */
    boolean groupsByColumns();
}
