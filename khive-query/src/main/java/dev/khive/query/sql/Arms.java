package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Compiles an undirected edge as two arms, along the edges and against them, each of which reads its own index and nothing
 * else. A loop is in the first arm alone.
 */
final class Arms {
    private static final String EDGE = "edge_id";
    private static final String FAR = "far_id";

    /** Each arm reads the rows before it, which SQLite takes in as often as they are named. */
    private static final int MOST_COPIES = 2;

    private final OperatorCompiler operators;
    private final Values values;

    Arms(OperatorCompiler operators, Values values) {
        this.operators = operators;
        this.values = values;
    }

    /**
     * The rows with the edge and its other end.
     *
     * @param early whether the rows may not all be asked for, so that those before are not to be made first
     * @return empty where one condition for both directions has to do
     */
    Optional<Frame> compile(Operator.Step step, Frame frame, boolean early) {
        if (step.direction() != Direction.BOTH || step.edgeBound() || !values.rewrites.on(Rewrite.UNDIRECTED_ARMS)) {
            return Optional.empty();
        }
        if (step.toBound()) {
            return applied(pair(step, frame));
        }
        if (values.profile.rows().hasLateral() || !frame.hasTables()) {
            return applied(beside(step, frame));
        }
        boolean small = frame.tableCount() == 1;
        return operators.copiesSome() && frame.copies() < MOST_COPIES && (small || !early)
                ? applied(behind(step, frame, early))
                : Optional.empty();
    }

    /**
     * A table of the edges of a node in a FROM, for a search that a database joins as it likes: two arms that see the node, where
     * there can be such, and all edges otherwise.
     *
     * @param conditions what each edge must meet besides
     * @return the table, and what must hold of its rows
     */
    static Edges around(
            Values values,
            String edge,
            Field<Object> node,
            Direction direction,
            @Nullable LabelExpression relations,
            List<Field<Object>> conditions) {
        List<Field<Object>> rest = new ArrayList<>(conditions);
        if (direction == Direction.BOTH
                && conditions.isEmpty()
                && values.profile.rows().hasLateral()) {
            String inner = values.names.next("e");
            String columns =
                    "select {0}.edge_id, {0}.source_id, {0}.target_id from edge as {0} where ".replace("{0}", inner);
            Field<Object> arms = sql(
                    "lateral (" + columns + "{0} and {2} union all " + columns + "{1} and {2} and {3} <> {4}) as "
                            + edge,
                    values.schema.leaving(inner, node, null, Direction.OUT, relations),
                    values.schema.leaving(inner, node, null, Direction.IN, relations),
                    values.schema.live(inner),
                    column(inner, "source_id"),
                    column(inner, "target_id"));
            return new Edges(arms, sql("true"));
        }
        rest.addFirst(values.schema.live(edge));
        rest.addFirst(values.schema.leaving(edge, node, null, direction, relations));
        return new Edges(sql("edge as " + edge), Sql.and(rest));
    }

    /** Edges of a node: what is joined, and on what condition. */
    record Edges(Field<Object> table, Field<Object> condition) {}

    private Optional<Frame> applied(Frame frame) {
        values.rewrites.applied(Rewrite.UNDIRECTED_ARMS);
        return Optional.of(frame);
    }

    /** Both ends are known: a lookup of the pair one way, then the other. */
    private Frame pair(Operator.Step step, Frame frame) {
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = operators.key(frame, step.to());
        String way = values.names.next("w");
        frame.join(DSL.table("(select 0 as back union all select 1)").as(DSL.name(way)));
        String edge = values.names.next("e");
        frame.join(Sql.table("edge", edge));
        Field<Object> back = column(way, "back");
        Field<Object> source = sql("case {0} when 0 then {1} else {2} end", back, from, to);
        Field<Object> target = sql("case {0} when 0 then {2} else {1} end", back, from, to);
        frame.where(condition(sql("({0} = 0 or {1} <> {2})", back, from, to)));
        frame.where(condition(values.schema.leaving(edge, source, target, Direction.OUT, step.relations())));
        frame.where(condition(values.schema.live(edge)));
        frame.variables.put(step.edge(), new Binding.Row(false, column(edge, EDGE), false, edge));
        return frame;
    }

    /** The arms as a table that sees the rows beside it. */
    private Frame beside(Operator.Step step, Frame frame) {
        Field<Object> from = operators.key(frame, step.from());
        String arms = values.names.next("s");
        String table = (frame.hasTables() ? "lateral " : "") + "({0} union all {1})";
        Select<?> along = arm(new Frame(), from, step, Direction.OUT, List.of());
        Select<?> against = arm(new Frame(), from, step, Direction.IN, List.of());
        frame.join(DSL.table(table, along, against).as(DSL.name(arms)));
        bind(step, frame, arms);
        return frame;
    }

    /** Each arm over the rows so far, for databases whose tables do not see each other. */
    private Frame behind(Operator.Step step, Frame frame, boolean early) {
        String rows = values.names.next("o");
        String arms = values.names.next("s");
        Frame next = operators.reading(frame, arms);
        next.inherit(frame);
        next.copies(frame.copies() + 1);
        next.with(early ? operators.inlined(frame, rows) : operators.materialized(frame, rows));
        next.join(
                OperatorCompiler.unionAll(over(frame, rows, step, Direction.OUT), over(frame, rows, step, Direction.IN))
                        .asTable(DSL.name(arms)));
        bind(step, next, arms);
        return next;
    }

    private Select<?> over(Frame frame, String rows, Operator.Step step, Direction way) {
        Frame arm = operators.reading(frame, rows);
        arm.join(DSL.table(DSL.name(rows)));
        return arm(arm, operators.key(arm, step.from()), step, way, operators.columnsOf(arm));
    }

    private Select<?> arm(Frame arm, Field<Object> from, Operator.Step step, Direction way, List<Field<?>> before) {
        String edge = values.names.next("e");
        Table<?> edges = Sql.table("edge", edge);
        arm.join(edges);
        arm.where(condition(values.schema.leaving(edge, from, null, way, step.relations())));
        arm.where(condition(values.schema.live(edge)));
        if (way == Direction.IN) {
            arm.where(condition(sql("{0} <> {1}", column(edge, "source_id"), column(edge, "target_id"))));
        }
        List<Field<?>> columns = new ArrayList<>(before);
        columns.add(column(edge, EDGE).as(DSL.name(EDGE)));
        columns.add(Schema.farEnd(edge, from, way).as(DSL.name(FAR)));
        return arm.body(operators.jooq(), columns, List.of());
    }

    private static void bind(Operator.Step step, Frame frame, String arms) {
        frame.variables.put(step.edge(), new Binding.Row(false, column(arms, EDGE), false, null));
        frame.variables.put(step.to(), new Binding.Row(true, column(arms, FAR), false, null));
    }
}
