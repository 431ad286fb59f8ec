package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Operator.BindPath;
import dev.khive.query.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Compiles a plan into SELECTs: joins and filters go into one, everything that changes what a row is begins another. */
final class OperatorCompiler {
    private static final int MOST_TABLES = 4;
    private static final int MOST_MADE = 3;

    private final QueryPlan plan;
    private final DSLContext jooq;
    private final Values values;
    private final ExpressionCompiler expressions;
    private final Expansions expansions;
    private final PairTables pairTables;
    private final LinkTables linkTables;
    private final Grouping grouping;
    private final PathRows paths;
    private final Subqueries subqueries;
    private final EarlyEnds earlyEnds;
    private final ReadOnce readOnce;
    private final RowCounts rowCounts;
    private final boolean copiesLittle;
    private final boolean copiesSome;

    OperatorCompiler(QueryPlan plan, DSLContext jooq, Map<String, Type> parameters, Values values) {
        this.plan = plan;
        this.jooq = jooq;
        this.values = values;
        this.expressions = new ExpressionCompiler(this, parameters, values);
        this.expansions = new Expansions(this, expressions, values);
        this.pairTables = new PairTables(this, values);
        this.linkTables = new LinkTables(this, values);
        this.grouping = new Grouping(this, expressions, values);
        this.paths = new PathRows(this, values);
        this.subqueries = new Subqueries(this, expressions, values);
        this.earlyEnds = EarlyEnds.of(plan);
        this.readOnce = new ReadOnce(this, expressions, values);
        this.rowCounts = new RowCounts(expressions, values);
        this.copiesSome = Copying.isSome(plan);
        this.copiesLittle = values.profile.rows().hasLateral() || Copying.isLittle(plan);
    }

    DSLContext jooq() {
        return jooq;
    }

    ReadOnce readOnce() {
        return readOnce;
    }

    /** Whether rows can be read in two places more than they must be. */
    boolean copiesSome() {
        return copiesSome;
    }

    /** Whether rows can be read in many places more than they must be. */
    boolean copiesLittle() {
        return copiesLittle;
    }

    /** Whether the rows before an operator that reads them in many places are plain joins, and no other operator does so. */
    boolean copiesOnce() {
        return Copying.isOnce(plan) && plan.subplans().isEmpty();
    }

    PairTables pairTables() {
        return pairTables;
    }

    Subqueries subqueries() {
        return subqueries;
    }

    Map<Expression, Operator> subplans() {
        return plan.subplans();
    }

    /**
     * A statement with the types of its columns.
     *
     * @param tellsState whether the state of the scope is in a column after them
     */
    record Statement(Select<?> select, List<Type> types, boolean tellsState) {}

    /** The statement of the whole plan, its columns as {@link QueryPlan#columns} orders them. */
    Statement statement() {
        Frame frame = compile(plan.root(), Frame::new);
        rowCounts.check(plan.counts(), frame);
        List<Field<?>> columns = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (String name : plan.columns()) {
            SqlValue value = values.whole(value(frame, name));
            types.add(value.type());
            columns.add(value.column().as(DSL.name("c" + types.size())));
        }
        values.schema.state().ifPresent(state -> columns.add(state.as(DSL.name("state"))));
        return new Statement(frame.select(jooq, columns, List.of()), types, columns.size() > types.size());
    }

