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
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Compiles how often a row is counted: each branch is a count for the row, or for its node where that is met often. */
final class WeightCompiler {
    private static final int MOST_JOINED = 3;

    private final OperatorCompiler operators;
    private final Aggregates aggregates;
    private final Values values;
    private final Map<Weight, String> tables = new HashMap<>();
    private final Map<Frame, Map<Lookup, Field<Object>>> lookups = new HashMap<>();

    /** What has been joined to a frame: a table of weights, for a node of the frame. */
    private record Lookup(String table, String node) {}

    WeightCompiler(OperatorCompiler operators, Aggregates aggregates, Values values) {
        this.operators = operators;
        this.aggregates = aggregates;
        this.values = values;
    }

    /** The number for a row of a frame; what it needs is joined to the frame and leaves its rows as they are. */
    Field<Object> compile(Weight weight, Frame frame) {
        return switch (weight) {
            case Weight.One one -> sql("1");
            case Weight.Constant constant -> Sql.number(constant.times());
            case Weight.EdgeNumber number ->
                operators.value(frame, number.variable()).sql();
            case Weight.PairNumber number -> operators.pairTables().number(number.pairs(), frame);
            case Weight.Orbit orbit -> sql("({0})", Sql.joined(" + ", all(orbit.parts(), frame)));
            case Weight.Rows rows -> rows(rows, frame);
            case Weight.Product product -> sql("({0})", Sql.joined(" * ", all(product.parts(), frame)));
            case Weight.Sum sum -> sql("({0})", Sql.joined(" + ", all(sum.parts(), frame)));
            case Weight.Difference difference ->
                sql("({0} - {1})", compile(difference.whole(), frame), compile(difference.forbidden(), frame));
            case Weight.AtLeastOne optional -> aggregates.atLeastOne(compile(optional.weight(), frame));
            case Weight.Gathered gathered -> gathered(gathered, frame);
            case Weight.Known node -> lookup(node, frame);
        };
    }

    private List<Field<Object>> all(List<Weight> weights, Frame frame) {
        List<Field<Object>> all = new ArrayList<>();
        weights.forEach(weight -> all.add(compile(weight, frame)));
        return all;
    }

    private Field<Object> rows(Weight.Rows written, Frame frame) {
        Weight.Rows rows = values.profile.rows().hashesTables() ? apart(written) : written;
        Frame inner = asked(rows.weight(), operators.open(operators.compile(rows.branch(), frame::nested)));
        Field<Object> number = compile(rows.weight(), inner);
        Select<?> select =
                rows.weight() instanceof Weight.One ? body(inner, sql("count(*)")) : around(body(inner, number));
        frame.inherit(inner);
        return sql("({0})", select);
    }

    /**
     * A branch of many edges in a row whose last ones are counted for each row before them. A database that joins by its own
     * estimates expects more rows with each edge, where there are few for one row, and would read all of the last ones each time.
     */
    private static Weight.Rows apart(Weight.Rows rows) {
        Operator branch = rows.branch();
        Weight weight = rows.weight();
        for (int edges = edges(branch); edges > MOST_JOINED && branch instanceof Operator.Expand last; edges--) {
            weight = new Weight.Rows(new Operator.Expand(new Operator.Argument(), last.step()), weight);
            branch = last.input();
        }
        return new Weight.Rows(branch, weight);
    }

    /** How many edges in a row a branch is, 0 where it is anything else too. */
    private static int edges(Operator branch) {
        int edges = 0;
        Operator before = branch;
        while (before instanceof Operator.Expand expand) {
            edges++;
            before = expand.input();
        }
        return before instanceof Operator.Argument ? edges : 0;
    }

    /** Rows to which the tables can be joined that a weight asks for. */
    Frame asked(Weight weight, Frame frame) {
        return asksTables(weight) ? operators.apart(frame) : frame;
    }

