package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.GroupField;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Compiles what brings rows together: aggregation, DISTINCT and UNION. */
final class Grouping {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    Grouping(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    Frame aggregate(Operator.Aggregate aggregate, Frame input) {
        Grouped grouped = new Grouped(values.names.next("s"));
        for (Operator.Column key : aggregate.keys()) {
            grouped.key(key.name(), expressions.compile(key.expression(), input));
        }
        for (Operator.Column column : aggregate.aggregates()) {
            grouped.add(column.name(), aggregateOf(column.expression(), input));
        }
        return grouped.over(input);
    }

    Frame distinct(Frame input) {
        Grouped grouped = new Grouped(values.names.next("s"));
        for (String name : input.variables.keySet()) {
            grouped.key(name, operators.value(input, name));
        }
        return grouped.over(input);
    }

    /** A SELECT with GROUP BY that is being put together. */
    private final class Grouped {
        private final String table;
        private final List<Field<?>> columns = new ArrayList<>();
        private final List<GroupField> groups = new ArrayList<>();
        private final Frame result = new Frame();

        Grouped(String table) {
            this.table = table;
        }

        /** Of values that are equivalent and not the same, like 1 and 1.0, the least text stands for the group. */
        void key(String name, SqlValue value) {
            Field<Object> key = values.groupingKey(value);
            groups.add(key);
            add(name, Values.isOwnKey(value.type()) ? value : SqlValue.of(value.type(), sql("min({0})", value.sql())));
        }

        void add(String name, SqlValue value) {
            String alias = "v" + (columns.size() + 1);
            columns.add(value.sql().as(DSL.name(alias)));
            Field<Object> column = column(table, alias);
            result.variables.put(
                    name,
                    value.type().is(Kind.NODE, Kind.EDGE)
                            ? new Binding.Row(value.type().is(Kind.NODE), column, true, null)
                            : new Binding.Value(SqlValue.simple(value.type(), column)));
        }

        Frame over(Frame input) {
            if (columns.isEmpty()) {
                columns.add(sql("1").as(DSL.name("one")));
            }
            Select<?> select = input.body(operators.jooq(), columns, groups);
            result.inherit(input);
            result.join(select.asTable(DSL.name(table)));
            return result;
        }
    }

    private SqlValue aggregateOf(Expression expression, Frame input) {
        if (!(expression instanceof FunctionCall call)) {
            return SqlValue.of(Type.INTEGER, sql("count(*)"));
        }
        SqlValue argument = expressions.compile(call.arguments().getFirst(), input);
        String distinct = call.distinct() ? "distinct " : "";
        return switch (call.name()) {
            case "count" ->
                SqlValue.of(
                        Type.INTEGER,
                        sql(
                                "count(" + distinct + "{0})",
                                call.distinct() ? values.groupingKey(argument) : argument.sql()));
            case "sum" ->
                argument.type().is(Kind.ANY) ? mixedSum(argument, call.distinct(), "sum") : sum(argument, distinct);
            case "avg" ->
                argument.type().is(Kind.ANY)
                        ? mixedSum(argument, call.distinct(), "avg")
                        : SqlValue.of(
                                Type.FLOAT,
                                sql(
                                        "avg(" + distinct + "{0})",
                                        values.number(argument).sql()));
            case "stdev", "stdevp" -> values.call(call.name(), group(argument, call.distinct()));
            case "percentilecont", "percentiledisc" ->
                values.call(
                        call.name(),
                        group(argument, call.distinct()),
                        percentile(expressions.compile(call.arguments().get(1), input)));
            case "min" -> extreme("min", argument);
            case "max" -> extreme("max", argument);
            case "collect" -> collect(argument, call.distinct());
            default -> throw new IllegalStateException("No aggregate " + call.name());
        };
    }

    private SqlValue sum(SqlValue argument, String distinct) {
        SqlValue number = values.number(argument);
        Type type = number.type().is(Kind.INTEGER, Kind.NULL) ? Type.INTEGER : Type.NUMBER;
        return SqlValue.of(type, sql("coalesce(sum(" + distinct + "{0}), 0)", number.sql()));
    }

    /** Numbers are summed here; what else can be summed is gathered and summed by a function, together with their sum. */
    private SqlValue mixedSum(SqlValue argument, boolean distinct, String function) {
        Field<Object> type = values.typeOf(argument);
        Field<Object> number = sql(
                (distinct ? "distinct " : "")
                        + "case when {0} in ('integer', 'real') then {1} when {0} is not null and {0} <> 'object' then {2} end",
                type,
                values.scalar(argument),
                values.profile.fault("InvalidArgumentType"));
        Field<Object> others = values.profile.arrayAggregate(
                sql("case when {0} = 'object' then {1} end", type, values.json(argument)), distinct);
        SqlValue gathered = SqlValue.of(
                Type.LIST,
                sql(
                        "case when count({0}) = 0 then {1} else substr({1}, 1, length({1}) - 1) || ',' || {2} || ']' end",
                        number, others, values.profile.quote(sql("sum({0})", number))));
        SqlValue sum = values.call("sum", gathered);
        boolean mean = function.equals("avg");
        SqlValue count = SqlValue.of(Type.INTEGER, sql("count({0})", values.groupingKeyOrDistinct(argument, distinct)));
        return SqlValue.of(
                Type.ANY,
                sql(
                        "case when max({0} = 'object') then {1} else {2} end",
                        type,
                        mean
                                ? values.call("calculate", Values.name("/"), sum, count)
                                        .sql()
                                : sum.sql(),
                        mean
                                ? values.profile.quote(sql("avg({0})", number))
                                : values.profile.quote(sql("coalesce(sum({0}), 0)", number))));
    }

    private SqlValue group(SqlValue argument, boolean distinct) {
        return SqlValue.of(Type.LIST, values.profile.arrayAggregate(values.json(argument), distinct));
    }

    /** The same in every row of a group. */
    private static SqlValue percentile(SqlValue value) {
        return SqlValue.of(value.type(), sql("max({0})", value.sql()));
    }

    private SqlValue extreme(String function, SqlValue argument) {
        if (argument.type().isNumeric() || argument.type().is(Kind.STRING, Kind.BOOLEAN)) {
            return SqlValue.of(argument.type(), sql(function + "({0})", argument.sql()));
        }
        Field<Object> type = values.typeOf(argument);
        Field<Object> scalar = values.scalar(argument);
        Field<Object> extreme = sql(
                function + "(case when {0} in ('array', 'object') then {1} end)",
                type,
                values.call("ranked", argument).sql());
        Field<Object> container = sql("substr({0}, instr({0}, ' ') + 1)", extreme);
        Field<Object> text = sql(function + "(case when {0} = 'text' then {1} end)", type, scalar);
        Field<Object> bool = sql(function + "(case when {0} in ('true', 'false') then {0} end)", type);
        Field<Object> number = sql(function + "(case when {0} in ('integer', 'real') then {1} end)", type, scalar);
        List<Field<Object>> ranked = function.equals("min")
                ? List.of(container, values.profile.quote(text), bool, values.profile.quote(number))
                : List.of(values.profile.quote(number), bool, values.profile.quote(text), container);
        return SqlValue.of(Type.ANY, sql("coalesce({0})", Sql.joined(", ", ranked)));
    }

    private SqlValue collect(SqlValue argument, boolean distinct) {
        Type element = argument.type();
        Field<Object> json = element.isGraph() ? argument.sql() : values.json(argument);
        if (distinct && !element.isGraph() && !element.is(Kind.INTEGER, Kind.STRING, Kind.BOOLEAN)) {
            SqlValue all = SqlValue.of(Type.LIST, values.profile.arrayAggregate(json, false));
            return SqlValue.of(Type.list(element), values.call("distinct", all).sql());
        }
        return SqlValue.of(Type.list(element), values.profile.arrayAggregate(json, distinct));
    }

    Frame union(Operator.Union union, Supplier<Frame> argument) {
        Frame left = operators.compile(union.left(), argument);
        Frame right = operators.compile(union.right(), argument);
        String table = values.names.next("s");
        Frame result = new Frame();
        List<Field<?>> leftColumns = new ArrayList<>();
        List<Field<?>> rightColumns = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, Binding> variable : left.variables.entrySet()) {
            String alias = "v" + ++index;
            SqlValue a = operators.value(left, variable.getKey());
            SqlValue b = operators.value(right, variable.getKey());
            Type type = a.type().join(b.type());
            leftColumns.add(expressions.as(a, type).as(DSL.name(alias)));
            rightColumns.add(expressions.as(b, type).as(DSL.name(alias)));
            Field<Object> column = column(table, alias);
            result.variables.put(
                    variable.getKey(),
                    type.is(Kind.NODE, Kind.EDGE)
                            ? new Binding.Row(type.is(Kind.NODE), column, true, null)
                            : new Binding.Value(SqlValue.simple(type, column)));
        }
        Select<?> both = OperatorCompiler.unionAll(ended(left, leftColumns), ended(right, rightColumns));
        result.inherit(left);
        result.inherit(right);
        result.join(both.asTable(DSL.name(table)));
        return union.all() ? result : distinct(result);
    }

    /** A part with an order or a limit of its own is a table of its own. */
    private Select<?> ended(Frame frame, List<Field<?>> columns) {
        Select<?> select = frame.body(operators.jooq(), columns, List.of());
        return frame.isSliced() || frame.isOrdered()
                ? operators.jooq().selectFrom(select.asTable(DSL.name(values.names.next("s"))))
                : select;
    }
}
