package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Operator.BindPath;
import dev.khive.query.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Compiles a plan into SELECTs: joins and filters go into one, everything that changes what a row is begins another. */
final class OperatorCompiler {
    private final QueryPlan plan;
    private final DSLContext jooq;
    private final Values values;
    private final ExpressionCompiler expressions;
    private final Expansions expansions;
    private final Grouping grouping;

    OperatorCompiler(QueryPlan plan, DSLContext jooq, Map<String, Type> parameters, Values values) {
        this.plan = plan;
        this.jooq = jooq;
        this.values = values;
        this.expressions = new ExpressionCompiler(this, parameters, values);
        this.expansions = new Expansions(this, expressions, values);
        this.grouping = new Grouping(this, expressions, values);
    }

    DSLContext jooq() {
        return jooq;
    }

    /** A statement with the types of its columns. */
    record Statement(Select<?> select, List<Type> types) {}

    /** The statement of the whole plan, its columns as {@link QueryPlan#columns} orders them. */
    Statement statement() {
        Frame frame = compile(plan.root(), Frame::new);
        List<Field<?>> columns = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (String name : plan.columns()) {
            SqlValue value = values.whole(value(frame, name));
            types.add(value.type());
            columns.add(value.sql().as(DSL.name("c" + types.size())));
        }
        return new Statement(frame.select(jooq, columns, List.of()), types);
    }

    Frame compile(Operator operator, Supplier<Frame> argument) {
        return switch (operator) {
            case Operator.Unit unit -> new Frame();
            case Operator.Argument outer -> argument.get();
            case Operator.NodeScan scan -> scan(scan, open(compile(scan.input(), argument)));
            case Operator.Expand expand -> expansions.edge(expand.step(), open(compile(expand.input(), argument)));
            case Operator.ExpandTrail trail -> expansions.trail(trail, compile(trail.input(), argument));
            case Operator.ShortestPath shortest ->
                new ShortestPaths(this, expressions, values)
                        .compile(shortest, open(compile(shortest.input(), argument)));
            case Operator.Resolve resolve -> resolve(resolve, open(compile(resolve.input(), argument)));
            case Operator.DistinctNodes nodes -> distinctNodes(nodes, open(compile(nodes.input(), argument)));
            case Operator.DistinctEdges edges -> distinctEdges(edges, open(compile(edges.input(), argument)));
            case BindPath path -> path(path, open(compile(path.input(), argument)));
            case Operator.Filter filter -> {
                Frame frame = open(compile(filter.input(), argument));
                frame.where(condition(expressions.filter(filter.condition(), frame)));
                yield frame;
            }
            case Operator.OptionalJoin optional -> optional(optional, argument);
            case Operator.Unwind unwind -> unwind(unwind, open(compile(unwind.input(), argument)));
            case Operator.Project project -> project(project, open(compile(project.input(), argument), true));
            case Operator.Aggregate aggregate ->
                grouping.aggregate(aggregate, unordered(open(compile(aggregate.input(), argument))));
            case Operator.Distinct distinct -> grouping.distinct(unordered(open(compile(distinct.input(), argument))));
            case Operator.Sort sort -> {
                Frame frame = open(compile(sort.input(), argument));
                List<Field<Object>> keys = new ArrayList<>();
                sort.keys()
                        .forEach(key -> keys.addAll(expressions
                                .comparisons()
                                .sortKeys(expressions.compile(key.expression(), frame), key.descending())));
                frame.orderBy(keys);
                yield frame;
            }
            case Operator.Slice slice -> {
                Frame frame = compile(slice.input(), argument);
                Frame sliced = frame.isSliced() ? close(frame) : frame;
                sliced.slice(rowCount(slice.skip(), sliced), rowCount(slice.limit(), sliced));
                yield sliced;
            }
            case Operator.Union union -> grouping.union(union, argument);
        };
    }

    /** A frame that can be joined and filtered. */
    Frame open(Frame frame) {
        return open(frame, false);
    }

    private Frame open(Frame frame, boolean keepSlice) {
        boolean complex = frame.variables.values().stream()
                .anyMatch(binding ->
                        binding instanceof Binding.Value value && !value.value().simple());
        if (complex) {
            return once(frame);
        }
        return !keepSlice && frame.isSliced() ? close(frame) : frame;
    }

