package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Tables of the pairs of nodes that edges of some relations join, either way, with the number of edges: {@code a}, {@code b} and
 * {@code n}. A statement makes each once.
 */
final class PairTables {
    private static final String[] COLUMNS = {"a", "b", "n"};

    private final OperatorCompiler operators;
    private final Values values;
    private final Map<String, String> names = new HashMap<>();

    PairTables(OperatorCompiler operators, Values values) {
        this.operators = operators;
        this.values = values;
    }

    /** The rows with a pair. */
    Frame join(Operator.Pairs pairs, Frame rows) {
        Frame frame = operators.apart(rows);
        boolean loops = pairs.left().equals(pairs.right());
        String table = pairs.ascending() || loops ? once(pairs, frame) : bothWays(pairs, frame);
        String alias = values.names.next("s");
        frame.joinMade(DSL.table(DSL.name(table)).as(DSL.name(alias)));
        operators.bind(frame, pairs.left(), column(alias, "a"));
        operators.bind(frame, pairs.right(), column(alias, "b"));
        if (loops) {
            frame.ofFewRows();
        }
        if (pairs.ascending() && !pairs.implied()) {
            frame.where(condition("{0} < {1}", column(alias, "a"), column(alias, "b")));
        }
        frame.variables.put(pairs.number(), new Binding.Value(SqlValue.simple(Type.INTEGER, column(alias, "n"))));
        return frame;
    }

    /** How many edges join two nodes that a frame knows. */
    Field<Object> number(Operator.Pairs pairs, Frame frame) {
        String alias = values.names.next("s");
        return sql(
                "coalesce((select {0} from {1} as {6} where {2} = case when {4} < {5} then {4} else {5} end"
                        + " and {3} = case when {4} < {5} then {5} else {4} end), 0)",
                column(alias, "n"),
                DSL.name(once(pairs, frame)),
                column(alias, "a"),
                column(alias, "b"),
                operators.key(frame, pairs.left()),
                operators.key(frame, pairs.right()),
                DSL.name(alias));
    }

    /** Each pair once, the lesser key first, loops too. */
    private String once(Operator.Pairs pairs, Frame frame) {
        String key = "once " + key(pairs);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String table = values.names.next("p");
        names.put(key, table);
        Frame sources = operators.compile(pairs.sources(), Frame::new);
        String edge = values.names.next("e");
        Field<Object> from = operators.key(sources, pairs.sources().variable());
        sources.join(Sql.table("edge", edge));
        sources.where(condition(values.schema.leaving(edge, from, null, Direction.OUT, pairs.relations())));
        sources.where(condition(values.schema.live(edge)));
        Field<Object> source = column(edge, "source_id");
        Field<Object> target = column(edge, "target_id");
        frame.inherit(sources);
        Select<?> rows = sources.body(
                operators.jooq(),
                List.of(
                        key("case when {0} < {1} then {0} else {1} end", source, target, "a"),
                        key("case when {0} < {1} then {1} else {0} end", source, target, "b"),
                        sql("count(*)").as(DSL.name("n"))),
                List.of(Sql.number(1), Sql.number(2)));
        frame.with(DSL.name(table)
                .fields(COLUMNS)
                .asMaterialized(values.profile.rows().seenAsLarge(table, rows, List.of(COLUMNS), false)));
        return table;
    }

    /** Only what is an integer by its type is searched for by the key of a node. */
    private static Field<Object> key(String least, Field<Object> source, Field<Object> target, String name) {
        return sql("cast(" + least + " as bigint)", source, target).as(DSL.name(name));
    }

    /** Each pair both ways, and loops once. */
    private String bothWays(Operator.Pairs pairs, Frame frame) {
        String key = "both " + key(pairs);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String once = once(pairs, frame);
        String table = values.names.next("p");
        names.put(key, table);
        frame.with(DSL.name(table)
                .fields(COLUMNS)
                .asMaterialized(DSL.resultQuery(
                        "select a, b, n from {0} union all select b, a, n from {0} where a <> b",
                        DSL.table(DSL.name(once)))));
        return table;
    }

    /** By which pairs are told apart. */
    static String key(Operator.Pairs pairs) {
        return pairs.relations() == null ? "" : Expressions.labels(pairs.relations());
    }
}
