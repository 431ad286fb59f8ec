package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DerivedColumnList;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a search for the shortest paths from both of their ends: a level is a table of the nodes that are reached by so
 * many edges from the first node, or to the last, and is made when it is asked for. Where a level from the one end meets one
 * from the other for the first time, their lengths together are the distance; what is further apart than the levels reach is
 * left to another search.
 */
final class BothEnds {
    /** The last level from each end where rows are joined in their order, which ends at the first that is wanted. */
    private static final int DEEPEST = 2;

    private static final int LONGEST = 2 * DEEPEST + 1;

    private final OperatorCompiler operators;
    private final Values values;
    private final Operator.ShortestPath shortest;
    private final Levels levels;
    private final boolean meets;
    private final Frame frame;
    private final List<String> forward = new ArrayList<>();
    private final List<String> backward = new ArrayList<>();

    private BothEnds(
            OperatorCompiler operators,
            ExpressionCompiler expressions,
            Values values,
            Operator.ShortestPath shortest,
            Frame frame) {
        this.operators = operators;
        this.values = values;
        this.shortest = shortest;
        this.levels = Levels.of(shortest, operators, expressions, values);
        this.meets = values.profile.rows().hasLateral();
        this.frame = frame;
    }

    /**
     * A frame over the rows so far that knows the levels of their ends.
     *
     * @param rows the table of the rows so far, which the frame reads
     */
    static BothEnds over(
            String rows,
            Operator.ShortestPath shortest,
            Frame frame,
            OperatorCompiler operators,
            ExpressionCompiler expressions,
            Values values) {
        BothEnds ends = new BothEnds(operators, expressions, values, shortest, frame);
        Direction direction = shortest.step().direction();
        int most = ends.most();
        ends.levels(
                ends.forward,
                ends.ends(rows, operators.key(frame, shortest.step().from())),
                direction,
                ends.meets ? (most + 1) / 2 : Math.min((most + 1) / 2, DEEPEST));
        ends.levels(
                ends.backward,
                ends.ends(rows, operators.key(frame, shortest.step().to())),
                direction.reversed(),
                most / 2);
        return ends;
    }

    /** The greatest length that is found here. */
    private int most() {
        Integer maximum = shortest.length().maximum();
        return maximum == null ? LONGEST : Math.min(maximum, LONGEST);
    }

    private void levels(List<String> names, Select<?> ends, Direction direction, int depth) {
        names.add(values.names.next("l"));
        frame.with(table(names.getFirst()).asMaterialized(ends));
        for (int level = 1; level <= depth; level++) {
            String before = names.getLast();
            names.add(values.names.next("l"));
            frame.with(
                    shortest.all() || !meets
                            ? table(names.getLast()).asMaterialized(everyNode(level, before, direction))
                            : table(names.getLast(), Levels.EDGE).asMaterialized(levels.steps(before, direction)));
        }
    }

    private ResultQuery<?> everyNode(int level, String before, Direction direction) {
        return Levels.compound(
                level == 1 ? levels.nextAtOnce(before, direction) : levels.next(before, direction, List.of(), null),
                true);
    }

    private Select<?> ends(String rows, Field<Object> end) {
        Frame distinct = new Frame();
        distinct.join(DSL.table("(select distinct {0} as start_id from {1})", end, DSL.table(DSL.name(rows)))
                .as(DSL.name("seed")));
        Field<Object> key = column("seed", Levels.START);
        distinct.where(condition(sql("{0} is not null", key)));
        return distinct.body(operators.jooq(), List.of(key, key), List.of());
    }

    /**
     * The shortest paths between two nodes as a list of lists of steps.
     *
     * @param further those of more edges than are looked for here
     */
    Field<Object> paths(Field<Object> from, Field<Object> to, Field<Object> further) {
        List<Field<Object>> lists = new ArrayList<>();
        for (int length = 1; length <= most(); length++) {
            lists.add(sql("nullif({0}, '[]')", meets ? meeting(length, from, to) : found(length, from, to)));
        }
        Integer maximum = shortest.length().maximum();
        boolean all = maximum != null && maximum <= most();
        lists.add(all ? none() : further);
        Field<Object> walked = sql("coalesce({0})", Sql.joined(", ", lists));
        return shortest.length().minimum() == 0
                ? sql(
                        "case when {0} = {1} then {2} else {3} end",
                        from, to, gathered(values.profile.trails().noSteps(), ""), walked)
                : walked;
    }

