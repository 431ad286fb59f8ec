package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Tables of what patterns lead to from each node, and of the pairs of nodes that edges join and that lead to one other. A statement
 * makes each once.
 *
 * <p>The links have {@code k} and {@code e}, the node and where it leads, and how often by each way, {@code n1} and on. The pairs
 * have {@code e}, {@code a} and {@code b}, the lesser key first, {@code n} edges between them, and the numbers of the links of each,
 * {@code a1} and {@code b1} and on.
 */
final class LinkTables {
    /** The columns of a pair before the numbers of its links. */
    private static final int COUNTED = 4;

    private final OperatorCompiler operators;
    private final Values values;
    private final boolean groupsByColumns;
    private final Map<Linked, String> names = new HashMap<>();
    private final Map<String, String> pairs = new HashMap<>();

    /** What a table of links is made of. */
    private record Linked(List<Operator.Link> links, String shared) {}

    LinkTables(OperatorCompiler operators, Values values) {
        this.operators = operators;
        this.values = values;
        this.groupsByColumns = values.profile.aggregates(values).groupsByColumns();
    }

    /** The rows with a pair. */
    Frame join(Operator.LinkedPairs linked, Frame rows) {
        Operator.Pairs pair = linked.pairs();
        Frame frame = operators.apart(rows);
        String alias = values.names.next("s");
        frame.joinMade(DSL.table(DSL.name(pairs(linked, frame))).as(DSL.name(alias)));
        operators.bind(frame, linked.shared(), column(alias, "e"));
        operators.bind(frame, pair.left(), column(alias, "a"));
        operators.bind(frame, pair.right(), column(alias, "b"));
        if (pair.left().equals(pair.right())) {
            frame.ofFewRows();
        }
        if (pair.ascending() && !pair.implied()) {
            frame.where(condition("{0} < {1}", column(alias, "a"), column(alias, "b")));
        }
        number(frame, pair.number(), column(alias, "n"));
        for (int way = 0; way < linked.links().size(); way++) {
            Operator.Link link = linked.links().get(way);
            number(frame, link.number(pair.left()), column(alias, "a" + (way + 1)));
            number(frame, link.number(pair.right()), column(alias, "b" + (way + 1)));
        }
        return frame;
    }

    private static void number(Frame frame, String name, Field<Object> column) {
        frame.variables.putIfAbsent(name, new Binding.Value(SqlValue.simple(Type.INTEGER, column)));
    }

    private String pairs(Operator.LinkedPairs linked, Frame frame) {
        String links = links(linked.links(), linked.shared(), frame);
        String key = links + " " + PairTables.key(linked.pairs());
        String known = pairs.get(key);
        if (known != null) {
            return known;
        }
        String table = values.names.next("p");
        pairs.put(key, table);
        String one = values.names.next("s");
        String edge = values.names.next("e");
        String other = values.names.next("s");
        Frame rows = new Frame();
        rows.joinMade(DSL.table(DSL.name(links)).as(DSL.name(one)));
        rows.join(Sql.table("edge", edge));
        rows.where(condition(values.schema.leaving(
                edge, column(one, "k"), null, Direction.OUT, linked.pairs().relations())));
        rows.where(condition(values.schema.live(edge)));
        rows.joinMade(DSL.table(DSL.name(links)).as(DSL.name(other)));
        rows.where(condition("{0} = {1}", column(other, "k"), column(edge, "target_id")));
        rows.where(condition("{0} = {1}", column(other, "e"), column(one, "e")));
        List<Field<?>> columns = columns(one, other, linked.links().size());
        List<Field<Object>> groups = new ArrayList<>(List.of(Sql.number(1), Sql.number(2), Sql.number(3)));
        if (groupsByColumns) {
            for (int column = COUNTED + 1; column <= columns.size(); column++) {
                groups.add(Sql.number(column));
            }
        }
        define(table, frame, rows.body(operators.jooq(), columns, groups), columns);
        return table;
    }

    /** The shared node, the pair, the number of its edges, and of its links, which are the same in all rows of a pair. */
    private static List<Field<?>> columns(String one, String other, int ways) {
        List<Field<?>> columns = new ArrayList<>(List.of(
                column(one, "e").as(DSL.name("e")),
                key(ofPair(one, other, true, "k"), "a"),
                key(ofPair(one, other, false, "k"), "b"),
                sql("count(*)").as(DSL.name("n"))));
        for (int way = 1; way <= ways; way++) {
            columns.add(ofPair(one, other, true, "n" + way).as(DSL.name("a" + way)));
            columns.add(ofPair(one, other, false, "n" + way).as(DSL.name("b" + way)));
        }
        return columns;
    }

    /** A column of the links of the node with the lesser key, or of those of the other. */
    private static Field<Object> ofPair(String one, String other, boolean lesser, String name) {
        return sql(
                "case when {0} < {1} then {2} else {3} end",
                column(one, "k"),
                column(other, "k"),
                column(lesser ? one : other, name),
                column(lesser ? other : one, name));
    }

    private String links(List<Operator.Link> links, String shared, Frame frame) {
        Linked linked = new Linked(links, shared);
        String known = names.get(linked);
        if (known != null) {
            return known;
        }
        List<Field<?>> columns = new ArrayList<>(List.of(sql("k").as(DSL.name("k")), sql("e").as(DSL.name("e"))));
        List<Select<?>> ways = new ArrayList<>();
        for (int way = 0; way < links.size(); way++) {
            ways.add(way(links, way, shared, frame));
            String number = "n" + (way + 1);
            columns.add(
                    sql("cast(sum({0}) as bigint)", DSL.field(DSL.name(number))).as(DSL.name(number)));
        }
        String table = values.names.next("s");
        names.put(linked, table);
        Select<?> all = ways.getFirst();
        if (ways.size() > 1) {
            Frame rows = new Frame();
            rows.joinMade(ways.stream()
                    .reduce(OperatorCompiler::unionAll)
                    .orElseThrow()
                    .asTable(DSL.name(values.names.next("s"))));
            all = rows.body(operators.jooq(), columns, List.of(Sql.number(1), Sql.number(2)));
        }
        define(table, frame, all, columns);
        return table;
    }

    /** What one way leads to, with no links by the others. */
    private Select<?> way(List<Operator.Link> links, int way, String shared, Frame frame) {
        Operator.Link link = links.get(way);
        Frame rows = operators.compile(link.rows(), Frame::new);
        List<Field<?>> columns = new ArrayList<>(
                List.of(key(operators.key(rows, link.node()), "k"), key(operators.key(rows, shared), "e")));
        for (int other = 0; other < links.size(); other++) {
            columns.add(sql(other == way ? "count(*)" : "0").as(DSL.name("n" + (other + 1))));
        }
        frame.inherit(rows);
        return rows.body(operators.jooq(), columns, List.of(Sql.number(1), Sql.number(2)));
    }

    /** Only what is an integer by its type is searched for by the key of a node. */
    private static Field<Object> key(Field<Object> key, String name) {
        return sql("cast({0} as bigint)", key).as(DSL.name(name));
    }

    private void define(String table, Frame frame, Select<?> rows, List<Field<?>> columns) {
        List<String> named = columns.stream().map(Field::getName).toList();
        frame.with(DSL.name(table)
                .fields(named.toArray(String[]::new))
                .asMaterialized(values.profile.rows().seenAsLarge(table, rows, named, false)));
    }
}
