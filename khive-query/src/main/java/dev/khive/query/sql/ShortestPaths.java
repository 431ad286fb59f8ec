package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Compiles a search for the shortest paths between two nodes. A recursion holds in each row one level of the breadth-first
 * search, the set of its nodes and of those before; a second one goes back through the levels.
 */
final class ShortestPaths {
    /** How often the rows are read in several places, a power of two. */
    private static final int COPIES = 3;

    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;
    private final TrailSql trails;

    ShortestPaths(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
        this.trails = values.profile.trails();
    }

    Frame compile(Operator.ShortestPath shortest, Frame input) {
        Operator.Step step = shortest.step();
        Optional<Levelled> levelled = fromBothEnds(shortest, input);
        Frame frame = levelled.map(Levelled::frame).orElse(input);
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = operators.key(frame, step.to());
        Field<Object> walked = paths(shortest, from, to);
        Field<Object> paths =
                levelled.map(search -> search.ends().paths(from, to, walked)).orElse(walked);
        String each = values.names.next("u");
        frame.join(DSL.table("{0}", values.lists.elements(pathsOrCycles(shortest, from, to, paths), each)));
        Field<Object> steps = values.lists.raw(each);
        String part = values.names.next("j");
        Field<Object> edges = values.gather(
                values.lists.raw(part),
                values.lists.elements(steps, part),
                sql("{0} % 2 = 0", values.lists.place(part)));
        frame.variables.put(step.edge(), new Binding.Value(SqlValue.simple(Type.list(Type.EDGE), edges)));
        if (shortest.withNodes()) {
            frame.variables.put(
                    Expansions.steps(step.edge()),
                    new Binding.Value(SqlValue.simple(trails.stepsType(), trails.steps(steps))));
        }
        return frame;
    }

    private record Levelled(Frame frame, BothEnds ends) {}

    /** The rows as a table that is made once, so that the levels of all their ends are made once. */
    private Optional<Levelled> fromBothEnds(Operator.ShortestPath shortest, Frame input) {
        Integer maximum = shortest.length().maximum();
        if ((maximum != null && maximum < 1)
                || input.copies() > 1
                || !operators.copiesLittle()
                || !values.rewrites.apply(Rewrite.SHORTEST_FROM_BOTH_ENDS)) {
            return Optional.empty();
        }
        String rows = values.names.next("o");
        Frame frame = operators.reading(input, rows);
        frame.inherit(input);
        frame.copies(input.copies() + COPIES);
        frame.with(operators.materialized(input, rows));
        frame.join(DSL.table(DSL.name(rows)));
        return Optional.of(new Levelled(frame, BothEnds.over(rows, shortest, frame, operators, expressions, values)));
    }

    /** A search by nodes comes back to where it began along the edge that it took; undirected cycles are searched by edges. */
    private Field<Object> pathsOrCycles(
            Operator.ShortestPath shortest, Field<Object> from, Field<Object> to, Field<Object> paths) {
        if (shortest.step().direction() != Direction.BOTH || shortest.length().minimum() == 0) {
            return paths;
        }
        Operator.Search search = new Operator.Search(shortest.length(), Pattern.Mode.TRAIL, 1, shortest.all());
        Field<Object> cycles = new ShortestTrails(operators, expressions, values)
                .paths(shortest.step(), search, shortest.conditions(), from, to);
        return sql("case when {0} = {1} then {2} else {3} end", from, to, cycles, paths);
    }

    /** A JSON array with an array for each path: the keys of its edges and nodes in turn, without the first node. */
    private Field<Object> paths(Operator.ShortestPath shortest, Field<Object> from, Field<Object> to) {
        String levels = values.names.next("levels");
        String back = values.names.next("back");
        return sql(
                ("(with recursive {0}, B(depth, node, path) as (select max({1}), {2}, {3} from " + levels
                                + " where {4} having max({1}) is not null union all {5})"
                                + " select {6} from B where B.depth = 0)")
                        .replace("B.", back + ".")
                        .replace("B(", back + "(")
                        .replace("from B", "from " + back),
                levels(shortest, levels, from, to),
                column(levels, "depth"),
                to,
                trails.noSteps(),
                reached(shortest, levels, to),
                stepBack(shortest, levels, back),
                trails.aggregateSteps(column(back, "path")));
    }

    /** The length of the shortest paths, null where there is none. */
    Field<Object> length(Operator.ShortestPath shortest, Field<Object> from, Field<Object> to) {
        String levels = values.names.next("levels");
        return sql(
                "(with recursive {0} select max({1}) from " + levels + " where {2})",
                levels(shortest, levels, from, to),
                column(levels, "depth"),
                reached(shortest, levels, to));
    }

