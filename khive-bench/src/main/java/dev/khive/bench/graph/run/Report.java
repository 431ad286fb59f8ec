package dev.khive.bench.graph.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.khive.bench.graph.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes a run as Markdown, as JSON and as a chart. */
record Report(Options options, ResultTable table, Map<String, SystemFacts> facts) {
    void write() throws IOException {
        Files.writeString(options.out().resolve("graph.md"), markdown());
        writeJson();
        String title = "LSQB-shaped graph at scale %s, %s, %s"
                .formatted(options.scale(), LocalDate.now(ZoneOffset.UTC), Machine.describe());
        Chart.write(options.out().resolve("graph.svg"), title, table);
    }

    private String markdown() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Scale ").append(options.scale()).append(", seed ").append(options.seed());
        text.append(", ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(", ")
                .append(Machine.describe())
                .append(".\n");
        text.append("Median in ms (from the 10th to the 90th percentile); a round has 200 calls where a query has")
                .append(" parameters.\n\n| query |");
        table.systems().forEach(system -> text.append(' ').append(system).append(" |"));
        text.append(" answers | compiled in |\n|---|")
                .append("--:|".repeat(table.systems().size() + 2))
                .append('\n');
        for (Question question : table.questions()) {
            text.append("| ").append(question.id()).append(" |");
            table.systems()
                    .forEach(system -> text.append(' ')
                            .append(cell(table.result(system, question)))
                            .append(" |"));
            text.append(' ')
                    .append(agreement(question))
                    .append(" | ")
                    .append(compiled(question))
                    .append(" |\n");
        }
        text.append(Ratios.markdown(table));
        text.append(FirstRounds.markdown(table));
        text.append("\n| system | version | threads | load s | MB on disk | MB of memory, loading | asking |\n");
        text.append("|---|---|---|--:|--:|--:|--:|\n");
        table.systems().forEach(system -> text.append(row(system)));
        text.append("\nMissed marks:\n");
        for (Marks.Miss miss : Marks.missed(table)) {
            text.append("- ")
                    .append(miss.system())
                    .append(' ')
                    .append(miss.question().id())
                    .append(": ");
            text.append(miss.sentence()).append('\n');
        }
        return text.toString();
    }

    private String cell(Result result) {
        String spread = " (" + Texts.millis(result.quantile(0.1)) + "–" + Texts.millis(result.quantile(0.9)) + ")";
        return switch (result.outcome()) {
            case ANSWERED -> Texts.millis(result.medianMillis()) + spread;
            case TIMED_OUT ->
                result.times() == 0
                        ? "> " + options.limit().toSeconds() + " s"
                        : Texts.millis(result.medianMillis()) + " of the first " + result.times();
            case FAILED -> "failed";
        };
    }

    private String agreement(Question question) {
        Set<String> answers = table.answers(question);
        return answers.size() == 1 ? answers.iterator().next() : "DIFFER: " + answers;
    }

    private String compiled(Question question) {
        return table.systems().stream()
                .map(system -> table.result(system, question).compileMillis())
                .filter(millis -> millis >= 0)
                .findFirst()
                .map(Texts::millis)
                .orElse("–");
    }

    private String row(String system) {
        SystemFacts fact = Objects.requireNonNull(facts.get(system));
        WorkerProcess.Description description = fact.description();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                system,
                description.version(),
                description.threads(),
                fact.loadSeconds() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", fact.loadSeconds()),
                Texts.megabytes(description.bytes()),
                Texts.megabytes(fact.loadingBytes()),
                Texts.megabytes(description.residentBytes()));
    }

    private void writeJson() throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(Files.newBufferedWriter(options.out().resolve("graph.json")))
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeStringField("scale", options.scale());
            json.writeNumberField("seed", options.seed());
            json.writeStringField("date", LocalDate.now(ZoneOffset.UTC).toString());
            json.writeStringField("machine", Machine.describe());
            json.writeNumberField("limitSeconds", options.limit().toSeconds());
            json.writeArrayFieldStart("systems");
            for (String system : table.systems()) {
                writeSystem(json, system);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("results");
            for (String system : table.systems()) {
                for (Question question : table.questions()) {
                    writeResult(json, table.result(system, question));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void writeSystem(JsonGenerator json, String system) throws IOException {
        SystemFacts fact = Objects.requireNonNull(facts.get(system));
        json.writeStartObject();
        json.writeStringField("name", system);
        json.writeStringField("version", fact.description().version());
        json.writeStringField("threads", fact.description().threads());
        json.writeNumberField("loadSeconds", fact.loadSeconds());
        json.writeNumberField("bytes", fact.description().bytes());
        json.writeNumberField("residentBytesLoading", fact.loadingBytes());
        json.writeNumberField("residentBytes", fact.description().residentBytes());
        json.writeEndObject();
    }

    private static void writeResult(JsonGenerator json, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("system", result.system());
        json.writeStringField("query", result.question().id());
        json.writeStringField("outcome", result.outcome().name());
        json.writeStringField("answer", result.digest());
        json.writeStringField("message", result.message());
        json.writeNumberField("times", result.times());
        if (result.times() > 0) {
            for (var share : List.of(0.0, 0.1, 0.5, 0.9, 1.0)) {
                json.writeNumberField("p" + Math.round(share * 100) + "Millis", result.quantile(share));
            }
        }
        if (result.compileMillis() >= 0) {
            json.writeNumberField("compileMillis", result.compileMillis());
        }
        json.writeEndObject();
    }
}
