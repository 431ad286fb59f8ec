package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The shortest paths of one length, where there is none shorter, from the nodes that are on a level from the first node and on one
 * from the last. It is made for a database that orders joins as it likes: the levels meet in an intersection, and where one path is
 * wanted, each level keeps the edge by which a node was reached.
 */
record LevelMeeting(OperatorCompiler operators, Values values, Levels levels, Operator.ShortestPath shortest) {
    private record Hop(Field<Object> edge, Field<Object> far) {}

    /**
     * The paths as a list of lists of steps.
     *
     * @param forward the tables of the levels from the first node; the last of them is where the paths meet
     * @param backward those to the last node
     */
    Field<Object> paths(List<String> forward, Field<Object> from, List<String> backward, Field<Object> to) {
        String met = values.names.next("m");
        Frame path = new Frame();
        path.join(met(met, forward.getLast(), from, backward.getLast(), to));
        TrailSql trails = values.profile.trails();
        Field<Object> steps = trails.noSteps();
        Direction direction = shortest.step().direction();
        Field<Object> left = column(met, Levels.NODE);
        for (int place = forward.size() - 1; place > 0; place--) {
            Hop hop = hop(path, forward, place, from, left, direction.reversed());
            steps = trails.prependStep(hop.edge(), left, steps);
            left = hop.far();
        }
        Field<Object> right = column(met, Levels.NODE);
        for (int place = backward.size() - 1; place > 0; place--) {
            Hop hop = hop(path, backward, place, to, right, direction);
            right = hop.far();
            steps = trails.appendStep(steps, hop.edge(), right);
        }
        return sql(
                "(select {0} from ({1}) as paths)",
                trails.aggregateSteps(column("paths", "steps")),
                path.body(operators.jooq(), List.of(steps.as(DSL.name("steps"))), List.of()));
    }

    /** The nodes where two levels meet, or one of them; as an intersection, which costs no more than both have. */
    private Table<?> met(String name, String left, Field<Object> from, String right, Field<Object> to) {
        return DSL.table(
                        "(select node_id from {0} where start_id = {1} intersect select node_id from {2} where start_id = {3}"
                                + (shortest.all() ? ")" : " limit 1)"),
                        DSL.table(DSL.name(left)),
                        from,
                        DSL.table(DSL.name(right)),
                        to)
                .as(DSL.name(name));
    }

    /** From a node of a level back to the one before: by the edge that is kept with it, or by each. */
    private Hop hop(
            Frame path, List<String> ends, int place, Field<Object> start, Field<Object> node, Direction direction) {
        return shortest.all()
                ? everyHop(path, ends, place, start, node, direction)
                : keptHop(path, ends.get(place), start, node);
    }

    private Hop keptHop(Frame path, String level, Field<Object> start, Field<Object> node) {
        String kept = values.names.next("s");
        path.join(DSL.table(DSL.name(level)).as(DSL.name(kept)));
        path.where(condition(sql("{0} = {1}", column(kept, Levels.START), start)));
        path.where(condition(sql("{0} = {1}", column(kept, Levels.NODE), node)));
        String edge = values.names.next("e");
        path.join(Sql.table("edge", edge));
        Field<Object> key = column(edge, Levels.EDGE);
        path.where(condition(sql("{0} = {1}", key, column(kept, Levels.EDGE))));
        path.where(condition(values.schema.inScope(edge)));
        return new Hop(key, Schema.farEnd(edge, node, Direction.BOTH));
    }

    private Hop everyHop(
            Frame path, List<String> ends, int place, Field<Object> start, Field<Object> node, Direction direction) {
        Field<Object> end = place == 1 ? start : null;
        String edge = values.names.next("e");
        path.join(Sql.table("edge", edge));
        path.where(condition(levels.leaves(edge, node, end, direction)));
        Field<Object> far = end == null ? Schema.farEnd(edge, node, direction) : end;
        if (end == null) {
            path.where(condition(BothEnds.isIn(ends.get(place - 1), start, far)));
        }
        return new Hop(column(edge, Levels.EDGE), far);
    }
}
