package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.plan.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Tables of what a pattern leads to from each node: {@code k}, {@code e} and {@code n}, the node, where it leads and how often. A
 * statement makes each once.
 */
final class LinkTables {
    private static final List<String> COLUMNS = List.of("k", "e", "n");

    private final OperatorCompiler operators;
    private final Values values;
    private final Map<Operator, String> names = new HashMap<>();

    LinkTables(OperatorCompiler operators, Values values) {
        this.operators = operators;
        this.values = values;
    }

    /** The rows with where they are linked. */
    Frame join(Operator.Linked linked, Frame rows) {
        Frame frame = operators.apart(rows);
        String alias = values.names.next("s");
        frame.joinMade(DSL.table(DSL.name(table(linked, frame))).as(DSL.name(alias)));
        operators.bind(frame, linked.at(), column(alias, "k"));
        operators.bind(frame, linked.to(), column(alias, "e"));
        frame.variables.put(linked.number(), new Binding.Value(SqlValue.simple(Type.INTEGER, column(alias, "n"))));
        return frame;
    }

    private String table(Operator.Linked linked, Frame frame) {
        String known = names.get(linked.rows());
        if (known != null) {
            return known;
        }
        String table = values.names.next("s");
        names.put(linked.rows(), table);
        Frame rows = operators.compile(linked.rows(), Frame::new);
        Field<Object> node = operators.key(rows, linked.node());
        Field<Object> end = operators.key(rows, linked.end());
        frame.inherit(rows);
        Select<?> grouped = rows.body(
                operators.jooq(),
                List.of(
                        node.as(DSL.name("k")),
                        end.as(DSL.name("e")),
                        sql("count(*)").as(DSL.name("n"))),
                List.of(Sql.number(1), Sql.number(2)));
        frame.with(DSL.name(table)
                .fields(COLUMNS.toArray(String[]::new))
                .asMaterialized(values.profile.rows().seenAsLarge(table, grouped, COLUMNS, false)));
        return table;
    }
}