    Frame compile(Operator operator, Supplier<Frame> argument) {
        return switch (operator) {
            case Operator.Unit unit -> new Frame();
            case Operator.Argument outer -> argument.get();
            case Operator.NodeScan scan -> scan(scan, open(compile(scan.input(), argument)));
            case Operator.Expand expand ->
                expansions.edge(
                        expand.step(), ofFewTables(open(compile(expand.input(), argument))), earlyEnds.has(expand));
            case Operator.HasEdge edge -> expansions.present(edge.step(), open(compile(edge.input(), argument)));
            case Operator.Pairs pairs -> pairTables.join(pairs, open(compile(pairs.input(), argument)));
            case Operator.LinkedPairs linked -> linkTables.join(linked, open(compile(linked.input(), argument)));
            case Operator.ExpandOnce once -> expansions.once(once.step(), open(compile(once.input(), argument)));
            case Operator.ExpandTrail trail ->
                expansions.trail(trail, compile(trail.input(), argument), earlyEnds.has(trail));
            case Operator.ExpandReach reach ->
                Reach.compile(reach, compile(reach.input(), argument), this, expressions, values);
            case Operator.ExpandWalk walk ->
                expansions.walk(walk, compile(walk.input(), argument), earlyEnds.has(walk));
            case Operator.ShortestTrails trails ->
                new ShortestTrails(this, expressions, values).compile(trails, open(compile(trails.input(), argument)));
            case Operator.ShortestPath shortest ->
                new ShortestPaths(this, expressions, values)
                        .compile(shortest, open(compile(shortest.input(), argument)));
            case Operator.ShortestLength length ->
                new ShortestLengths(this, expressions, values, paths)
                        .compile(length, open(compile(length.input(), argument)));
            case Operator.Resolve resolve -> paths.resolve(resolve, open(compile(resolve.input(), argument)));
            case Operator.DistinctNodes nodes -> paths.distinctNodes(nodes, open(compile(nodes.input(), argument)));
            case Operator.DistinctEdges edges -> paths.distinctEdges(edges, open(compile(edges.input(), argument)));
            case BindPath path -> paths.path(path, open(compile(path.input(), argument)));
            case Operator.Filter filter -> filter(filter, argument);
            case Operator.OptionalJoin optional ->
                new OptionalRows(this, expressions, values).compile(optional, argument);
            case Operator.Unwind unwind -> unwind(unwind, open(compile(unwind.input(), argument)));
            case Operator.Project project -> {
                Frame ordered = readOnce.ordered(project, argument);
                yield ordered != null ? ordered : project(project, open(compile(project.input(), argument), true));
            }
            case Operator.Aggregate aggregate ->
                grouping.aggregate(aggregate, unordered(open(grouping.placed(compile(aggregate.input(), argument)))));
            case Operator.Tally tally -> grouping.tally(tally, open(compile(tally.input(), argument)));
            case Operator.Complete groups -> grouping.complete(groups, open(compile(groups.input(), argument)));
            case Operator.Counted counted -> grouping.counted(counted, open(compile(counted.input(), argument)));
            case Operator.Members members -> grouping.members(members, open(compile(members.input(), argument)));
            case Operator.Distinct distinct -> grouping.distinct(unordered(open(compile(distinct.input(), argument))));
            case Operator.Sort sort -> {
                Frame frame = open(compile(sort.input(), argument));
                sort(sort, frame);
                yield frame;
            }
            case Operator.Slice slice -> {
                Frame frame = compile(slice.input(), argument);
                Frame sliced = frame.isSliced() ? close(frame) : frame;
                slice(slice, sliced);
                yield sliced;
            }
            case Operator.Union union -> grouping.union(union, argument);
        };
    }

    void sort(Operator.Sort sort, Frame frame) {
        frame.orderBy(sortKeys(sort.keys(), frame));
    }

    List<Field<Object>> sortKeys(List<Operator.SortKey> keys, Frame frame) {
        List<Field<Object>> sorted = new ArrayList<>();
        keys.forEach(key -> sorted.addAll(
                expressions.comparisons().sortKeys(expressions.compile(key.expression(), frame), key.descending())));
        return sorted;
    }

    void slice(Operator.Slice slice, Frame frame) {
        frame.slice(rowCounts.of(slice.skip(), "SKIP", frame), rowCounts.of(slice.limit(), "LIMIT", frame));
    }