    /** The definition of a table of the levels, from the first node to the one that has the last. */
    private Field<Object> levels(Operator.ShortestPath shortest, String levels, Field<Object> from, Field<Object> to) {
        return sql(
                levels
                        + "(depth, nodes, seen) as materialized (select 0, {0}, {1} where {2} is not null and {3} is not null"
                        + " union all select {4} + 1, {5}, {6} from " + levels + " where not {7} and {8})",
                trails.set(from),
                trails.emptySet(),
                from,
                to,
                column(levels, "depth"),
                nextLevel(shortest, levels, from, to),
                trails.union(column(levels, "seen"), column(levels, "nodes")),
                trails.isEmpty(column(levels, "nodes")),
                goesOn(shortest, levels, to));
    }

    private Field<Object> reached(Operator.ShortestPath shortest, String levels, Field<Object> to) {
        return sql(
                "{0} >= " + shortest.length().minimum() + " and {1} in (select t.value from {2})",
                column(levels, "depth"),
                to,
                trails.nodes(column(levels, "nodes"), "t"));
    }

    private Field<Object> goesOn(Operator.ShortestPath shortest, String levels, Field<Object> to) {
        Integer most = shortest.length().maximum();
        Field<Object> open = sql("not ({0})", reached(shortest, levels, to));
        return most == null ? open : sql("{0} < " + most + " and {1}", column(levels, "depth"), open);
    }

    /** The nodes one edge further that no level has; only a search that ends where it begins may come back there. */
    private Field<Object> nextLevel(
            Operator.ShortestPath shortest, String levels, Field<Object> from, Field<Object> to) {
        Operator.Step step = shortest.step();
        String start = values.names.next("j");
        String edge = values.names.next("e");
        Field<Object> near = column(start, "value");
        Field<Object> far = Schema.farEnd(edge, near, step.direction());
        Field<Object> closing =
                step.direction() == Direction.BOTH ? sql("false") : sql("{0} = {1} and {2} = {1}", from, to, far);
        Arms.Edges edges = edges(shortest, edge, near, step.direction());
        return sql(
                "(select {7} from {1} cross join {2} where {3}"
                        + " and ({0} not in (select s.value from {4} union all select s.value from {5}) or {6}))",
                far,
                trails.nodes(column(levels, "nodes"), start),
                edges.table(),
                edges.condition(),
                trails.nodes(column(levels, "seen"), "s"),
                trails.nodes(column(levels, "nodes"), "s"),
                closing,
                trails.aggregateSet(far));
    }

    private Arms.Edges edges(Operator.ShortestPath shortest, String edge, Field<Object> near, Direction direction) {
        List<Field<Object>> parts = new ArrayList<>();
        Frame inner = new Frame();
        inner.variables.put(shortest.step().edge(), new Binding.Row(false, column(edge, "edge_id"), false, edge));
        for (Expression condition : shortest.conditions()) {
            parts.add(expressions.filter(condition, inner));
        }
        return Arms.around(values, edge, near, direction, shortest.step().relations(), parts);
    }

    private Field<Object> stepBack(Operator.ShortestPath shortest, String levels, String back) {
        Direction reverse = shortest.step().direction().reversed();
        String edge = values.names.next("e");
        Field<Object> near = column(back, "node");
        Field<Object> before = sql(
                "select p.value from " + levels + " as l cross join {1} where l.depth = {0} - 1",
                column(back, "depth"),
                trails.nodes(column("l", "nodes"), "p"));
        Arms.Edges edges =
                shortest.all() ? edges(shortest, edge, near, reverse) : first(shortest, edge, near, reverse, before);
        Field<Object> found = shortest.all()
                ? sql("{0} and {1} in ({2})", edges.condition(), Schema.farEnd(edge, near, reverse), before)
                : edges.condition();
        return sql(
                "select {0} - 1, {1}, {2} from " + back + " cross join {3} where {4} and {0} > 0",
                column(back, "depth"),
                Schema.farEnd(edge, near, reverse),
                trails.prependStep(column(edge, "edge_id"), near, column(back, "path")),
                edges.table(),
                found);
    }

    /** Of the edges that come from the level before, the oldest; its key is a column where the database can have that before it joins. */
    private Arms.Edges first(
            Operator.ShortestPath shortest, String edge, Field<Object> near, Direction reverse, Field<Object> before) {
        String other = values.names.next("e");
        Arms.Edges edges = edges(shortest, other, near, reverse);
        Field<Object> oldest = sql(
                "(select min({0}) from {1} where {2} and {3} in ({4}))",
                column(other, "edge_id"),
                edges.table(),
                edges.condition(),
                Schema.farEnd(other, near, reverse),
                before);
        if (!values.profile.rows().hasLateral()) {
            return new Arms.Edges(sql("edge as " + edge), sql("{0} = {1}", column(edge, "edge_id"), oldest));
        }
        String key = values.names.next("s");
        return new Arms.Edges(
                sql("lateral (select {0} as edge_id offset 0) as " + key + " cross join edge as " + edge, oldest),
                sql("{0} = {1}", column(edge, "edge_id"), column(key, "edge_id")));
    }
}