    private static boolean asksTables(Weight weight) {
        return switch (weight) {
            case Weight.Known known -> true;
            case Weight.Gathered gathered -> true;
            case Weight.Rows rows -> false;
            default -> weight.parts().stream().anyMatch(WeightCompiler::asksTables);
        };
    }

    private Select<?> body(Frame frame, Field<Object> number) {
        return frame.body(operators.jooq(), List.of(number.as(DSL.name("n"))), List.of());
    }

    /** A sum of nothing but columns of the query around would be a sum of that query. */
    private Select<?> around(Select<?> numbers) {
        String table = values.names.next("q");
        return operators.jooq().select(aggregates.total(column(table, "n"))).from(numbers.asTable(DSL.name(table)));
    }

    private Field<Object> gathered(Weight.Gathered gathered, Frame frame) {
        String alias = values.names.next("s");
        Table<?> table = DSL.table(DSL.name(table(gathered, frame))).as(DSL.name(alias));
        frame.leftJoin(table, condition(sql("{0} = {1}", column(alias, "k"), operators.key(frame, gathered.node()))));
        return sql("coalesce({0}, 0)", column(alias, "n"));
    }

    private String table(Weight.Gathered gathered, Frame frame) {
        String known = tables.get(gathered);
        if (known != null) {
            return known;
        }
        String table = values.names.next("s");
        tables.put(gathered, table);
        Frame rows = operators.open(operators.compile(gathered.rows(), Frame::new));
        Field<Object> key = operators.key(rows, gathered.node());
        frame.inherit(rows);
        Select<?> groups = rows.body(
                operators.jooq(), List.of(key.as(DSL.name("k")), sql("count(*)").as(DSL.name("n"))), List.of(key));
        ResultQuery<?> all = values.profile.rows().seenAsLarge(table, groups, List.of("k", "n"), true);
        frame.with(DSL.name(table).fields(new String[] {"k", "n"}).asMaterialized(all));
        return table;
    }

    private Field<Object> lookup(Weight.Known node, Frame frame) {
        String made = table(node, frame);
        Lookup lookup = new Lookup(made, node.at());
        Map<Lookup, Field<Object>> known = lookups.computeIfAbsent(frame, rows -> new HashMap<>());
        Field<Object> before = known.get(lookup);
        if (before != null) {
            return before;
        }
        String alias = values.names.next("s");
        Table<?> table = DSL.table(DSL.name(made)).as(DSL.name(alias));
        Field<Object> count = column(alias, "n");
        Condition same = condition(sql("{0} = {1}", column(alias, "k"), operators.key(frame, node.at())));
        if (!node.certain()) {
            frame.leftJoin(table, same);
            Field<Object> orNone = sql("coalesce({0}, 0)", count);
            known.put(lookup, orNone);
            return orNone;
        }
        frame.joinMade(table);
        frame.where(same);
        known.put(lookup, count);
        return count;
    }

    /** The name of the table of a weight, which is the same for whatever node it is asked. */
    private String table(Weight.Known node, Frame frame) {
        Weight.Known defined = new Weight.Known(node.node(), node.node(), node.nodes(), node.weight(), node.certain());
        String known = tables.get(defined);
        if (known != null) {
            return known;
        }
        String table = values.names.next("s");
        tables.put(defined, table);
        Frame nodes = operators.compile(node.nodes(), Frame::new);
        Field<Object> count = compile(node.weight(), nodes);
        Field<Object> key = operators.key(nodes, node.node());
        frame.inherit(nodes);
        Select<?> rows =
                nodes.body(operators.jooq(), List.of(key.as(DSL.name("k")), count.as(DSL.name("n"))), List.of());
        ResultQuery<?> all = values.profile.rows().seenAsLarge(table, rows, List.of("k", "n"), !node.certain());
        frame.with(DSL.name(table).fields(new String[] {"k", "n"}).asMaterialized(all));
        return table;
    }
}
