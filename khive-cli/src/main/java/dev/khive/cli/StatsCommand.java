package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.ScopeStatistics;
import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.ResultJson;
import dev.khive.cli.output.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what is stored. */
@Command(
        name = "stats",
        description = "Counts what a scope holds and measures the database.",
        footer = {"", "Examples:", "  khive stats --db sqlite:kb.db", "  khive stats --db sqlite:kb.db --format json"})
final class StatsCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    StatsCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Object> facts;
        try (Backend backend = database.openExisting(console)) {
            ScopeStatistics counts = database.reading(backend).statistics();
            facts = facts(
                    counts, backend.operations().bytes(), backend.operations().schemaVersion());
        }
        if (output.format == OutputFormat.JSON || output.format == OutputFormat.JSONL) {
            console.print(ResultJson.text(facts) + "\n");
        } else {
            table(facts);
        }
        return ExitCode.OK;
    }

    private Map<String, Object> facts(ScopeStatistics counts, long bytes, String schema) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenant", database.tenant);
        facts.put("namespaces", database.namespaces);
        facts.put("nodes", counts.nodes());
        facts.put("entities", counts.entities());
        facts.put("notes", counts.notes());
        facts.put("edges", counts.edges());
        facts.put("labels", mostFirst(counts.labels()));
        facts.put("relations", mostFirst(counts.relations()));
        facts.put("vectors", counts.vectors());
        facts.put("sparse_vectors", counts.sparseVectors());
        facts.put("documents", counts.documents());
        facts.put("events", counts.events());
        facts.put("version", counts.version());
        facts.put("bytes", bytes);
        facts.put("schema", schema);
        return facts;
    }

    private static Map<String, Object> mostFirst(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        Map<String, Object> sorted = new LinkedHashMap<>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private void table(Map<String, Object> facts) throws IOException {
        RowWriter writer = output.writer(console);
        writer.begin(List.of("what", "value"));
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            if (fact.getValue() instanceof Map<?, ?> counts) {
                writer.row(List.of(fact.getKey(), (long) counts.size()));
                for (Map.Entry<?, ?> count : counts.entrySet()) {
                    writer.row(List.of("  " + count.getKey(), count.getValue()));
                }
            } else {
                Object value = fact.getValue() instanceof List<?> list
                        ? String.join(", ", list.stream().map(String::valueOf).toList())
                        : fact.getValue();
                writer.row(List.of(fact.getKey(), value));
            }
        }
        writer.end();
    }
}
