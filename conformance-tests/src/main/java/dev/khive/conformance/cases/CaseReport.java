package dev.khive.conformance.cases;

import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a file of cases.
 *
 * @param title what was run where
 */
public record CaseReport(String title, List<Verdict> verdicts) {
    /** Copies what it is given. */
    public CaseReport {
        verdicts = List.copyOf(verdicts);
    }

    /** How many cases came out so. */
    public long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    /** Those that were run and did not pass, in the order of the file. */
    public List<Verdict> failures() {
        return verdicts.stream().filter(verdict -> verdict.outcome().failed()).toList();
    }

    /** One sentence: how many passed, and how many failed in which way. */
    public String totals() {
        String text = count(Outcome.PASSED) + " passed, " + failures().size() + " failed ("
                + count(Outcome.WRONG_ANSWER) + " wrong answers, " + count(Outcome.ERROR) + " errors, "
                + count(Outcome.REJECTED) + " rejected)";
        long others = count(Outcome.OTHER_LANGUAGE);
        return others == 0 ? text : text + ", " + others + " not this language";
    }

    /** The tally of each group of features in which a case failed, a line each. */
    public String groupsWithFailures() {
        StringBuilder text = new StringBuilder();
        tally().forEach((group, counts) -> {
            if (counts.keySet().stream().anyMatch(Outcome::failed)) {
                text.append(group)
                        .append(": ")
                        .append(counts.entrySet().stream()
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().words())
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private Map<String, Map<Outcome, Integer>> tally() {
        Map<String, Map<Outcome, Integer>> groups = new TreeMap<>();
        verdicts.forEach(verdict -> groups.computeIfAbsent(verdict.group(), key -> new EnumMap<>(Outcome.class))
                .merge(verdict.outcome(), 1, Integer::sum));
        return groups;
    }

    /**
     * Writes {@code results.jsonl} (a line for each case), {@code report.md} (to read) and {@code failures.txt} (the names of
     * what failed, as {@link KnownFailures} reads them) to a folder, which is made where it is missing.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder results = new StringBuilder();
        for (Verdict verdict : verdicts) {
            results.append(json(verdict)).append('\n');
        }
        Files.writeString(folder.resolve("results.jsonl"), results);
        Files.writeString(folder.resolve("report.md"), page());
        Files.writeString(
                folder.resolve("failures.txt"),
                failures().stream().map(verdict -> verdict.id() + "\n").collect(Collectors.joining()));
    }

    private static String json(Verdict verdict) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", verdict.id());
        fields.put("feature", verdict.feature());
        fields.put("outcome", verdict.outcome().words());
        fields.put("query", verdict.query());
        fields.put("detail", verdict.detail());
        return JsonValues.write(fields);
    }

    private String page() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n" + totals() + ".\n\n");
        text.append("| group | passed | wrong answer | error | rejected |\n|---|--:|--:|--:|--:|\n");
        tally().forEach((group, counts) -> {
            text.append("| ").append(group);
            for (Outcome outcome : List.of(Outcome.PASSED, Outcome.WRONG_ANSWER, Outcome.ERROR, Outcome.REJECTED)) {
                text.append(" | ").append(counts.getOrDefault(outcome, 0));
            }
            text.append(" |\n");
        });
        for (Outcome outcome : List.of(Outcome.WRONG_ANSWER, Outcome.ERROR, Outcome.REJECTED)) {
            if (count(outcome) > 0) {
                text.append("\n## ").append(outcome.words()).append('\n');
                failures().stream()
                        .filter(verdict -> verdict.outcome() == outcome)
                        .forEach(verdict -> text.append("\n### ")
                                .append(verdict.id())
                                .append("\n```\n")
                                .append(verdict.query().strip())
                                .append("\n\n")
                                .append(verdict.detail())
                                .append("\n```\n"));
            }
        }
        return text.toString();
    }
}
