package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.plan.Operator;
import dev.khive.query.plan.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Compiles how often a row is counted: each branch is a count for the row, or for its node where that is met often. */
final class WeightCompiler {
    private final OperatorCompiler operators;
    private final Aggregates aggregates;
    private final Values values;
    private final Map<Weight.Known, String> known = new HashMap<>();

    WeightCompiler(OperatorCompiler operators, Aggregates aggregates, Values values) {
        this.operators = operators;
        this.aggregates = aggregates;
        this.values = values;
    }

    /** The number for a row of a frame; what it needs is joined to the frame and leaves its rows as they are. */
    Field<Object> compile(Weight weight, Frame frame) {
        return switch (weight) {
            case Weight.One one -> sql("1");
            case Weight.Rows rows -> rows(rows, frame);
            case Weight.Product product -> sql("({0})", Sql.joined(" * ", all(product.parts(), frame)));
            case Weight.Sum sum -> sql("({0})", Sql.joined(" + ", all(sum.parts(), frame)));
            case Weight.Difference difference ->
                sql("({0} - {1})", compile(difference.whole(), frame), compile(difference.forbidden(), frame));
            case Weight.AtLeastOne optional -> aggregates.atLeastOne(compile(optional.weight(), frame));
            case Weight.Known node -> aggregates.keepsCounts() ? lookup(node, frame) : compile(node.weight(), frame);
        };
    }

    private List<Field<Object>> all(List<Weight> weights, Frame frame) {
        List<Field<Object>> all = new ArrayList<>();
        weights.forEach(weight -> all.add(compile(weight, frame)));
        return all;
    }

    private Field<Object> rows(Weight.Rows rows, Frame frame) {
        Frame inner = operators.open(operators.compile(rows.branch(), frame::nested));
        Field<Object> number = compile(rows.weight(), inner);
        Select<?> select = rows.weight() instanceof Weight.One
                ? body(inner, sql("count(*)"))
                : beginsWithNode(rows.branch()) ? body(inner, aggregates.total(number)) : around(body(inner, number));
        frame.inherit(inner);
        return sql("({0})", select);
    }

    private Select<?> body(Frame frame, Field<Object> number) {
        return frame.body(operators.jooq(), List.of(number.as(DSL.name("n"))), List.of());
    }

    /** A sum of nothing but columns of the query around would be a sum of that query. */
    private Select<?> around(Select<?> numbers) {
        String table = values.names.next("q");
        return operators.jooq().select(aggregates.total(column(table, "n"))).from(numbers.asTable(DSL.name(table)));
    }

    /** Whether a branch begins with a node of its own, on which all of its weight depends. */
    private static boolean beginsWithNode(Operator branch) {
        return switch (branch) {
            case Operator.NodeScan scan -> true;
            case Operator.ExpandOnce once -> true;
            case Operator.Expand expand
            when expand.input() instanceof Operator.Argument -> !expand.step().toBound();
            default -> branch.inputs().stream().anyMatch(WeightCompiler::beginsWithNode);
        };
    }

    private Field<Object> lookup(Weight.Known node, Frame frame) {
        String table = known.get(node);
        if (table == null) {
            table = values.names.next("s");
            known.put(node, table);
            Frame nodes = operators.compile(node.nodes(), Frame::new);
            Field<Object> count = compile(node.weight(), nodes);
            Field<Object> key = operators.key(nodes, node.node());
            frame.inherit(nodes);
            frame.with(DSL.name(table)
                    .fields(new String[] {"k", "n"})
                    .asMaterialized(nodes.body(
                            operators.jooq(), List.of(key.as(DSL.name("k")), count.as(DSL.name("n"))), List.of())));
        }
        String alias = values.names.next("s");
        frame.join(DSL.table(DSL.name(table)).as(DSL.name(alias)));
        frame.where(condition(sql("{0} = {1}", column(alias, "k"), operators.key(frame, node.node()))));
        return column(alias, "n");
    }
}
