package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import org.jooq.Field;

/** Aggregates in SQLite. */
final class SqliteAggregates implements Aggregates {
    private final Values values;

    SqliteAggregates(Values values) {
        this.values = values;
    }

    @Override
    public SqlValue sum(SqlValue argument, boolean distinct, Columns columns) {
        return argument.type().is(Kind.ANY)
                ? gathered(argument, distinct, columns).sum()
                : numberSum(values.number(argument), distinct ? "distinct " : "");
    }

    @Override
    public SqlValue sumOfSeveral(SqlValue argument, Field<Object> times, Columns columns) {
        if (!argument.type().is(Kind.ANY)) {
            SqlValue number = values.number(argument);
            Field<Object> total = columns.of(sql("sum({0} * {1})", number.sql(), times));
            Field<Object> overflow = columns.of(overflow(number.sql(), times));
            return SqlValue.of(type(number), sql("coalesce({0}, 0)", checked(total, overflow)));
        }
        Field<Object> json = values.json(argument.asked());
        Field<Object> several = sql(
                "case when json_type({0}, '$.\"$float\"') is null and json_type({0}, '$.\"$duration\"') is null then {0} else {1} end",
                json,
                values.call("calculate", values.name("*"), argument.asked(), SqlValue.simple(Type.INTEGER, times))
                        .sql());
        Field<Object> number = number(argument);
        Field<Object> total = columns.of(sql("sum({0} * {1})", number, times));
        Field<Object> overflow = columns.of(overflow(number, times));
        Field<Object> others = others(argument, several, false, columns);
        return new Gathered(values, checked(total, overflow), others).sum();
    }

    /** Whether a product is beyond 64 bits, which makes it a float, and no number is one. */
    private static Field<Object> overflow(Field<Object> number, Field<Object> times) {
        return sql(
                "max(case typeof({0}) when 'integer' then typeof({0} * {1}) = 'real' when 'real' then 2 end)",
                number, times);
    }

    private Field<Object> checked(Field<Object> total, Field<Object> overflow) {
        return sql(
                "case {0} when 1 then {1} else {2} end",
                overflow, values.carriers.fault("IntegerOverflow", Type.NUMBER), total);
    }

    @Override
    public SqlValue mean(SqlValue argument, boolean distinct, Columns columns) {
        return argument.type().is(Kind.ANY)
                ? mixedMean(argument, distinct, columns)
                : SqlValue.of(
                        Type.FLOAT,
                        sql(
                                "avg(" + (distinct ? "distinct " : "") + "{0})",
                                values.number(argument).sql()));
    }

    @Override
    public Field<Object> members(Field<Object> keys) {
        return sql("'[' || group_concat({0}) || ']'", keys);
    }

    @Override
    public Field<Object> eachMember(Field<Object> members, String alias) {
        return sql("json_each({0}) as " + alias, members);
    }

    /** A product beyond 64 bits is a float, and so is everything that is made of it. */
    @Override
    public Field<Object> total(Field<Object> numbers) {
        return sql("coalesce(sum({0}), 0)", numbers);
    }

    @Override
    public Field<Object> count(Field<Object> total) {
        return sql(
                "case typeof({0}) when 'real' then {1} else {0} end",
                total, values.carriers.fault("IntegerOverflow", Type.INTEGER));
    }

    @Override
    public Field<Object> atLeastOne(Field<Object> number) {
        return sql("max(1, {0})", number);
    }

    @Override
    public SqlValue any(SqlValue argument) {
        return SqlValue.of(argument.type(), sql("max({0})", argument.sql()));
    }

    @Override
    public Field<Object> representative(Field<Object> any) {
        return sql("min({0})", any);
    }

    @Override
    public boolean forgetsOrder() {
        return false;
    }

    @Override
    public boolean groupsByColumns() {
        return false;
    }

    private Field<Object> typeOf(SqlValue value) {
        return SqliteComparisons.typeOf(values, value);
    }

    private static Field<Object> scalar(SqlValue value) {
        return value.type().is(Kind.ANY) ? SqliteCarriers.scalar(value) : value.sql();
    }

    private static Field<Object> quote(Values values, Field<Object> scalar) {
        return values.carriers.any(SqlValue.simple(Type.NUMBER, scalar));
    }

    /** A sum of finite floats can be beyond them. */
    private static Field<Object> quoteSum(Values values, Field<Object> sum) {
        return sql(
                "case when {0} = 9e999 then {1} when {0} = -9e999 then {2} else {3} end",
                sum, Sql.text("{\"$float\":\"Infinity\"}"), Sql.text("{\"$float\":\"-Infinity\"}"), quote(values, sum));
    }

    private Field<Object> arrayAggregate(Field<Object> json, boolean distinct) {
        return distinct ? values.lists.aggregateDistinct(values, json) : values.lists.aggregate(json);
    }

    private static SqlValue numberSum(SqlValue number, String distinct) {
        return SqlValue.of(type(number), sql("coalesce(sum(" + distinct + "{0}), 0)", number.sql()));
    }

    /** The type of a sum. */
    private static Type type(SqlValue number) {
        return number.type().is(Kind.INTEGER, Kind.NULL) ? Type.INTEGER : Type.NUMBER;
    }

