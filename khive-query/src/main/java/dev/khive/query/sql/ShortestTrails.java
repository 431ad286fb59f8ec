package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern.Mode;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Operator.Search;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Compiles a search for some of the shortest paths between two nodes. A row of its recursion is every path of one length from
 * the first node, each a list of its edges and nodes in turn; it ends where enough of them have arrived.
 *
 * <p>Walks could go on without end. A node that as many walks have reached as are asked for needs no others: with any of those
 * the way from there is at least as short, so that the longer one is never among the wanted.
 */
final class ShortestTrails {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    ShortestTrails(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    Frame compile(Operator.ShortestTrails shortest, Frame frame) {
        Operator.Step step = shortest.step();
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = operators.key(frame, step.to());
        Field<Object> paths = paths(step, shortest.search(), shortest.conditions(), from, to);
        String each = values.names.next("u");
        frame.join(DSL.table("{0}", values.lists.elements(paths, each)));
        Field<Object> steps = values.lists.raw(each);
        String part = values.names.next("j");
        Field<Object> edges = values.gather(
                values.lists.raw(part),
                values.lists.elements(steps, part),
                sql("{0} % 2 = 0", values.lists.place(part)));
        frame.variables.put(step.edge(), new Binding.Value(SqlValue.simple(Type.list(Type.EDGE), edges)));
        if (shortest.withNodes()) {
            TrailSql trails = values.profile.trails();
            frame.variables.put(
                    Expansions.steps(step.edge()),
                    new Binding.Value(SqlValue.simple(trails.stepsType(), trails.steps(steps))));
        }
        return frame;
    }

    /** A list with a list for each path: the keys of its edges and nodes in turn, without the first node. */
    Field<Object> paths(
            Operator.Step step, Search search, List<Expression> conditions, Field<Object> from, Field<Object> to) {
        Levels levels = new Levels(values.names.next("paths"), search, from, to);
        String path = values.names.next("t");
        Field<Object> wanted = sql(
                "select {0} as c from " + levels.name + " cross join {1} where {2} >= " + least(search)
                        + " and {3} = {4}" + (search.groups() ? "" : " order by {2} limit " + search.count()),
                values.lists.raw(path),
                values.lists.elements(levels.paths(), path),
                levels.depth(),
                levels.end(path),
                to);
        String found = values.names.next("q");
        boolean walks = search.mode() == Mode.WALK;
        return sql(
                "(with recursive " + levels.name + "(depth, paths, found, met) as materialized (select 0, {0}, {1}, {2}"
                        + " where {3} is not null and {4} is not null union all select {5} + 1, {6}, {7}, {8} from "
                        + levels.name + " where {9}) select {10} from ({11}) as " + found + ")",
                values.lists.of(List.of(values.lists.empty())),
                values.number(0).sql(),
                values.lists.empty(),
                from,
                to,
                levels.depth(),
                longer(levels, step, conditions),
                sql("({0} + {1})", levels.found(), arrived(levels)),
                walks ? met(levels) : values.lists.empty(),
                goesOn(levels),
                values.lists.aggregate(column(found, "c")),
                wanted);
    }

    /** The columns of the recursion. */
    private final class Levels {
        private final String name;
        private final Search search;
        private final Field<Object> from;
        private final Field<Object> to;

        Levels(String name, Search search, Field<Object> from, Field<Object> to) {
            this.name = name;
            this.search = search;
            this.from = from;
            this.to = to;
        }

        Field<Object> depth() {
            return column(name, "depth");
        }

        Field<Object> paths() {
            return column(name, "paths");
        }

        /** How many paths, or lengths, have arrived at the levels before. */
        Field<Object> found() {
            return column(name, "found");
        }

        /** The nodes that walks of the levels before have reached, as often as they count. */
        Field<Object> met() {
            return column(name, "met");
        }

        /** The node where a path ends. */
        Field<Object> end(String path) {
            return sql(
                    "coalesce({0}, {1})",
                    values.lists
                            .at(values.lists.raw(path), values.number(-1).sql(), Type.NODE)
                            .sql(),
                    from);
        }
    }

    private static int least(Search search) {
        return search.length().minimum();
    }

    /** How many paths of a level arrive, or whether one does. */
    private Field<Object> arrived(Levels levels) {
        String path = values.names.next("t");
        return sql(
                "(select " + (levels.search.groups() ? "{0}" : "count(*)") + " from {1} where {2} >= "
                        + least(levels.search) + " and {3} = {4})",
                sql("count(distinct {0})", levels.end(path)),
                values.lists.elements(levels.paths(), path),
                levels.depth(),
                levels.end(path),
                levels.to);
    }

    private Field<Object> goesOn(Levels levels) {
        Integer most = levels.search.length().maximum();
        Field<Object> open = sql(
                "not {0} and {1} + {2} < " + levels.search.count(),
                values.lists.isEmptyList(levels.paths()),
                levels.found(),
                arrived(levels));
        return most == null ? open : sql("{0} < " + most + " and {1}", levels.depth(), open);
    }

    /** Each path with each edge that goes on from its end and that the mode allows. */
    private Field<Object> longer(Levels levels, Operator.Step step, List<Expression> conditions) {
        String path = values.names.next("t");
        String ended = values.names.next("q");
        String edge = values.names.next("e");
        Field<Object> near = column(ended, "node");
        Field<Object> far = Schema.farEnd(edge, near, step.direction());
        Arms.Edges edges =
                Arms.around(values, edge, near, step.direction(), step.relations(), filters(step, conditions, edge));
        List<Field<Object>> parts = new ArrayList<>(List.of(edges.condition()));
        parts.addAll(allowed(levels, column(ended, "steps"), near, column(edge, "edge_id"), far));
        Field<Object> steps = values.lists.joined(
                column(ended, "steps"),
                values.lists.of(List.of(
                        values.lists.key(SqlValue.simple(Type.EDGE, column(edge, "edge_id"))),
                        values.lists.key(SqlValue.simple(Type.NODE, far)))));
        String grown = values.names.next("q");
        Field<Object> rows = sql(
                "select {0} as c, {1} as node" + rank(levels) + " from (select {2} as steps, {3} as node from {4}) as "
                        + ended + " cross join {6} where {5}",
                steps,
                far,
                values.lists.raw(path),
                levels.end(path),
                values.lists.elements(levels.paths(), path),
                Sql.and(parts),
                edges.table());
        return sql(
                "(select {0} from ({1}) as " + grown + " where {2})",
                values.lists.aggregate(column(grown, "c")),
                rows,
                fewEnough(levels, grown));
    }

    private static String rank(Levels levels) {
        return isRanked(levels) ? ", row_number() over (partition by {1}) as place" : "";
    }

    private static boolean isRanked(Levels levels) {
        return levels.search.mode() == Mode.WALK && !levels.search.groups();
    }

    /** Whether a walk reaches its node as one of the first. */
    private Field<Object> fewEnough(Levels levels, String grown) {
        if (levels.search.mode() != Mode.WALK) {
            return sql("true");
        }
        String node = values.names.next("t");
        Field<Object> before = sql(
                "(select count(*) from {0} where {1} = {2})",
                values.lists.elements(levels.met(), node),
                values.lists.item(node, Type.NODE).sql(),
                column(grown, "node"));
        Field<Object> place = isRanked(levels) ? column(grown, "place") : sql("1");
        return sql(
                "({0} + 1 < " + least(levels.search) + " or {1} + {2} <= " + levels.search.count() + ")",
                levels.depth(),
                before,
                place);
    }

    /** The nodes met before, and those where the walks of this level end; of a group, each once. */
    private Field<Object> met(Levels levels) {
        String before = values.names.next("t");
        String path = values.names.next("t");
        String all = values.names.next("q");
        return sql(
                "(select {0} from (select {1} as c from {2} union all select "
                        + (levels.search.groups() ? "distinct " : "") + "{3} as c from {4} where {5} >= "
                        + least(levels.search) + ") as " + all + ")",
                values.lists.aggregate(column(all, "c")),
                values.lists.raw(before),
                values.lists.elements(levels.met(), before),
                values.lists.key(SqlValue.simple(Type.NODE, levels.end(path))),
                values.lists.elements(levels.paths(), path),
                levels.depth());
    }

    private List<Field<Object>> filters(Operator.Step step, List<Expression> conditions, String edge) {
        List<Field<Object>> parts = new ArrayList<>();
        Frame inner = new Frame();
        inner.variables.put(step.edge(), new Binding.Row(false, column(edge, "edge_id"), false, edge));
        for (Expression condition : conditions) {
            parts.add(expressions.filter(condition, inner));
        }
        return parts;
    }

    /** What the mode says of the next edge and the node behind it. */
    private List<Field<Object>> allowed(
            Levels levels, Field<Object> steps, Field<Object> near, Field<Object> edge, Field<Object> far) {
        return switch (levels.search.mode()) {
            case WALK -> List.of();
            case TRAIL -> List.of(isNew(steps, 0, Type.EDGE, edge));
            case ACYCLIC -> List.of(sql("{0} <> {1}", far, levels.from), isNew(steps, 1, Type.NODE, far));
            case SIMPLE ->
                List.of(
                        isNew(steps, 0, Type.EDGE, edge),
                        sql("({0} = 0 or {1} <> {2})", levels.depth(), near, levels.from),
                        isNew(steps, 1, Type.NODE, far));
        };
    }

    /** Whether the steps at the even or odd places lack a key. */
    private Field<Object> isNew(Field<Object> steps, int remainder, Type type, Field<Object> key) {
        String each = values.names.next("t");
        return sql(
                "not exists (select 1 from {0} where {1} % 2 = " + remainder + " and {2} = {3})",
                values.lists.elements(steps, each),
                values.lists.place(each),
                values.lists.item(each, type).sql(),
                key);
    }
}
