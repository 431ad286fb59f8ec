package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Compiles reachability: the ends of edges in a row from the distinct starts of the rows so far, level by level. A few levels
 * are a table each; more of them, or any number, are a recursion that takes in no row twice. Rows that hold nothing but their
 * start are not joined again: nobody asks how often a row is there.
 */
final class Reach {
    private static final int MOST_TABLES = 3;

    private final OperatorCompiler operators;
    private final Values values;
    private final Operator.ExpandReach reach;
    private final Levels levels;
    private final Frame frame;

    private Reach(OperatorCompiler operators, Values values, Operator.ExpandReach reach, Levels levels, Frame frame) {
        this.operators = operators;
        this.values = values;
        this.reach = reach;
        this.levels = levels;
        this.frame = frame;
    }

    static Frame compile(
            Operator.ExpandReach reach,
            Frame input,
            OperatorCompiler operators,
            ExpressionCompiler expressions,
            Values values) {
        Operator.Step step = reach.step();
        String rows = values.names.next("o");
        Frame frame = operators.reading(input, rows);
        frame.inherit(input);
        frame.copies(input.copied("ExpandReach"));
        frame.with(operators.materialized(input, rows));
        Levels levels = new Levels(operators, expressions, values, step.edge(), step.relations(), reach.conditions());
        String found = new Reach(operators, values, reach, levels, frame)
                .found(rows, operators.key(frame, step.from()), input.copies() == 0);
        String alias = values.names.next("r");
        frame.join(DSL.table(DSL.name(found)).as(DSL.name(alias)));
        Field<Object> start = column(alias, Levels.START);
        Field<Object> end = column(alias, Levels.NODE);
        if (frame.variables.keySet().equals(Set.of(step.from()))) {
            frame.variables.put(step.from(), new Binding.Row(true, start, false, null));
        } else {
            frame.join(DSL.table(DSL.name(rows)));
            frame.where(condition(sql("{0} = {1}", start, operators.key(frame, step.from()))));
        }
        operators.bind(frame, step.to(), end);
        return frame;
    }

    /** Defines the table of starts and ends and tells its name. */
    private String found(String rows, Field<Object> from, boolean plain) {
        String starts = values.names.next("l");
        Frame distinct = new Frame();
        distinct.join(DSL.table("(select distinct {0} as start_id from {1})", from, DSL.table(DSL.name(rows)))
                .as(DSL.name("seed")));
        Field<Object> start = column("seed", Levels.START);
        distinct.where(condition(sql("{0} is not null", start)));
        frame.with(table(starts).asMaterialized(distinct.body(operators.jooq(), List.of(start, start), List.of())));
        Integer most = reach.length().maximum();
        if (most == null) {
            return unbounded(starts);
        }
        return most <= MOST_TABLES && plain ? tables(starts, most) : bounded(starts, most);
    }

    private String tables(String starts, int most) {
        List<Select<?>> ends = new ArrayList<>();
        if (reach.length().minimum() == 0) {
            ends.add(levels.all(starts));
        }
        String level = starts;
        for (int depth = 1; depth < most; depth++) {
            level = define(Levels.compound(next(level), true), true);
            ends.add(levels.all(level));
        }
        ends.addAll(next(level));
        return define(Levels.compound(ends, reach.once()), false);
    }

    /** A node is met once at each depth. */
    private String bounded(String starts, int most) {
        String walk = values.names.next("walk");
        Field<Object> depth = column(walk, "depth");
        List<Select<?>> parts = new ArrayList<>();
        Frame seed = new Frame();
        seed.join(DSL.table(DSL.name(starts)));
        parts.add(seed.body(
                operators.jooq(),
                List.of(column(starts, Levels.START), column(starts, Levels.NODE), sql("0")),
                List.of()));
        parts.addAll(levels.next(
                walk, reach.step().direction(), List.of(sql("{0} + 1", depth)), sql("{0} < " + most, depth)));
        frame.with(DSL.name(walk)
                .fields(new String[] {Levels.START, Levels.NODE, "depth"})
                .as(Levels.compound(parts, true)));
        Frame ends = new Frame();
        ends.join(DSL.table(
                        "(select distinct {0} from {1} where {2})",
                        sql("start_id, node_id"),
                        DSL.table(DSL.name(walk)),
                        sql("{0} >= " + reach.length().minimum(), depth))
                .as(DSL.name("ends")));
        return define(
                ends.body(
                        operators.jooq(),
                        List.of(column("ends", Levels.START), column("ends", Levels.NODE)),
                        List.of()),
                false);
    }

    /** A node is met once. */
    private String unbounded(String starts) {
        String walk = values.names.next("walk");
        List<Select<?>> parts = new ArrayList<>();
        if (reach.length().minimum() == 0) {
            parts.add(levels.all(starts));
        } else {
            String first = define(Levels.compound(next(starts), true), true);
            parts.add(levels.all(first));
        }
        parts.addAll(next(walk));
        frame.with(table(walk).as(Levels.compound(parts, true)));
        return walk;
    }

    private List<Select<?>> next(String level) {
        return levels.next(level, reach.step().direction(), List.of(), null);
    }

    private String define(ResultQuery<?> rows, boolean once) {
        String name = values.names.next("l");
        CommonTableExpression<?> table =
                once ? table(name).asMaterialized(rows) : table(name).as(rows);
        frame.with(table);
        return name;
    }

    private static org.jooq.DerivedColumnList table(String name) {
        return DSL.name(name).fields(new String[] {Levels.START, Levels.NODE});
    }
}
