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
    public SqlValue sum(SqlValue argument, boolean distinct) {
        return argument.type().is(Kind.ANY)
                ? mixedSum(argument, distinct, "sum")
                : numberSum(argument, distinct ? "distinct " : "");
    }

    @Override
    public SqlValue mean(SqlValue argument, boolean distinct) {
        return argument.type().is(Kind.ANY)
                ? mixedSum(argument, distinct, "avg")
                : SqlValue.of(
                        Type.FLOAT,
                        sql(
                                "avg(" + (distinct ? "distinct " : "") + "{0})",
                                values.number(argument).sql()));
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

    private Field<Object> arrayAggregate(Field<Object> json, boolean distinct) {
        return distinct ? values.lists.aggregateDistinct(values, json) : values.lists.aggregate(json);
    }

    private SqlValue numberSum(SqlValue argument, String distinct) {
        SqlValue number = values.number(argument);
        Type type = number.type().is(Kind.INTEGER, Kind.NULL) ? Type.INTEGER : Type.NUMBER;
        return SqlValue.of(type, sql("coalesce(sum(" + distinct + "{0}), 0)", number.sql()));
    }

    /** Numbers are summed here; what else can be summed is gathered and summed by a function, together with their sum. */
    private SqlValue mixedSum(SqlValue argument, boolean distinct, String function) {
        Field<Object> type = typeOf(argument);
        Field<Object> number = sql(
                (distinct ? "distinct " : "")
                        + "case when {0} in ('integer', 'real') then {1} when {0} is not null and {0} <> 'object' then {2} end",
                type,
                scalar(argument),
                values.carriers.fault("InvalidArgumentType", Type.NUMBER));
        Field<Object> others =
                arrayAggregate(sql("case when {0} = 'object' then {1} end", type, values.json(argument)), distinct);
        SqlValue gathered = SqlValue.of(
                Type.LIST,
                sql(
                        "case when count({0}) = 0 then {1} else substr({1}, 1, length({1}) - 1) || ',' || {2} || ']' end",
                        number, others, quote(sql("sum({0})", number))));
        SqlValue sum = values.call("sum", gathered);
        boolean mean = function.equals("avg");
        SqlValue count = SqlValue.of(Type.INTEGER, sql("count({0})", values.groupingKeyOrDistinct(argument, distinct)));
        return SqlValue.of(
                Type.ANY,
                sql(
                        "case when max({0} = 'object') then {1} else {2} end",
                        type,
                        mean
                                ? values.call("calculate", values.name("/"), sum, count)
                                        .sql()
                                : sum.sql(),
                        mean ? quote(sql("avg({0})", number)) : quote(sql("coalesce(sum({0}), 0)", number))));
    }

    @Override
    public SqlValue extreme(String function, SqlValue argument) {
        if (argument.type().isNumeric() || argument.type().is(Kind.STRING, Kind.BOOLEAN)) {
            return SqlValue.of(argument.type(), sql(function + "({0})", argument.sql()));
        }
        Field<Object> type = typeOf(argument);
        Field<Object> scalar = scalar(argument);
        Field<Object> extreme = sql(
                function + "(case when {0} in ('array', 'object') then {1} end)",
                type,
                values.call("ranked", argument).sql());
        Field<Object> container = sql("substr({0}, instr({0}, ' ') + 1)", extreme);
        Field<Object> text = sql(function + "(case when {0} = 'text' then {1} end)", type, scalar);
        Field<Object> bool = sql(function + "(case when {0} in ('true', 'false') then {0} end)", type);
        Field<Object> number = sql(function + "(case when {0} in ('integer', 'real') then {1} end)", type, scalar);
        List<Field<Object>> ranked = function.equals("min")
                ? List.of(container, quote(text), bool, quote(number))
                : List.of(quote(number), bool, quote(text), container);
        return SqlValue.of(Type.ANY, sql("coalesce({0})", Sql.joined(", ", ranked)));
    }
}
