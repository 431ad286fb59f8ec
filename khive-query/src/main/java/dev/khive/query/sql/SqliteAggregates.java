package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import java.util.List;
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
                ? mixedSum(argument, distinct, "sum", columns)
                : numberSum(argument, distinct ? "distinct " : "");
    }

    @Override
    public SqlValue mean(SqlValue argument, boolean distinct, Columns columns) {
        return argument.type().is(Kind.ANY)
                ? mixedSum(argument, distinct, "avg", columns)
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

    private Field<Object> quote(Field<Object> scalar) {
        return values.carriers.any(SqlValue.simple(Type.NUMBER, scalar));
    }

    /** A sum of finite floats can be beyond them. */
    private Field<Object> quoteSum(Field<Object> sum) {
        return sql(
                "case when {0} = 9e999 then {1} when {0} = -9e999 then {2} else {3} end",
                sum, Sql.text("{\"$float\":\"Infinity\"}"), Sql.text("{\"$float\":\"-Infinity\"}"), quote(sum));
    }

    private Field<Object> arrayAggregate(Field<Object> json, boolean distinct) {
        return distinct ? values.lists.aggregateDistinct(values, json) : values.lists.aggregate(json);
    }

    private SqlValue numberSum(SqlValue argument, String distinct) {
        SqlValue number = values.number(argument);
        Type type = number.type().is(Kind.INTEGER, Kind.NULL) ? Type.INTEGER : Type.NUMBER;
        return SqlValue.of(type, sql("coalesce(sum(" + distinct + "{0}), 0)", number.sql()));
    }

    /** Numbers are summed here; what else can be summed is gathered and summed by a function, together with their sum. */
    private SqlValue mixedSum(SqlValue argument, boolean distinct, String function, Columns columns) {
        Field<Object> type = typeOf(argument.asked());
        Field<Object> met = sql(
                "case when {0} in ('integer', 'real') then {1} when {0} is not null and {0} <> 'object' then {2} end",
                type, scalar(argument), values.carriers.fault("InvalidArgumentType", Type.NUMBER));
        Field<Object> number = sql(
                "{0}{1}",
                sql(distinct ? "distinct " : ""),
                argument.kept()
                        ? sql(
                                "case when {0} between 2 and 9e999 or typeof({0}) = 'real' then {0} else {1} end",
                                scalar(argument), met)
                        : met);
        Field<Object> others = columns.of(arrayAggregate(
                whereText(argument, sql("case when {0} = 'object' then {1} end", type, values.json(argument.asked()))),
                distinct));
        Field<Object> total = columns.of(sql("sum({0})", number));
        SqlValue gathered = SqlValue.of(
                Type.LIST,
                sql(
                        "case when {0} is null then {1} else substr({1}, 1, length({1}) - 1) || ',' || {2} || ']' end",
                        total, others, quoteSum(total)));
        SqlValue sum = values.call("sum", gathered);
        if (function.equals("sum")) {
            return SqlValue.of(
                    Type.ANY,
                    sql(
                            "case when {0} <> '[]' then {1} else {2} end",
                            others, sum.sql(), quoteSum(sql("coalesce({0}, 0)", total))));
        }
        SqlValue count = SqlValue.simple(
                Type.INTEGER, columns.of(sql("count({0})", values.groupingKeyOrDistinct(argument, distinct))));
        return SqlValue.of(
                Type.ANY,
                sql(
                        "case when {0} <> '[]' then {1} else {2} end",
                        others,
                        values.call("calculate", values.name("/"), sum, count).sql(),
                        quoteSum(columns.of(sql("avg({0})", number)))));
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
        List<Field<Object>> ranked = function.equals("min")
                ? List.of(container, quote(text), bool, quote(number))
                : List.of(quote(number), bool, quote(text), container);
        return SqlValue.of(Type.ANY, sql("coalesce({0})", Sql.joined(", ", ranked)));
    }
}
