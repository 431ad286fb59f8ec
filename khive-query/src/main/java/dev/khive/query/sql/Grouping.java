package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.GroupField;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Compiles what brings rows together: aggregation, DISTINCT and UNION. */
final class Grouping {
    /** The hidden variable that holds the place of a row in the order of those that are aggregated. */
    private static final String PLACE = " place";
    /** The hidden variable that holds how often a row counts. */
    private static final String WEIGHT = " weight";

    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;
    private final Aggregates aggregates;
    private final WeightCompiler weights;

    Grouping(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
        this.aggregates = values.profile.aggregates(values);
        this.weights = new WeightCompiler(operators, aggregates, values);
    }

    Frame aggregate(Operator.Aggregate aggregate, Frame rows) {
        Frame input = operators.readOnce().aggregated(aggregate.keys(), aggregate.aggregates(), own(rows));
        Grouped grouped = new Grouped(values.names.next("s"));
        for (Operator.Column key : aggregate.keys()) {
            grouped.key(key.name(), expressions.compile(key.expression(), input));
        }
        for (Operator.Column column : aggregate.aggregates()) {
            grouped.aggregate(column, input);
        }
        return grouped.over(input);
    }

    /** Groups whose rows count as often as their weights say. */
    Frame tally(Operator.Tally tally, Frame rows) {
        Frame asked = weights.asked(tally.weight(), own(rows));
        Frame input = tally.keys().isEmpty() ? asked : weighed(tally, asked);
        Grouped grouped = new Grouped(values.names.next("s"));
        for (Operator.Column key : tally.keys()) {
            grouped.key(key.name(), operators.value(input, key.name()));
        }
        Field<Object> number = tally.keys().isEmpty()
                ? weights.compile(tally.weight(), input)
                : operators.value(input, WEIGHT).sql();
        String first = tally.counts().getFirst().name();
        grouped.add(first, SqlValue.of(Type.INTEGER, aggregates.total(number)));
        for (Operator.Column members : tally.members()) {
            Field<Object> key = operators.value(input, members.name()).sql();
            grouped.add(members.name(), SqlValue.of(Type.list(Type.NODE), aggregates.members(key)));
        }
        Frame result = grouped.over(input);
        Field<Object> column = operators.value(result, first).sql();
        SqlValue count = SqlValue.simple(Type.INTEGER, aggregates.count(column));
        tally.counts().forEach(counted -> result.variables.put(counted.name(), new Binding.Value(count)));
        return result;
    }

    /** The rows that count anything, with their keys, weights and members; each weight is found once. */
    private Frame weighed(Operator.Tally tally, Frame rows) {
        Map<String, Binding> columns = new LinkedHashMap<>();
        tally.keys().forEach(key -> columns.put(key.name(), bound(expressions.compile(key.expression(), rows))));
        tally.members().forEach(node -> columns.put(node.name(), bound(expressions.compile(node.expression(), rows))));
        columns.put(WEIGHT, bound(SqlValue.of(Type.INTEGER, weights.compile(tally.weight(), rows))));
        rows.rename(columns);
        rows.slice(null, values.carriers.everyRow());
        Frame weighed = operators.close(rows);
        weighed.where(Sql.condition("{0} > 0", operators.value(weighed, WEIGHT).sql()));
        return weighed;
    }

    /** The rows that count anything, with their numbers. */
    Frame counted(Operator.Counted counted, Frame rows) {
        rows.variables.put(counted.number(), bound(SqlValue.of(Type.INTEGER, weights.compile(counted.weight(), rows))));
        rows.slice(null, values.carriers.everyRow());
        Frame numbered = operators.close(rows);
        numbered.where(Sql.condition(
                "{0} > 0", operators.value(numbered, counted.number()).sql()));
        return numbered;
    }

    /** Groups that are known by their numbers. */
    Frame complete(Operator.Complete groups, Frame rows) {
        if (groups.aggregates().size() == 1 && !values.profile.rows().hashesTables()) {
            Optional<Frame> first = rows.beginning();
            if (first.isPresent()) {
                return one(groups, first.get(), rows);
            }
        }
        Frame input = operators.readOnce().aggregated(groups.columns(), groups.aggregates(), own(rows));
        Grouped grouped = new Grouped(values.names.next("s"));
        grouped.key(groups.group(), operators.value(input, groups.group()));
        groups.columns()
                .forEach(column -> grouped.dependent(column.name(), expressions.compile(column.expression(), input)));
        groups.aggregates().forEach(column -> grouped.aggregate(column, input));
        return grouped.over(input);
    }

