package dev.khive.api.query;

import java.util.List;
import java.util.Map;

/**
 * How a query is answered. Holds the types of parameters and never their values.
 *
 * @param dialect the database's dialect
 * @param plan the root of the tree of operators
 * @param rewrites the rewrites that changed the plan, in order
 * @param sql the statement, formatted
 * @param binds the values bound to the statement, in order
 * @param constructs how the dialect answers each construct that the query uses
 * @param databasePlan the database's own plan of the statement, a line each, without values; empty where it was not asked for or
 *     the backend has none
 */
public record Explanation(
        String dialect,
        Operator plan,
        List<String> rewrites,
        String sql,
        List<Bind> binds,
        Map<String, Support> constructs,
        List<String> databasePlan) {
    /** One without the database's own plan. */
    public Explanation(
            String dialect,
            Operator plan,
            List<String> rewrites,
            String sql,
            List<Bind> binds,
            Map<String, Support> constructs) {
        this(dialect, plan, rewrites, sql, binds, constructs, List.of());
    }

    /** Copies what it is given. */
    public Explanation {
        rewrites = List.copyOf(rewrites);
        binds = List.copyOf(binds);
        constructs = Map.copyOf(constructs);
        databasePlan = List.copyOf(databasePlan);
    }

    /** The same with the database's own plan. */
    public Explanation withDatabasePlan(List<String> lines) {
        return new Explanation(dialect, plan, rewrites, sql, binds, constructs, lines);
    }

    /**
     * An operator of the plan.
     *
     * @param name what it is
     * @param detail what it works on, empty where the name says all
     * @param inputs where its rows come from
     */
    public record Operator(String name, String detail, List<Operator> inputs) {
        /** Copies what it is given. */
        public Operator {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * A value bound to the statement.
     *
     * @param source where it comes from, for example {@code $name} or {@code scope}
     * @param type its type
     */
    public record Bind(String source, String type) {}

    /** The operators as an indented tree, the rewrites, the statement, the binds and the database's own plan. */
    public String text() {
        StringBuilder text = new StringBuilder("Plan (" + dialect + ")\n");
        append(text, plan, 1);
        if (!rewrites.isEmpty()) {
            text.append("Rewrites\n");
            rewrites.forEach(rewrite -> text.append("  ").append(rewrite).append('\n'));
        }
        text.append("SQL\n").append(sql.indent(2));
        text.append("Binds\n");
        for (int index = 0; index < binds.size(); index++) {
            Bind bind = binds.get(index);
            text.append("  " + (index + 1) + ": " + bind.source() + " " + bind.type() + "\n");
        }
        if (!databasePlan.isEmpty()) {
            text.append("Plan of the database\n");
            databasePlan.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Operator operator, int depth) {
        text.append("  ".repeat(depth)).append(operator.name());
        if (!operator.detail().isEmpty()) {
            text.append(' ').append(operator.detail());
        }
        text.append('\n');
        operator.inputs().forEach(input -> append(text, input, depth + 1));
    }
}