    /**
     * What a group holds of values of any type.
     *
     * @param total the sum of the numbers, null of none
     * @param others what is no number, as a list, and may be summed
     */
    private record Gathered(Values values, Field<Object> total, Field<Object> others) {
        /** The sum of all, by a function where there is anything but numbers. */
        SqlValue summed() {
            return values.call(
                    "sum",
                    SqlValue.of(
                            Type.LIST,
                            sql(
                                    "case when {0} is null then {1} else substr({1}, 1, length({1}) - 1) || ',' || {2} || ']' end",
                                    total, others, quoteSum(values, total))));
        }

        SqlValue sum() {
            return SqlValue.of(
                    Type.ANY,
                    sql(
                            "case when {0} <> '[]' then {1} else {2} end",
                            others, summed().sql(), quoteSum(values, sql("coalesce({0}, 0)", total))));
        }
    }

    /** Numbers are summed here; what else can be summed is gathered. */
    private Gathered gathered(SqlValue argument, boolean distinct, Columns columns) {
        Field<Object> others = others(argument, values.json(argument.asked()), distinct, columns);
        Field<Object> numbers = numbers(argument, distinct);
        return new Gathered(values, columns.of(sql("sum({0})", numbers)), others);
    }

    private Field<Object> numbers(SqlValue argument, boolean distinct) {
        return sql("{0}{1}", sql(distinct ? "distinct " : ""), number(argument));
    }

    /** A value that is a number, null of what may be summed otherwise. */
    private Field<Object> number(SqlValue argument) {
        Field<Object> met = sql(
                "case when {0} in ('integer', 'real') then {1} when {0} is not null and {0} <> 'object' then {2} end",
                typeOf(argument.asked()), scalar(argument), values.carriers.fault("InvalidArgumentType", Type.NUMBER));
        return argument.kept()
                ? sql(
                        "case when {0} between 2 and 9e999 or typeof({0}) = 'real' then {0} else {1} end",
                        scalar(argument), met)
                : met;
    }

    /** What is no number and may be summed, as it is to be added. */
    private Field<Object> others(SqlValue argument, Field<Object> added, boolean distinct, Columns columns) {
        Field<Object> other = sql("case when {0} = 'object' then {1} end", typeOf(argument.asked()), added);
        return columns.of(arrayAggregate(whereText(argument, other), distinct));
    }

    /**
     * Integers may have a sum beyond 64 bits, so they are added up as floats, where there is something else among them at all: a
     * float that is not finite, beside which no digit counts, or a duration, which is added to no number.
     */
    private SqlValue mixedMean(SqlValue argument, boolean distinct, Columns columns) {
        Field<Object> numbers = numbers(argument, distinct);
        Field<Object> others = others(argument, values.json(argument.asked()), distinct, columns);
        Field<Object> mean = columns.of(sql("avg({0})", numbers));
        Field<Object> total = columns.of(sql("total({0})", numbers));
        Gathered gathered = new Gathered(values, sql("case when {0} is not null then {1} end", mean, total), others);
        SqlValue count = SqlValue.simple(
                Type.INTEGER, columns.of(sql("count({0})", values.groupingKeyOrDistinct(argument, distinct))));
        return SqlValue.of(
                Type.ANY,
                sql(
                        "case when {0} <> '[]' then {1} else {2} end",
                        gathered.others(),
                        values.call("calculate", values.name("/"), gathered.summed(), count)
                                .sql(),
                        quoteSum(values, mean)));
    }

    /** What is asked of lists and maps, only of what may be one where that is seen at once. */
    private static Field<Object> whereText(SqlValue argument, Field<Object> asked) {
        return argument.kept() ? sql("case when {0} >= '' then {1} end", scalar(argument), asked) : asked;
    }

    @Override
    public SqlValue extreme(String function, SqlValue argument, Columns columns) {
        if (argument.type().isNumeric() || argument.type().is(Kind.STRING, Kind.BOOLEAN)) {
            return SqlValue.of(argument.type(), sql(function + "({0})", argument.sql()));
        }
        Field<Object> type = typeOf(argument.asked());
        Field<Object> scalar = scalar(argument);
        Field<Object> extreme = columns.of(sql(
                function + "({0})",
                whereText(
                        argument,
                        sql(
                                "case when {0} in ('array', 'object') then {1} end",
                                type, values.call("ranked", argument.asked()).sql()))));
        Field<Object> container = sql("substr({0}, instr({0}, ' ') + 1)", extreme);
        Field<Object> text = columns.of(
                sql(function + "({0})", whereText(argument, sql("case when {0} = 'text' then {1} end", type, scalar))));
        Field<Object> bool = columns.of(sql(
                function + "(case when " + (argument.kept() ? "{1} in (0, 1) and " : "")
                        + "{0} in ('true', 'false') then {0} end)",
                type,
                scalar));
        Field<Object> number = columns.of(sql(
                function + "(case " + (argument.kept() ? "when {1} between 2 and 9e999 then {1} " : "")
                        + "when {0} in ('integer', 'real') then {1} end)",
                type,
                scalar));
        return SqlValue.of(
                Type.ANY, Extreme.of(function, extreme, container, quote(values, text), bool, quote(values, number)));
    }
}
