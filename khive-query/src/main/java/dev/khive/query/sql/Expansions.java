package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Compiles the operators that follow edges. */
final class Expansions {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;
    private final TrailSql trails;

    Expansions(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
        this.trails = values.profile.trails();
    }

    /** The hidden variable that holds the steps of a trail, for a path that contains it. */
    static String steps(String edge) {
        return " steps" + edge;
    }

    /**
     * The rows with an edge.
     *
     * @param early whether the rows may not all be asked for
     */
    Frame edge(Operator.Step step, Frame frame, boolean early) {
        if (step.edgeBound()) {
            return boundEdge(step, frame);
        }
        return new Arms(operators, values).compile(step, frame, early).orElseGet(() -> seek(step, frame));
    }

    private Frame seek(Operator.Step step, Frame frame) {
        String alias = values.names.next("e");
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = step.toBound() ? operators.key(frame, step.to()) : null;
        frame.join(step.toBound() ? between(step, alias) : Sql.table("edge", alias));
        frame.where(condition(values.schema.leaving(alias, from, to, step.direction(), step.relations())));
        frame.where(condition(values.schema.live(alias)));
        frame.variables.put(step.edge(), new Binding.Row(false, column(alias, "edge_id"), false, alias));
        if (!step.toBound()) {
            bindNode(frame, step.to(), Schema.farEnd(alias, from, step.direction()));
        }
        return frame;
    }

    /** The edges of a pair of nodes lie closest together in the index of the ends that are more, which each have fewer of them. */
    private Table<?> between(Operator.Step step, String alias) {
        long sources = values.schema.ends(step.relations(), true);
        long targets = values.schema.ends(step.relations(), false);
        boolean told = step.direction() != Direction.BOTH && sources != targets;
        return told && values.rewrites.apply(Rewrite.PAIR_INDEX)
                ? values.profile.rows().edgesBy(alias, sources > targets)
                : Sql.table("edge", alias);
    }

    /** The rows where an edge is between two nodes. */
    Frame present(Operator.Step step, Frame frame) {
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = operators.key(frame, step.to());
        List<Field<Object>> ways = new ArrayList<>();
        for (Direction way : Levels.ways(step.direction())) {
            String alias = values.names.next("e");
            ways.add(sql(
                    "exists (select 1 from edge as " + alias + " where {0} and {1})",
                    values.schema.leaving(alias, from, to, way, step.relations()),
                    values.schema.live(alias)));
        }
        frame.where(condition(Sql.or(ways)));
        return frame;
    }

    /** Each other end once: a table of the ends, which depends on nothing but the query around. */
    Frame once(Operator.Step step, Frame frame) {
        String table = values.names.next("q");
        Field<Object> from = operators.key(frame, step.from());
        List<Field<Object>> arms = new ArrayList<>();
        if (step.direction() != Direction.IN) {
            arms.add(ends(step, from, Direction.OUT));
        }
        if (step.direction() != Direction.OUT) {
            arms.add(ends(step, from, Direction.IN));
        }
        frame.join(DSL.table("({0})", Sql.joined(" union ", arms)).as(DSL.name(table)));
        bindNode(frame, step.to(), column(table, "k"));
        return frame;
    }

    private Field<Object> ends(Operator.Step step, Field<Object> from, Direction direction) {
        String alias = values.names.next("e");
        return sql(
                "select distinct {0} as k from edge as " + alias + " where {1} and {2}",
                Schema.farEnd(alias, from, direction),
                values.schema.leaving(alias, from, null, direction, step.relations()),
                values.schema.live(alias));
    }

    private static void bindNode(Frame frame, String name, Field<Object> key) {
        frame.variables.put(name, new Binding.Row(true, key, false, null));
    }

    /** An edge that is known gives its ends, or must have those that are known too. */
    private Frame boundEdge(Operator.Step step, Frame frame) {
        String alias = values.names.next("e");
        frame.join(Sql.table("edge", alias));
        frame.where(condition(sql(
                "{0} = {1} and {2}",
                column(alias, "edge_id"), operators.key(frame, step.edge()), values.schema.inScope(alias))));
        frame.where(condition(values.schema.live(alias)));
        Field<Object> relations = values.schema.relations(alias, step.relations());
        if (relations != null) {
            frame.where(condition(relations));
        }
        Field<Object> source = column(alias, "source_id");
        Field<Object> target = column(alias, "target_id");
        if (step.direction() == Direction.BOTH) {
            String way = values.names.next("w");
            frame.join(DSL.table("(select 0 as back union all select 1)").as(DSL.name(way)));
            Field<Object> back = column(way, "back");
            frame.where(condition(sql("({0} = 0 or {1} <> {2})", back, source, target)));
            Field<Object> first = sql("case {0} when 0 then {1} else {2} end", back, source, target);
            Field<Object> second = sql("case {0} when 0 then {2} else {1} end", back, source, target);
            ends(step, frame, first, second);
        } else if (step.direction() == Direction.OUT) {
            ends(step, frame, source, target);
        } else {
            ends(step, frame, target, source);
        }
        return frame;
    }

    private void ends(Operator.Step step, Frame frame, Field<Object> from, Field<Object> to) {
        end(frame, step.from(), from);
        end(frame, step.to(), to);
    }

    private void end(Frame frame, String name, Field<Object> key) {
        if (frame.variables.containsKey(name)) {
            frame.where(condition(sql("{0} = {1}", operators.key(frame, name), key)));
        } else {
            bindNode(frame, name, key);
        }
    }