    private Frame unordered(Frame frame) {
        return frame.isOrdered() ? close(frame) : frame;
    }

    /** Ends a SELECT whose columns are computed once, where the database would repeat them at each use. */
    private Frame once(Frame frame) {
        String name = values.names.next("s");
        Frame next = reading(frame, name);
        next.inherit(frame);
        next.with(materialized(frame, name));
        next.join(DSL.table(DSL.name(name)));
        return next;
    }

    /** Ends a SELECT and begins another over it. */
    Frame close(Frame frame) {
        return over(frame, values.names.next("s"));
    }

    /** Ends a SELECT as a table of its own that is computed once, for use in several places. */
    CommonTableExpression<?> materialized(Frame frame, String name) {
        List<String> columns = new ArrayList<>();
        columnsOf(frame).forEach(field -> columns.add(field.getName()));
        return DSL.name(name)
                .fields(columns.toArray(String[]::new))
                .asMaterialized(frame.body(jooq, columnsOf(frame), List.of()));
    }

    private Frame over(Frame frame, String name) {
        Frame next = reading(frame, name);
        next.inherit(frame);
        next.join(frame.body(jooq, columnsOf(frame), List.of()).asTable(DSL.name(name)));
        return next;
    }

    /** The variables of a frame as columns of a table that was made of it. */
    Frame reading(Frame frame, String table) {
        Frame next = new Frame();
        int index = 0;
        for (Map.Entry<String, Binding> variable : frame.variables.entrySet()) {
            Field<Object> column = column(table, "v" + ++index);
            next.variables.put(
                    variable.getKey(),
                    switch (variable.getValue()) {
                        case Binding.Row row -> new Binding.Row(row.node, column, row.nullable, null);
                        case Binding.Value value ->
                            new Binding.Value(SqlValue.simple(value.value().type(), column));
                    });
        }
        return next;
    }

    private List<Field<?>> columnsOf(Frame frame) {
        List<Field<?>> columns = new ArrayList<>();
        int index = 0;
        for (String name : frame.variables.keySet()) {
            columns.add(value(frame, name).sql().as(DSL.name("v" + ++index)));
        }
        if (columns.isEmpty()) {
            columns.add(sql("1").as(DSL.name("one")));
        }
        return columns;
    }

    SqlValue value(Frame frame, String name) {
        return switch (frame.variables.get(name)) {
            case Binding.Row row -> SqlValue.simple(row.node ? Type.NODE : Type.EDGE, row.key);
            case Binding.Value value -> value.value();
            case null -> throw new IllegalStateException("No column for the variable " + name);
        };
    }

    /** The alias of the table row that a variable stands for, joined now if it is not yet. */
    String row(Frame frame, Binding.Row row) {
        if (row.alias == null) {
            String alias = values.names.next(row.node ? "n" : "e");
            Table<?> table = Sql.table(row.node ? "node" : "edge", alias);
            Field<Object> found = sql(
                    "{0} = {1} and {2}",
                    column(alias, row.node ? "node_id" : "edge_id"), row.key, values.schema.inScope(alias));
            Frame target = frame.rows();
            if (row.nullable) {
                target.leftJoin(table, condition(found));
            } else {
                target.join(table);
                target.where(condition(found));
            }
            row.alias = alias;
        }
        return row.alias;
    }

    private Frame scan(Operator.NodeScan scan, Frame frame) {
        String alias = values.names.next("n");
        frame.join(Sql.table("node", alias));
        frame.where(condition(values.schema.inScope(alias)));
        if (scan.labels() != null) {
            frame.where(condition(values.schema.labels(alias, scan.labels())));
        }
        frame.where(condition(values.schema.live(alias)));
        frame.variables.put(scan.variable(), new Binding.Row(true, column(alias, "node_id"), false, alias));
        return frame;
    }

    private Frame distinctEdges(Operator.DistinctEdges edges, Frame frame) {
        SqlValue left = value(frame, edges.left());
        SqlValue right = value(frame, edges.right());
        boolean leftList = left.type().is(Kind.LIST);
        boolean rightList = right.type().is(Kind.LIST);
        Field<Object> distinct;
        if (leftList && rightList) {
            distinct = sql(
                    "not exists (select 1 from json_each({0}) as x cross join json_each({1}) as y"
                            + " where x.value = y.value)",
                    left.sql(), right.sql());
        } else if (leftList || rightList) {
            distinct = sql(
                    "not exists (select 1 from json_each({0}) as x where x.value = {1})",
                    leftList ? left.sql() : right.sql(), leftList ? right.sql() : left.sql());
        } else {
            distinct = sql("{0} <> {1}", left.sql(), right.sql());
        }
        frame.where(condition(distinct));
        return frame;
    }

