package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import org.jooq.Field;

/** Aggregates in PostgreSQL, which has none over {@code jsonb}: each kind of value is aggregated by itself. */
final class PostgresAggregates implements Aggregates {
    private static final String INTEGER = "jsonb_typeof({0}) = 'number' and scale(({0})::numeric) = 0";
    private static final String REAL = "jsonb_typeof({0}) = 'number' and scale(({0})::numeric) > 0";

    private final Values values;

    PostgresAggregates(Values values) {
        this.values = values;
    }

    @Override
    public SqlValue sum(SqlValue argument, boolean distinct, Columns columns) {
        if (argument.type().is(Kind.INTEGER, Kind.NULL)) {
            return SqlValue.of(
                    Type.INTEGER,
                    sql(
                            "coalesce(sum(" + (distinct ? "distinct " : "") + "{0}), 0)::bigint",
                            values.number(argument).sql()));
        }
        return SqlValue.of(
                argument.type().is(Kind.ANY) ? Type.ANY : Type.NUMBER,
                sql("coalesce({0}, '0'::jsonb)", total(argument, distinct)));
    }

    @Override
    public SqlValue sumOfSeveral(SqlValue argument, Field<Object> times, Columns columns) {
        if (argument.type().is(Kind.INTEGER, Kind.NULL)) {
            return SqlValue.of(
                    Type.INTEGER,
                    sql(
                            "coalesce(sum(({0})::numeric * {1}), 0)::bigint",
                            values.number(argument).sql(), times));
        }
        Field<Object> several = values.call(
                        "calculate", values.name("*"), argument, SqlValue.simple(Type.INTEGER, times))
                .sql();
        Field<Object> total = sql(
                "khive_total(sum(({0})::numeric * {1}) filter (where " + INTEGER + "),"
                        + " array_agg(khive_float_product(({0})::double precision, ({1})::double precision)) filter (where "
                        + REAL + "),"
                        + " jsonb_agg(case when jsonb_exists_any({0}, array['$float', '$duration']) then {2} else {0} end)"
                        + " filter (where jsonb_typeof({0}) not in ('number', 'null')))",
                summed(argument),
                times,
                several);
        return SqlValue.of(
                argument.type().is(Kind.ANY) ? Type.ANY : Type.NUMBER, sql("coalesce({0}, '0'::jsonb)", total));
    }

    @Override
    public SqlValue mean(SqlValue argument, boolean distinct, Columns columns) {
        String each = distinct ? "distinct " : "";
        if (argument.type().is(Kind.INTEGER, Kind.NULL)) {
            return SqlValue.of(
                    Type.FLOAT,
                    sql(
                            "sum(" + each + "({0})::numeric)::double precision / nullif(count(" + each + "{0}), 0)",
                            values.number(argument).sql()));
        }
        return mean(
                argument,
                distinct
                        ? sql("khive_average({0})", once(checked(argument)))
                        : sql(
                                "khive_mean({0}, {1}, count({2}))",
                                numbers(argument), rest(argument), checked(argument)));
    }

    private static SqlValue mean(SqlValue argument, Field<Object> mean) {
        return argument.type().is(Kind.ANY)
                ? SqlValue.of(Type.ANY, mean)
                : SqlValue.of(Type.FLOAT, sql("khive_float_of({0})", mean));
    }

    /** The values of a group without those that an earlier one is equivalent to, as a list; null of none. */
    private static Field<Object> once(Field<Object> value) {
        return sql("khive_distinct(jsonb_agg({0}) filter (where {0} is not null))", value);
    }

    /** What is of unknown type is summed whatever it is; the sum of the rest says what cannot be. */
    private Field<Object> checked(SqlValue argument) {
        return argument.type().is(Kind.ANY) ? argument.sql() : values.json(values.number(argument));
    }

    /** What is summed as it is stored, where it is: JSON's null is none of what sums ask for. */
    private Field<Object> summed(SqlValue argument) {
        return argument.type().is(Kind.ANY) ? values.carriers.summed(argument) : checked(argument);
    }

