package dev.khive.cli;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.ProgressDisplay;
import dev.khive.cli.output.ResultJson;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Writes what a query answers. */
record Answer(Console console, OutputFormat format) {
    /**
     * Runs a query and writes its rows as they come.
     *
     * @param stop asked before each row
     * @return how many rows were written
     */
    long write(Supplier<QueryResult> query, BooleanSupplier stop) throws IOException {
        long start = System.nanoTime();
        long rows = 0;
        try (ProgressDisplay progress = console.progress()) {
            progress.report("Asking", 0, -1);
            try (QueryResult result = query.get()) {
                boolean more = result.hasNext();
                progress.finish();
                result.warnings()
                        .forEach(warning -> console.note("Warning: " + warning.message() + " (line " + warning.line()
                                + ", column " + warning.column() + ")"));
                RowWriter writer = format.writer(console.out(), console.colours());
                writer.begin(result.columns().stream().map(QueryColumn::name).toList());
                while (more && !stop.getAsBoolean()) {
                    writer.row(result.next().toList());
                    rows++;
                    more = result.hasNext();
                }
                writer.end();
                footer(result, rows, more, System.nanoTime() - start);
            }
        }
        return rows;
    }

    private void footer(QueryResult result, long rows, boolean stopped, long nanos) {
        if (result.truncated()) {
            console.note("khive: There are more rows than the " + rows + " that --max-rows allows.");
        } else if (stopped) {
            console.note("khive: Stopped after " + ImportCommand.counted(rows, "row") + ".");
        } else if (console.terminals().out() && console.terminals().err()) {
            console.note(ImportCommand.counted(rows, "row") + " in " + seconds(nanos));
        }
    }

    static String seconds(long nanos) {
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    void write(Explanation explanation) throws IOException {
        if (format == OutputFormat.JSON || format == OutputFormat.JSONL) {
            console.print(ResultJson.text(facts(explanation)) + "\n");
        } else {
            console.print(explanation.text());
        }
    }

    private static Map<String, Object> facts(Explanation explanation) {
        List<Object> binds = new ArrayList<>();
        explanation.binds().forEach(bind -> binds.add(Map.of("source", bind.source(), "type", bind.type())));
        Map<String, Object> constructs = new java.util.TreeMap<>();
        explanation.constructs().forEach((name, support) -> constructs.put(name, support.name()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dialect", explanation.dialect());
        facts.put("plan", facts(explanation.plan()));
        facts.put("rewrites", explanation.rewrites());
        facts.put("sql", explanation.sql());
        facts.put("binds", binds);
        facts.put("constructs", constructs);
        facts.put("databasePlan", explanation.databasePlan());
        return facts;
    }

    private static Map<String, Object> facts(Explanation.Operator operator) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", operator.name());
        facts.put("detail", operator.detail());
        facts.put("inputs", operator.inputs().stream().map(Answer::facts).toList());
        return facts;
    }
}