    private Frame resolve(Operator.Resolve resolve, Frame frame) {
        resolve.variables().forEach((name, type) -> {
            boolean node = type.is(Kind.NODE);
            SqlValue id = values.call(node ? "node_id" : "edge_id", value(frame, name));
            SqlValue key = node ? values.node(id) : values.edge(id);
            frame.variables.put(name, new Binding.Row(node, key.sql(), true, null));
        });
        return frame;
    }

    /** A path holds its nodes at the even places. */
    private Frame distinctNodes(Operator.DistinctNodes nodes, Frame frame) {
        Field<Object> path = value(frame, nodes.path()).sql();
        frame.where(condition(sql(
                "(select count(*) - count(distinct p.value) from json_each({0}) as p where p.key % 2 = 0) = {1}",
                path,
                nodes.closed()
                        ? sql("({0} -> 0 = {0} -> (json_array_length({0}) - 1) and json_array_length({0}) > 1)", path)
                        : sql("0"))));
        return frame;
    }

    private Frame path(BindPath path, Frame frame) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(value(frame, path.nodes().getFirst()).sql());
        for (int index = 0; index < path.edges().size(); index++) {
            String edge = path.edges().get(index);
            Binding steps = frame.variables.get(Expansions.steps(edge));
            if (steps instanceof Binding.Value value) {
                parts.add(value.value().sql());
            } else {
                parts.add(sql(
                        "',' || {0} || ',' || {1}",
                        value(frame, edge).sql(),
                        value(frame, path.nodes().get(index + 1)).sql()));
            }
        }
        Field<Object> json = sql("('[' || {0} || ']')", Sql.joined(" || ", parts));
        frame.variables.put(path.variable(), new Binding.Value(SqlValue.simple(Type.PATH, json)));
        return frame;
    }

    /** The rows with their matches, and those without any: both over one table of the rows so far. */
    private Frame optional(Operator.OptionalJoin optional, Supplier<Frame> argument) {
        Optional<Frame> single = new OptionalEdge(this, expressions, values).compile(optional, argument);
        if (single.isPresent()) {
            return single.get();
        }
        Frame outer = compile(optional.input(), argument);
        String name = values.names.next("o");
        CommonTableExpression<?> rows = materialized(outer, name);
        int copies = outer.copied(optional.getClass().getSimpleName());
        Supplier<Frame> again = () -> {
            Frame frame = reading(outer, name);
            frame.join(DSL.table(DSL.name(name)));
            return frame;
        };
        Frame matched = open(compile(optional.inner(), again));
        Frame unmatched = again.get();
        Frame probe = compile(optional.inner(), unmatched::nested);
        unmatched.where(condition("not exists ({0})", probe.select(jooq, List.of(sql("1")), List.of())));
        Frame result = new Frame();
        String table = values.names.next("s");
        List<Field<?>> left = new ArrayList<>();
        List<Field<?>> right = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, Binding> variable : matched.variables.entrySet()) {
            String alias = "v" + ++index;
            SqlValue value = value(matched, variable.getKey());
            boolean known = unmatched.variables.containsKey(variable.getKey());
            left.add(value.sql().as(DSL.name(alias)));
            right.add((known ? value(unmatched, variable.getKey()).sql() : sql("null")).as(DSL.name(alias)));
            Field<Object> column = column(table, alias);
            boolean nullable = !known || nullable(unmatched.variables.get(variable.getKey()));
            result.variables.put(
                    variable.getKey(),
                    variable.getValue() instanceof Binding.Row row
                            ? new Binding.Row(row.node, column, nullable, null)
                            : new Binding.Value(SqlValue.simple(value.type(), column)));
        }
        if (left.isEmpty()) {
            left.add(sql("1").as(DSL.name("one")));
            right.add(sql("1").as(DSL.name("one")));
        }
        result.inherit(outer);
        result.copies(copies);
        result.with(rows);
        result.inherit(matched);
        result.join(unionAll(matched.body(jooq, left, List.of()), unmatched.body(jooq, right, List.of()))
                .asTable(DSL.name(table)));
        return result;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Select<?> unionAll(Select<?> left, Select<?> right) {
        return ((Select) left).unionAll((Select) right);
    }

    private static boolean nullable(@Nullable Binding binding) {
        return binding instanceof Binding.Row row && row.nullable;
    }

    private Frame unwind(Operator.Unwind unwind, Frame frame) {
        SqlValue list = values.list(expressions.compile(unwind.list(), frame));
        String each = values.names.next("u");
        frame.join(DSL.table("{0}", values.profile.elements(list.sql(), each)));
        Type element = list.type().elementType();
        SqlValue value = values.iterated(each, element);
        frame.variables.put(
                unwind.variable(),
                element.is(Kind.NODE, Kind.EDGE)
                        ? new Binding.Row(element.is(Kind.NODE), value.sql(), true, null)
                        : new Binding.Value(value));
        if (unwind.ordinal() != null) {
            Field<Object> place = sql("({0} + " + unwind.firstOrdinal() + ")", column(each, "key"));
            frame.variables.put(unwind.ordinal(), new Binding.Value(SqlValue.simple(Type.INTEGER, place)));
        }
        return frame;
    }

    private Frame project(Operator.Project project, Frame frame) {
        Map<String, Binding> columns = new java.util.LinkedHashMap<>();
        for (Operator.Column column : project.columns()) {
            boolean same = column.expression() instanceof Expression.Variable;
            Binding known = same ? frame.variables.get(((Expression.Variable) column.expression()).name()) : null;
            if (known != null) {
                columns.put(column.name(), known);
            } else {
                SqlValue value = expressions.compile(column.expression(), frame);
                columns.put(
                        column.name(),
                        value.type().is(Kind.NODE, Kind.EDGE)
                                ? new Binding.Row(value.type().is(Kind.NODE), value.sql(), true, null)
                                : new Binding.Value(value));
            }
        }
        frame.variables.clear();
        frame.variables.putAll(columns);
        return frame;
    }

    private @Nullable Field<Object> rowCount(@Nullable Expression expression, Frame frame) {
        if (expression == null) {
            return null;
        }
        SqlValue value = values.integer(expressions.compile(expression, frame));
        if (expression instanceof Expression.Literal) {
            return value.sql();
        }
        return values.let(
                List.of(value),
                v -> sql(
                        "case when {0} >= 0 then {0} else {1} end",
                        v.getFirst().sql(), values.profile.fault("NegativeIntegerArgument")));
    }

    private Select<?> subquery(Expression expression, Frame frame, Field<?> column) {
        return compile(subplan(expression), frame::nested).select(jooq, List.of(column), List.of());
    }

    SqlValue exists(Expression expression, Frame frame) {
        return SqlValue.of(Type.BOOLEAN, sql("exists ({0})", subquery(expression, frame, sql("1"))));
    }

    SqlValue count(Expression expression, Frame frame) {
        Select<?> rows = subquery(expression, frame, sql("1").as(DSL.name("one")));
        return SqlValue.of(Type.INTEGER, sql("(select count(*) from ({0}))", rows));
    }

    SqlValue collect(PatternComprehension comprehension, Frame frame) {
        Frame rows = compile(subplan(comprehension), frame::nested);
        return gathered(rows, expressions.compile(comprehension.result(), rows));
    }

    /** The list of a subquery's only column. */
    SqlValue collect(Expression.Subquery subquery, Frame frame) {
        Frame rows = compile(subplan(subquery), frame::nested);
        return gathered(rows, value(rows, rows.variables.keySet().iterator().next()));
    }

    private Operator subplan(Expression expression) {
        Operator inner = plan.subplans().get(expression);
        if (inner == null) {
            throw new IllegalStateException("No plan for " + expression);
        }
        return inner;
    }

    private SqlValue gathered(Frame rows, SqlValue item) {
        Field<?> column = values.element(item, item.type()).as(DSL.name("c"));
        String table = values.names.next("q");
        return SqlValue.of(
                Type.list(item.type()),
                sql(
                        "(select {0} from ({1}) as " + table + ")",
                        values.profile.arrayAggregate(column(table, "c"), false),
                        rows.select(jooq, List.of(column), List.of())));
    }
}