    /** Each group with an aggregate of the rows that were joined to it, which need not be sorted by group for that. */
    private Frame one(Operator.Complete groups, Frame first, Frame rows) {
        Operator.Column aggregate = groups.aggregates().getFirst();
        Frame input =
                operators.readOnce().aggregated(List.of(), groups.aggregates(), operators.close(rows.joined(first)));
        Grouped grouped = new Grouped(values.names.next("s"));
        grouped.aggregate(aggregate, input);
        Frame only = grouped.over(input);
        SqlValue value = operators.value(only, aggregate.name());
        Map<String, Binding> columns = new LinkedHashMap<>();
        groups.columns()
                .forEach(column -> columns.put(column.name(), bound(expressions.compile(column.expression(), first))));
        columns.put(
                aggregate.name(),
                bound(SqlValue.of(
                        value.type(), sql("({0})", only.body(operators.jooq(), List.of(value.sql()), List.of())))));
        first.inherit(rows);
        first.inherit(only);
        first.rename(columns);
        first.slice(null, values.carriers.everyRow());
        return operators.close(first);
    }

    /** A row for each node that a group has gathered, with the number of the group. */
    Frame members(Operator.Members members, Frame rows) {
        rows.variables.put(members.group(), bound(SqlValue.of(Type.INTEGER, sql("row_number() over ()"))));
        Frame groups = operators.close(rows);
        groups.begin();
        String each = values.names.next("u");
        Field<Object> gathered = operators.value(groups, members.members()).sql();
        groups.join(DSL.table("{0}", aggregates.eachMember(gathered, each)));
        groups.variables.put(members.node(), new Binding.Row(true, column(each, "value"), false, null));
        return groups;
    }

    private static Binding bound(SqlValue value) {
        return value.type().is(Kind.NODE, Kind.EDGE)
                ? new Binding.Row(value.type().is(Kind.NODE), value.sql(), true, null)
                : new Binding.Value(value);
    }

    /** Keeps the place of each row in the order of a frame, where the database would not. */
    Frame placed(Frame frame) {
        if (aggregates.forgetsOrder()) {
            frame.place()
                    .ifPresent(place ->
                            frame.variables.put(PLACE, new Binding.Value(SqlValue.simple(Type.INTEGER, place))));
        }
        return frame;
    }

    private static @Nullable Field<Object> place(Frame input) {
        return input.variables.get(PLACE) instanceof Binding.Value place
                ? place.value().sql()
                : null;
    }

    /** An aggregate of nothing but columns of the query around would be an aggregate of that query. */
    private Frame own(Frame rows) {
        return rows.isNested() ? operators.close(rows) : rows;
    }