    /**
     * All numbers are added up, and what is no integer is gathered beside: a function takes it from the sum, where there is any,
     * and adds it as it has to be. A number in {@code jsonb} is an integer where it has no decimal places.
     */
    private Field<Object> total(SqlValue argument, boolean distinct) {
        if (distinct) {
            return sql("khive_sum({0})", once(checked(argument)));
        }
        return sql("khive_total({0}, {1})", numbers(argument), rest(argument));
    }

    private Field<Object> numbers(SqlValue argument) {
        return sql("sum(case when jsonb_typeof({0}) = 'number' then ({0})::numeric end)", summed(argument));
    }

    private Field<Object> rest(SqlValue argument) {
        return sql(
                "array_agg({0}) filter (where case when jsonb_typeof({0}) = 'number' then scale(({0})::numeric) > 0"
                        + " else {0} is not null end)",
                summed(argument));
    }

    @Override
    public SqlValue extreme(String function, SqlValue argument, Columns columns) {
        if (argument.type().is(Kind.INTEGER, Kind.FLOAT, Kind.STRING)) {
            return SqlValue.of(argument.type(), sql(function + "({0})", argument.sql()));
        }
        if (argument.type().is(Kind.BOOLEAN)) {
            return SqlValue.of(argument.type(), sql(ofBooleans(function) + "({0})", argument.sql()));
        }
        Field<Object> value = values.json(argument);
        SqlValue any = SqlValue.simple(Type.ANY, value);
        Field<Object> ranked = sql(
                function + "({0}) filter (where jsonb_typeof({1}) in ('array', 'object'))",
                values.call("ranked", any).sql(),
                value);
        Field<Object> container = sql("substr({0}, strpos({0}, ' ') + 1)::jsonb", ranked);
        Field<Object> text = sql(
                "to_jsonb(" + function + "({0}) filter (where jsonb_typeof({1}) = 'string'))",
                values.carriers.textOf(any),
                value);
        // Of a constant, a cast behind a filter is done before the filter is asked; a cast of what is left is not
        // wrong.
        Field<Object> bool = sql(
                "to_jsonb(" + ofBooleans(function)
                        + "((case when jsonb_typeof({0}) = 'boolean' then {0} end)::boolean))",
                value);
        Field<Object> number = sql(
                "to_jsonb(" + function + "((case when jsonb_typeof({0}) = 'number' then {0} end)::numeric))", value);
        return SqlValue.of(
                argument.type().is(Kind.NUMBER) ? Type.NUMBER : Type.ANY,
                Extreme.of(function, ranked, container, text, bool, number));
    }

    private static String ofBooleans(String function) {
        return function.equals("min") ? "bool_and" : "bool_or";
    }

    /** PostgreSQL takes arrays for short, and so looks their elements up one by one. */
    @Override
    public Field<Object> members(Field<Object> keys) {
        return sql("array_agg({0})", keys);
    }

    @Override
    public Field<Object> eachMember(Field<Object> members, String alias) {
        return sql("unnest({0}) as " + alias + " (value)", members);
    }

    @Override
    public Field<Object> total(Field<Object> numbers) {
        return sql("coalesce(sum({0}), 0)", numbers);
    }

    @Override
    public Field<Object> count(Field<Object> total) {
        return sql("({0})::bigint", total);
    }

    @Override
    public Field<Object> atLeastOne(Field<Object> number) {
        return sql("greatest(1, {0})", number);
    }

    @Override
    public SqlValue any(SqlValue argument) {
        return SqlValue.of(argument.type(), sql("(array_agg({0}))[1]", argument.sql()));
    }

    @Override
    public Field<Object> representative(Field<Object> any) {
        return sql("min(({0})::text collate \"C\")::jsonb", any);
    }

    /** Groups may be made by sorting, which keeps no order among the rows of one. */
    @Override
    public boolean forgetsOrder() {
        return true;
    }

    @Override
    public boolean groupsByColumns() {
        return true;
    }
}
