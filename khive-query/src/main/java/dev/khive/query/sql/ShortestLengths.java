package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.Mode;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Compiles the length of a shortest path: the levels of {@link BothEnds} without edges and without a way back. Where all rows ask
 * for one pair of nodes, a level is a set of nodes alone, which a database makes in little more than half the time of one that
 * tells whose level a node is on.
 */
final class ShortestLengths {
    private static final int LONGEST = 5;
    private static final int DEEPEST = 2;

    /** Each level reads the rows so far, whose text SQLite takes in some forty times. */
    private static final int MOST_TABLES = 4;

    private static final int COPIES = 3;
    private static final String FIRST = "first_id";
    private static final String LAST = "last_id";
    private static final String LENGTH = "length";

    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;
    private final PathRows paths;
    private final ShortestPaths search;

    ShortestLengths(OperatorCompiler operators, ExpressionCompiler expressions, Values values, PathRows paths) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
        this.paths = paths;
        this.search = new ShortestPaths(operators, expressions, values);
    }

    Frame compile(Operator.ShortestLength length, Frame input) {
        Operator.ShortestPath shortest = length.search();
        Integer most = shortest.length().maximum();
        boolean plain = !input.seesOuter()
                && !input.isNested()
                && input.copies() == 0
                && input.tableCount() <= MOST_TABLES
                && operators.copiesOnce();
        if (!plain || (most != null && most < 1) || !values.rewrites.apply(Rewrite.SHORTEST_LENGTHS)) {
            return paths.path(length.path(), operators.open(search.compile(shortest, input)));
        }
        return lengths(length, input);
    }

    private Frame lengths(Operator.ShortestLength length, Frame input) {
        Operator.ShortestPath shortest = length.search();
        String rows = values.names.next("o");
        Frame frame = operators.reading(input, rows);
        frame.inherit(input);
        frame.copies(COPIES);
        frame.with(operators.materialized(input, rows));
        frame.join(DSL.table(DSL.name(rows)));
        Field<Object> from = operators.key(frame, shortest.step().from());
        Field<Object> to = operators.key(frame, shortest.step().to());
        Field<Object> found = found(shortest, rows, frame, from, to);
        List<Field<?>> columns = new ArrayList<>(operators.columnsOf(frame));
        columns.add(found.as(DSL.name(LENGTH)));
        frame.slice(null, values.carriers.everyRow());
        String table = values.names.next("s");
        Frame next = operators.reading(frame, table);
        next.inherit(frame);
        next.join(frame.body(operators.jooq(), columns, List.of()).asTable(DSL.name(table)));
        next.where(condition(sql("{0} is not null", column(table, LENGTH))));
        next.variables.put(
                length.path().variable(), new Binding.Value(SqlValue.simple(Type.INTEGER, column(table, LENGTH))));
        return next;
    }

    private Field<Object> found(
            Operator.ShortestPath shortest, String rows, Frame frame, Field<Object> from, Field<Object> to) {
        Integer most = shortest.length().maximum();
        int longest = most == null ? LONGEST : Math.min(most, LONGEST);
        String pair = values.names.next("pair");
        frame.with(DSL.name(pair).fields(new String[] {FIRST, LAST}).asMaterialized(pair(rows, from, to)));
        Field<Object> met = sql(
                "case when exists (select 1 from " + pair + " where {0} = {1} and {2} = {3}) then {4} else {5} end",
                column(pair, FIRST),
                from,
                column(pair, LAST),
                to,
                new Ends(shortest, frame, longest, false, from, to)
                        .meeting(pair, column(pair, FIRST), column(pair, LAST)),
                new Ends(shortest, frame, longest, true, from, to).meeting(rows, from, to));
        Field<Object> any = most != null && most <= LONGEST
                ? met
                : sql("coalesce({0}, {1})", met, search.length(shortest, from, to));
        if (shortest.length().minimum() == 0) {
            return sql("case when {0} = {1} then 0 else {2} end", from, to, any);
        }
        return shortest.step().direction() == Direction.BOTH
                ? sql("case when {0} = {1} then {2} else {3} end", from, to, cycle(shortest, from, to), any)
                : any;
    }

    /** The only pair that the rows ask for, where they do not ask for several. */
    private static ResultQuery<?> pair(String rows, Field<Object> from, Field<Object> to) {
        return DSL.resultQuery(
                "select min({0}), min({1}) from " + rows + " having min({0}) = max({0}) and min({1}) = max({1})",
                from,
                to);
    }

    /** An edge there and back is no cycle, which a search by nodes takes it for. */
    private Field<Object> cycle(Operator.ShortestPath shortest, Field<Object> from, Field<Object> to) {
        Operator.Search cycles = new Operator.Search(shortest.length(), Mode.TRAIL, 1, false);
        Field<Object> found = new ShortestTrails(operators, expressions, values)
                .paths(shortest.step(), cycles, shortest.conditions(), from, to);
        SqlValue first = values.lists.at(found, values.number(0).sql(), Type.list(Type.EDGE));
        return sql("({0} / 2)", values.lists.size(first.sql()));
    }

    /** The levels from both ends, for one pair of nodes or for as many as there are. */
    private final class Ends {
        private final Operator.ShortestPath shortest;
        private final Frame frame;
        private final int longest;
        private final boolean several;
        private final Field<Object> from;
        private final Field<Object> to;
        private final Levels levels;

        Ends(
                Operator.ShortestPath shortest,
                Frame frame,
                int longest,
                boolean several,
                Field<Object> from,
                Field<Object> to) {
            this.shortest = shortest;
            this.frame = frame;
            this.longest = longest;
            this.several = several;
            this.from = from;
            this.to = to;
            this.levels = Levels.of(shortest, operators, expressions, values);
        }

        /**
         * How many edges there are where levels meet first, or where one edge is between them: the third level, which can be much of
         * the graph, is never made.
         */
        Field<Object> meeting(String ends, Field<Object> first, Field<Object> last) {
            Direction direction = shortest.step().direction();
            List<String> forward = levels(ends, first, direction, Math.min((longest + 1) / 2, DEEPEST));
            List<String> backward = levels(ends, last, direction.reversed(), longest / 2);
            List<Field<Object>> cases = new ArrayList<>();
            for (int length = 1; length <= longest; length++) {
                int before = (length + 1) / 2;
                String right = backward.get(length - before);
                Field<Object> met =
                        before > DEEPEST ? across(forward.get(DEEPEST), right) : meets(forward.get(before), right);
                cases.add(sql("when {0} then " + length, met));
            }
            return sql("case {0} end", Sql.joined(" ", cases));
        }

        private Field<Object> across(String left, String right) {
            List<Field<Object>> ways = new ArrayList<>();
            for (Direction way : Levels.ways(shortest.step().direction())) {
                String edge = values.names.next("e");
                Frame step = new Frame();
                step.join(DSL.table(DSL.name(left)));
                step.join(Sql.table("edge", edge));
                if (several) {
                    step.where(condition(sql("{0} = {1}", column(left, Levels.START), from)));
                }
                step.where(condition(levels.leaves(edge, column(left, Levels.NODE), null, way)));
                step.where(condition(isIn(right, Schema.farEnd(edge, column(left, Levels.NODE), way))));
                ways.add(sql("exists ({0})", step.body(operators.jooq(), List.of(sql("1")), List.of())));
            }
            return Sql.or(ways);
        }

        private Field<Object> isIn(String level, Field<Object> node) {
            return several ? BothEnds.isIn(level, to, node) : sql("{0} in (select node_id from " + level + ")", node);
        }

        private Field<Object> meets(String left, String right) {
            Field<Object> met = isIn(right, column(left, Levels.NODE));
            return several
                    ? sql(
                            "exists (select 1 from " + left + " where {0} = {1} and {2})",
                            column(left, Levels.START),
                            from,
                            met)
                    : sql("exists (select 1 from " + left + " where {0})", met);
        }

        private List<String> levels(String ends, Field<Object> end, Direction direction, int depth) {
            List<String> names = new ArrayList<>();
            names.add(define(
                    several
                            ? DSL.resultQuery("select distinct {0}, {0} from " + ends + " where {0} is not null", end)
                            : DSL.resultQuery("select {0} from " + ends, end)));
            for (int level = 1; level <= depth; level++) {
                String before = names.getLast();
                List<Select<?>> arms = new ArrayList<>();
                for (Direction way : level == 1 ? List.of(direction) : Levels.ways(direction)) {
                    arms.add(next(before, way));
                }
                names.add(define(Levels.compound(arms, true)));
            }
            return names;
        }

        private String define(ResultQuery<?> rows) {
            String name = values.names.next("l");
            frame.with(DSL.name(name)
                    .fields(several ? new String[] {Levels.START, Levels.NODE} : new String[] {Levels.NODE})
                    .asMaterialized(rows));
            return name;
        }

        private Select<?> next(String before, Direction way) {
            Frame step = new Frame();
            String edge = values.names.next("e");
            Field<Object> near = column(before, Levels.NODE);
            step.join(DSL.table(DSL.name(before)));
            step.join(Sql.table("edge", edge));
            step.where(condition(levels.leaves(edge, near, null, way)));
            Field<Object> far = Schema.farEnd(edge, near, way);
            return step.body(
                    operators.jooq(), several ? List.of(column(before, Levels.START), far) : List.of(far), List.of());
        }
    }
}