    /** No path. */
    private Field<Object> none() {
        return gathered(values.profile.trails().noSteps(), " where 1 = 0");
    }

    private Field<Object> gathered(Field<Object> steps, String where) {
        return sql(
                "(select {0} from (select {1} as steps" + where + ") as paths)",
                values.profile.trails().aggregateSteps(column("paths", "steps")),
                steps);
    }

    static Field<Object> isIn(String level, Field<Object> start, Field<Object> node) {
        return sql("({0}, {1}) in (select start_id, node_id from {2})", start, node, DSL.table(DSL.name(level)));
    }

    private Field<Object> meeting(int length, Field<Object> from, Field<Object> to) {
        int before = length / 2 + length % 2;
        return new LevelMeeting(operators, values, levels, shortest)
                .paths(forward.subList(0, before + 1), from, backward.subList(0, length - before + 1), to);
    }

    /**
     * The paths of a length, where there is none shorter: any node that is on a level from the first node and on that of the
     * rest of the length from the last is on one. Where the length is more than the levels reach together, one edge is between
     * two of them.
     */
    private Field<Object> found(int length, Field<Object> from, Field<Object> to) {
        int before = Math.min(length / 2 + length % 2, DEEPEST);
        int after = Math.min(length - before, DEEPEST);
        Direction direction = shortest.step().direction();
        TrailSql trails = values.profile.trails();
        Frame path = new Frame();
        Field<Object> left = from;
        Field<Object> steps = trails.noSteps();
        if (length > 1) {
            String level = forward.get(before);
            path.join(DSL.table(DSL.name(level)));
            path.where(condition(sql("{0} = {1}", column(level, Levels.START), from)));
            left = column(level, Levels.NODE);
        } else {
            before = 0;
            after = 1;
        }
        Field<Object> right = left;
        if (before + after < length) {
            Hop across = hop(path, left, null, direction);
            right = across.far();
            steps = trails.appendStep(steps, across.edge(), right);
        }
        if (length > 1) {
            path.where(condition(isIn(backward.get(after), to, right)));
        }
        for (int place = before - 1; place >= 0; place--) {
            Hop hop = hop(path, left, place == 0 ? from : null, direction.reversed());
            if (place > 1) {
                path.where(condition(isIn(forward.get(place), from, hop.far())));
            }
            steps = trails.prependStep(hop.edge(), left, steps);
            left = hop.far();
        }
        for (int place = after - 1; place >= 0; place--) {
            Hop hop = hop(path, right, place == 0 ? to : null, direction);
            if (place > 1) {
                path.where(condition(isIn(backward.get(place), to, hop.far())));
            }
            right = hop.far();
            steps = trails.appendStep(steps, hop.edge(), right);
        }
        if (!shortest.all()) {
            path.slice(null, sql("1"));
        }
        return sql(
                "(select {0} from ({1}) as paths)",
                trails.aggregateSteps(column("paths", "steps")),
                path.body(operators.jooq(), List.of(steps.as(DSL.name("steps"))), List.of()));
    }

    private record Hop(Field<Object> edge, Field<Object> far) {}

    private Hop hop(Frame path, Field<Object> near, @Nullable Field<Object> far, Direction direction) {
        String edge = values.names.next("e");
        path.join(Sql.table("edge", edge));
        path.where(condition(levels.leaves(edge, near, far, direction)));
        return new Hop(column(edge, "edge_id"), far == null ? Schema.farEnd(edge, near, direction) : far);
    }

    private static DerivedColumnList table(String name, String... more) {
        List<String> columns = new ArrayList<>(List.of(Levels.START, Levels.NODE));
        columns.addAll(List.of(more));
        return DSL.name(name).fields(columns.toArray(String[]::new));
    }
}