    /**
     * Trails by recursion from the distinct starts of the rows so far; joined back to the rows by their start.
     *
     * @param early whether the rows may not all be asked for
     */
    Frame trail(Operator.ExpandTrail trail, Frame input, boolean early) {
        return trail(trail, input, early, false);
    }

    /** Walks as trails are made, but that edges are repeated; the greatest length ends them. */
    Frame walk(Operator.ExpandWalk walk, Frame input, boolean early) {
        return trail(
                new Operator.ExpandTrail(walk.input(), walk.step(), walk.length(), walk.conditions(), walk.withNodes()),
                input,
                early,
                true);
    }

    private Frame trail(Operator.ExpandTrail trail, Frame input, boolean early, boolean repeats) {
        Operator.Step step = trail.step();
        String rowsName = values.names.next("o");
        CommonTableExpression<?> rows = operators.materialized(input, rowsName);
        Frame frame = operators.reading(input, rowsName);
        frame.inherit(input);
        frame.copies(input.copied("ExpandTrail"));
        frame.with(rows);
        String walk = values.names.next("walk");
        frame.with(walk(trail, walk, operators.key(frame, step.from()), rowsName, repeats));
        String alias = values.names.next("w");
        Table<?> before = DSL.table(DSL.name(rowsName));
        Table<?> walked = DSL.table(DSL.name(walk)).as(DSL.name(alias));
        // What is read first is not made before it is read.
        boolean walkedFirst = early && values.rewrites.apply(Rewrite.EARLY_END);
        frame.join(walkedFirst ? walked : before);
        frame.join(walkedFirst ? before : walked);
        frame.where(condition(sql("{0} = {1}", column(alias, "start_id"), operators.key(frame, step.from()))));
        if (trail.length().minimum() > 0) {
            frame.where(condition(sql("{0} >= " + trail.length().minimum(), column(alias, "depth"))));
        }
        if (step.toBound()) {
            frame.where(condition(sql("{0} = {1}", column(alias, "node_id"), operators.key(frame, step.to()))));
        } else {
            bindNode(frame, step.to(), column(alias, "node_id"));
        }
        Field<Object> edges = trails.list(column(alias, "edges"));
        frame.variables.put(step.edge(), new Binding.Value(SqlValue.simple(Type.list(Type.EDGE), edges)));
        if (trail.withNodes()) {
            frame.variables.put(
                    steps(step.edge()), new Binding.Value(SqlValue.simple(trails.stepsType(), column(alias, "steps"))));
        }
        return frame;
    }

    /**
     * Columns: start, end, depth, the keys of the edges between commas in the order of the pattern, and for a path every
     * edge and node after the pattern's first node, each with a comma in front.
     */
    private CommonTableExpression<?> walk(
            Operator.ExpandTrail trail, String walk, Field<Object> start, String rowsName, boolean repeats) {
        Operator.Step step = trail.step();
        List<String> columns = new ArrayList<>(List.of("start_id", "node_id", "depth", "edges"));
        if (trail.withNodes()) {
            columns.add("steps");
        }
        Frame seed = new Frame();
        seed.join(DSL.table("(select distinct {0} as start_id from {1})", start, DSL.table(DSL.name(rowsName)))
                .as(DSL.name("seed")));
        Field<Object> seedStart = column("seed", "start_id");
        seed.where(condition(sql("{0} is not null", seedStart)));
        List<Field<?>> first = new ArrayList<>(List.of(seedStart, seedStart, sql("0"), trails.noEdges()));
        if (trail.withNodes()) {
            first.add(trails.noSteps());
        }
        Select<?> anchor = seed.select(operators.jooq(), first, List.of());
        Select<?> recursion = recursion(trail, walk, step, repeats);
        return DSL.name(walk).fields(columns.toArray(String[]::new)).as(OperatorCompiler.unionAll(anchor, recursion));
    }

    private Select<?> recursion(Operator.ExpandTrail trail, String walk, Operator.Step step, boolean repeats) {
        Frame next = new Frame();
        String edge = values.names.next("e");
        next.join(DSL.table(DSL.name(walk)));
        next.join(Sql.table("edge", edge));
        Field<Object> node = column(walk, "node_id");
        Field<Object> edges = column(walk, "edges");
        Field<Object> key = column(edge, "edge_id");
        if (trail.length().maximum() != null) {
            next.where(condition(sql("{0} < " + trail.length().maximum(), column(walk, "depth"))));
        }
        next.where(condition(values.schema.leaving(edge, node, null, step.direction(), step.relations())));
        next.where(condition(values.schema.live(edge)));
        if (!repeats) {
            next.where(condition(sql("not {0}", trails.holds(edges, key))));
        }
        next.variables.put(step.edge(), new Binding.Row(false, key, false, edge));
        for (Expression condition : trail.conditions()) {
            next.where(condition(expressions.filter(condition, next)));
        }
        Field<Object> far = Schema.farEnd(edge, node, step.direction());
        List<Field<?>> columns = new ArrayList<>();
        columns.add(column(walk, "start_id"));
        columns.add(far);
        columns.add(sql("{0} + 1", column(walk, "depth")));
        columns.add(step.backward() ? trails.prepend(key, edges) : trails.append(edges, key));
        if (trail.withNodes()) {
            Field<Object> steps = column(walk, "steps");
            columns.add(step.backward() ? trails.prependStep(key, node, steps) : trails.appendStep(steps, key, far));
        }
        return next.select(operators.jooq(), columns, List.of());
    }
}