    Frame distinct(Frame rows) {
        Frame input = own(rows);
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
        private final List<Field<Object>> hidden = new ArrayList<>();
        private final Frame result = new Frame();
        private boolean made;

        Grouped(String table) {
            this.table = table;
        }

        void key(String name, SqlValue value) {
            boolean own = Values.isOwnKey(value.type());
            if (!aggregates.groupsByColumns()) {
                groups.add(values.groupingKey(value));
            } else if (own) {
                groups.add(Sql.number(columns.size() + 1L));
            } else {
                hidden.add(values.groupingKey(value));
            }
            add(name, own ? value : SqlValue.of(value.type(), aggregates.representative(value.sql())));
        }

        /** Adds what is the same in all rows of a group; SQLite takes it from any of them. */
        void dependent(String name, SqlValue value) {
            add(name, value);
            if (aggregates.groupsByColumns()) {
                groups.add(Sql.number(columns.size()));
            }
        }

        void add(String name, SqlValue value) {
            Field<Object> column = column(value.sql());
            result.variables.put(
                    name,
                    value.type().is(Kind.NODE, Kind.EDGE)
                            ? new Binding.Row(value.type().is(Kind.NODE), column, true, null)
                            : new Binding.Value(SqlValue.simple(value.type(), column)));
        }

        /** Adds an aggregate; what it is made of are columns of their own, each of them once. */
        void aggregate(Operator.Column aggregate, Frame input) {
            int before = columns.size();
            SqlValue value = aggregateOf(aggregate.expression(), input, this::column);
            if (columns.size() == before) {
                add(aggregate.name(), value);
            } else {
                made = true;
                result.variables.put(aggregate.name(), new Binding.Value(value));
            }
        }

        private Field<Object> column(Field<Object> value) {
            String alias = "v" + (columns.size() + 1);
            columns.add(value.as(DSL.name(alias)));
            return Sql.column(table, alias);
        }

        Frame over(Frame input) {
            if (columns.isEmpty()) {
                columns.add(sql("1").as(DSL.name("one")));
            }
            for (Field<Object> key : hidden) {
                columns.add(key.as(DSL.name("k" + (columns.size() + 1))));
                groups.add(Sql.number(columns.size()));
            }
            Select<?> select = input.body(operators.jooq(), columns, groups);
            result.inherit(input);
            result.join(select.asTable(DSL.name(table)));
            if (!made) {
                return result;
            }
            result.slice(null, values.carriers.everyRow());
            return operators.close(result);
        }
    }

    private SqlValue aggregateOf(Expression expression, Frame input, Aggregates.Columns columns) {
        if (!(expression instanceof FunctionCall call)) {
            return SqlValue.of(Type.INTEGER, sql("count(*)"));
        }
        SqlValue argument = expressions.compile(call.arguments().getFirst(), input);
        return switch (call.name()) {
            case "count" -> count(call, argument, input, columns);
            case "sum" ->
                call.arguments().size() == 1
                        ? aggregates.sum(argument, call.distinct(), columns)
                        : aggregates.sumOfSeveral(argument, times(call, input), columns);
            case "avg" -> aggregates.mean(argument, call.distinct(), columns);
            case "stdev", "stdevp" -> values.call(call.name(), group(argument, call.distinct()));
            case "percentilecont", "percentiledisc" ->
                values.call(
                        call.name(),
                        group(argument, call.distinct()),
                        aggregates.any(expressions.compile(call.arguments().get(1), input)));
            case "min", "max" -> aggregates.extreme(call.name(), argument, columns);
            case "collect" -> collect(argument, call.distinct(), place(input));
            default -> throw new IllegalStateException("No aggregate " + call.name());
        };
    }

    private SqlValue count(FunctionCall call, SqlValue argument, Frame input, Aggregates.Columns columns) {
        if (call.arguments().size() == 1) {
            return SqlValue.of(
                    Type.INTEGER,
                    call.distinct()
                            ? sql("count(distinct {0})", values.groupingKey(argument))
                            : sql("count({0})", argument.sql()));
        }
        Field<Object> present = sql("case when {0} is not null then {1} end", argument.sql(), times(call, input));
        return SqlValue.of(Type.INTEGER, aggregates.count(columns.of(aggregates.total(present))));
    }

    /** How many matches each row stands for. */
    private Field<Object> times(FunctionCall call, Frame input) {
        return expressions.compile(call.arguments().get(1), input).sql();
    }

    private SqlValue group(SqlValue argument, boolean distinct) {
        Field<Object> all = values.lists.aggregate(values.json(argument));
        return distinct ? values.call("distinct", SqlValue.of(Type.LIST, all)) : SqlValue.of(Type.LIST, all);
    }

    private SqlValue collect(SqlValue argument, boolean distinct, @Nullable Field<Object> place) {
        Type element = argument.type();
        Field<Object> item = element.isGraph() ? values.lists.key(argument) : values.json(argument);
        boolean simple = element.isGraph() || element.is(Kind.INTEGER, Kind.STRING, Kind.BOOLEAN);
        if (distinct && simple && place == null) {
            return SqlValue.of(Type.list(element), values.lists.aggregateDistinct(values, item));
        }
        Field<Object> all = place == null ? values.lists.aggregate(item) : values.lists.aggregate(item, place);
        return SqlValue.of(
                Type.list(element),
                distinct ? values.call("distinct", SqlValue.of(Type.LIST, all)).sql() : all);
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