    /** Conditions one after another hold together. */
    private Frame filter(Operator.Filter last, Supplier<Frame> argument) {
        List<Expression> conditions = new ArrayList<>();
        Operator input = last;
        while (input instanceof Operator.Filter filter) {
            conditions.addFirst(filter.condition());
            input = filter.input();
        }
        Frame frame = open(compile(input, argument));
        expressions.filters(conditions, frame).forEach(filter -> frame.where(condition(filter)));
        expressions.boundedBelow(conditions, frame).forEach(frame::boundBelow);
        return frame;
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

    /** Joins of many tables to a few rows are divided, where the database would weigh every order of them. */
    private Frame ofFewTables(Frame frame) {
        return frame.isOfFewRows() && frame.tableCount() >= MOST_TABLES ? apart(frame) : frame;
    }

    /**
     * The rows so far as a table of their own, before a table is joined to them that the statement makes: where the database orders
     * joins by what it expects, it would take them for one row and read the other table for each.
     */
    Frame apart(Frame frame) {
        boolean few = !frame.readsStored() && frame.tableCount() < MOST_MADE;
        if (few || frame.seesOuter()) {
            return frame;
        }
        String name = values.names.next("s");
        List<Field<?>> columns = columnsOf(frame);
        return values.profile
                .rows()
                .apart(frame.body(jooq, columns, List.of()), columns.size())
                .map(rows -> {
                    Frame next = reading(frame, name);
                    next.inherit(frame);
                    next.with(DSL.name(name)
                            .fields(columns.stream().map(Field::getName).toArray(String[]::new))
                            .asMaterialized(rows));
                    next.joinMade(DSL.table(DSL.name(name)));
                    if (frame.isOfFewRows()) {
                        next.ofFewRows();
                    }
                    return next;
                })
                .orElse(frame);
    }

    /** A node of a table that was joined: the one that the frame knows by its name, or new. */
    void bind(Frame frame, String node, Field<Object> key) {
        if (frame.variables.containsKey(node)) {
            frame.where(Sql.condition("{0} = {1}", key, key(frame, node)));
        } else {
            frame.variables.put(node, new Binding.Row(true, key, false, null));
        }
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

    /** Ends a SELECT as a table of its own that is computed as often as it is read, and no further than it is. */
    CommonTableExpression<?> inlined(Frame frame, String name) {
        List<String> columns = new ArrayList<>();
        columnsOf(frame).forEach(field -> columns.add(field.getName()));
        return DSL.name(name)
                .fields(columns.toArray(String[]::new))
                .asNotMaterialized(frame.body(jooq, columnsOf(frame), List.of()));
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
        next.seesOuterAs(frame);
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

    List<Field<?>> columnsOf(Frame frame) {
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

    /** The key of the node or edge that a variable is, where it may also be certainly null. */
    Field<Object> key(Frame frame, String name) {
        SqlValue value = value(frame, name);
        return value.type().is(Kind.NULL) ? values.carriers.nothing(Type.NODE) : value.sql();
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

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Select<?> unionAll(Select<?> left, Select<?> right) {
        return ((Select) left).unionAll((Select) right);
    }

    private Frame unwind(Operator.Unwind unwind, Frame frame) {
        SqlValue list = values.list(expressions.compile(unwind.list(), frame));
        String each = values.names.next("u");
        frame.join(DSL.table("{0}", values.lists.elements(list.sql(), each)));
        Type element = list.type().elementType();
        SqlValue value = values.lists.item(each, element);
        frame.variables.put(
                unwind.variable(),
                element.is(Kind.NODE, Kind.EDGE)
                        ? new Binding.Row(element.is(Kind.NODE), value.sql(), true, null)
                        : new Binding.Value(value));
        if (unwind.ordinal() != null) {
            Field<Object> place = sql("({0} + " + unwind.firstOrdinal() + ")", values.lists.place(each));
            frame.variables.put(unwind.ordinal(), new Binding.Value(SqlValue.simple(Type.INTEGER, place)));
        }
        return frame;
    }

    Frame project(Operator.Project project, Frame frame) {
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
        frame.rename(columns);
        return frame;
    }
}
