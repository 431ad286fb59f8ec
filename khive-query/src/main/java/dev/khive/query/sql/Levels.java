package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Steps from the nodes of a level to those of the next, for starts that share a table: a level has the columns
 * {@code start_id} and {@code node_id}.
 *
 * @param conditions those that each edge must meet, which name the variable {@code edge}
 */
record Levels(
        OperatorCompiler operators,
        ExpressionCompiler expressions,
        Values values,
        String edge,
        @Nullable LabelExpression relations,
        List<Expression> conditions) {
    static final String START = "start_id";
    static final String NODE = "node_id";

    /** The column of the oldest edge that leads to a node, where a level has it. */
    static final String EDGE = "edge_id";

    private static final String FAR = "far_id";

    /** The levels of a shortest path. */
    static Levels of(
            Operator.ShortestPath shortest, OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        Operator.Step step = shortest.step();
        return new Levels(operators, expressions, values, step.edge(), step.relations(), shortest.conditions());
    }

    /** The directions of which each has an index. */
    static List<Direction> ways(Direction direction) {
        return direction == Direction.BOTH ? List.of(Direction.OUT, Direction.IN) : List.of(direction);
    }

    /** Whether an edge leaves a node one way, lives, and meets the conditions. */
    Field<Object> leaves(String alias, Field<Object> near, @Nullable Field<Object> far, Direction way) {
        List<Field<Object>> parts = new ArrayList<>();
        parts.add(values.schema.leaving(alias, near, far, way, relations));
        parts.add(values.schema.live(alias));
        Frame inner = new Frame();
        inner.variables.put(edge, new Binding.Row(false, column(alias, "edge_id"), false, alias));
        for (Expression condition : conditions) {
            parts.add(expressions.filter(condition, inner));
        }
        return Sql.and(parts);
    }

    /** The nodes one edge from those of a level, one SELECT for each index; nodes may be there several times. */
    List<Select<?>> next(String level, Direction direction, List<Field<?>> more, @Nullable Field<Object> where) {
        List<Select<?>> arms = new ArrayList<>();
        if (direction == Direction.BOTH && values.profile.rows().hasLateral()) {
            arms.add(beside(level, false, more, where));
        } else {
            for (Direction way : ways(direction)) {
                arms.add(along(level, way, false, more, where));
            }
        }
        return arms;
    }

    /** The same as one SELECT, for a level of few nodes whose text is not to be repeated. */
    List<Select<?>> nextAtOnce(String level, Direction direction) {
        return values.profile.rows().hasLateral()
                ? next(level, direction, List.of(), null)
                : List.of(along(level, direction, false, List.of(), null));
    }

    private Select<?> along(
            String level, Direction way, boolean edges, List<Field<?>> more, @Nullable Field<Object> where) {
        Frame frame = new Frame();
        String alias = values.names.next("e");
        Field<Object> near = column(level, NODE);
        frame.join(DSL.table(DSL.name(level)));
        frame.join(Sql.table("edge", alias));
        frame.where(condition(leaves(alias, near, null, way)));
        Field<Object> key = edges ? column(alias, EDGE) : null;
        return select(frame, level, Schema.farEnd(alias, near, way), key, more, where);
    }

    private Select<?> beside(String level, boolean edges, List<Field<?>> more, @Nullable Field<Object> where) {
        Frame frame = new Frame();
        String arms = values.names.next("s");
        Field<Object> near = column(level, NODE);
        frame.join(DSL.table(DSL.name(level)));
        frame.join(DSL.table(
                        "lateral ({0} union all {1})", far(near, Direction.OUT, edges), far(near, Direction.IN, edges))
                .as(DSL.name(arms)));
        Field<Object> key = edges ? column(arms, EDGE) : null;
        return select(frame, level, column(arms, FAR), key, more, where);
    }

    private Select<?> far(Field<Object> near, Direction way, boolean edges) {
        Frame frame = new Frame();
        String alias = values.names.next("e");
        frame.join(Sql.table("edge", alias));
        frame.where(condition(leaves(alias, near, null, way)));
        List<Field<?>> columns = new ArrayList<>();
        columns.add(Schema.farEnd(alias, near, way).as(DSL.name(FAR)));
        if (edges) {
            columns.add(column(alias, EDGE));
        }
        return frame.body(operators.jooq(), columns, List.of());
    }

    private Select<?> select(
            Frame frame,
            String level,
            Field<Object> far,
            @Nullable Field<Object> edge,
            List<Field<?>> more,
            @Nullable Field<Object> where) {
        if (where != null) {
            frame.where(condition(where));
        }
        List<Field<?>> columns = new ArrayList<>(List.of(column(level, START), far.as(DSL.name(FAR))));
        if (edge != null) {
            columns.add(edge);
        }
        columns.addAll(more);
        return frame.body(operators.jooq(), columns, List.of());
    }

    /**
     * The nodes one edge from those of a level, each once for a start, with the oldest edge that leads there; for databases where a
     * table sees those before it.
     */
    ResultQuery<?> steps(String level, Direction direction) {
        Select<?> all = direction == Direction.BOTH
                ? beside(level, true, List.of(), null)
                : along(level, direction, true, List.of(), null);
        return DSL.resultQuery(
                "select start_id, far_id, min(edge_id) from ({0}) as " + values.names.next("s")
                        + " group by start_id, far_id",
                all);
    }

    /** All rows of a table. */
    Select<?> all(String table) {
        Frame frame = new Frame();
        frame.join(DSL.table(DSL.name(table)));
        return frame.body(operators.jooq(), List.of(column(table, START), column(table, NODE)), List.of());
    }

    /**
     * SELECTs in a row.
     *
     * @param once whether a row is kept once
     */
    static ResultQuery<?> compound(List<Select<?>> parts, boolean once) {
        if (once && parts.size() == 1) {
            return DSL.resultQuery("select distinct * from ({0}) as level", parts.getFirst());
        }
        StringBuilder template = new StringBuilder();
        for (int index = 0; index < parts.size(); index++) {
            template.append(index == 0 ? "" : once ? " union " : " union all ")
                    .append('{')
                    .append(index)
                    .append('}');
        }
        return DSL.resultQuery(template.toString(), parts.toArray(QueryPart[]::new));
    }
}
