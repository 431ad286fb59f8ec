package dev.khive.query.graph;

import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryException.Reason;
import dev.khive.api.query.Row;
import dev.khive.query.CompiledQuery;
import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a file of cases in the format of the openCypher collection; each answer is judged. */
public final class OpenCypherCases {
    /** What came of a case. */
    enum Outcome {
        PASSED,
        WRONG,
        ERROR,
        REJECTED
    }

    /** Where the constants of a query stand. */
    enum Operands {
        WRITTEN,
        PARAMETERS,
        PARAMETERS_OF_UNKNOWN_TYPE
    }

    /** A case with what came of it. */
    record Verdict(String id, String feature, Outcome outcome, String detail) {}

    private OpenCypherCases() {}

    /** Prints the tally of a file, and the cases of an outcome where one is named. */
    public static void main(String[] arguments) throws IOException {
        Operands operands = Operands.valueOf(System.getProperty("operands", "WRITTEN"));
        List<Verdict> verdicts = run(Path.of(arguments[0]), operands);
        for (int index = 1; index < arguments.length; index++) {
            Outcome outcome = Outcome.valueOf(arguments[index]);
            verdicts.stream()
                    .filter(verdict -> verdict.outcome() == outcome)
                    .forEach(verdict -> System.out.println(outcome + " " + verdict.id() + "\n    "
                            + verdict.detail().replace("\n", "\n    ")));
        }
        System.out.print(summary(verdicts));
    }

    static List<Verdict> run(Path file) throws IOException {
        return run(file, Operands.WRITTEN);
    }

    /** With parameters for constants, only cases that expect rows are run: errors may then be met later. */
    static List<Verdict> run(Path file, Operands operands) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Map<String, @Nullable Object> test = JsonValues.read(line);
            boolean rowsWanted = ((Map<?, ?>) Objects.requireNonNull(test.get("expect"))).get("error") == null;
            if (operands == Operands.WRITTEN || rowsWanted) {
                verdicts.add(judge(test, operands));
            }
        }
        return verdicts;
    }

    static String summary(List<Verdict> verdicts) {
        Map<String, Map<Outcome, Integer>> features = new TreeMap<>();
        Map<Outcome, Integer> total = new EnumMap<>(Outcome.class);
        for (Verdict verdict : verdicts) {
            String group = verdict.feature().substring(0, verdict.feature().lastIndexOf('/'));
            features.computeIfAbsent(group, key -> new EnumMap<>(Outcome.class))
                    .merge(verdict.outcome(), 1, Integer::sum);
            total.merge(verdict.outcome(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        features.forEach((feature, counts) ->
                text.append(feature).append(' ').append(counts).append('\n'));
        return text.append("total ").append(total).append('\n').toString();
    }

    @SuppressWarnings("unchecked")
    private static Verdict judge(Map<String, @Nullable Object> test, Operands operands) {
        String id = (String) Objects.requireNonNull(test.get("id"));
        String feature = (String) Objects.requireNonNull(test.get("feature"));
        String query = (String) Objects.requireNonNull(test.get("query"));
        Map<String, @Nullable Object> expect =
                (Map<String, @Nullable Object>) Objects.requireNonNull(test.get("expect"));
        Map<String, ?> parameters = CaseValues.values((Map<String, ?>) Objects.requireNonNull(test.get("params")));
        if (operands != Operands.WRITTEN) {
            LiteralsAsParameters moved = LiteralsAsParameters.of(query, parameters);
            query = moved.text();
            parameters = moved.values();
        }
        boolean failureWanted = expect.get("error") != null;
        String phase = "compile time";
        try (GraphFixture graph = new GraphFixture()) {
            load(graph, (Map<String, ?>) Objects.requireNonNull(test.get("graph")));
            CompiledQuery compiled = operands == Operands.PARAMETERS_OF_UNKNOWN_TYPE
                    ? GraphFixture.compileUntyped(query, parameters)
                    : GraphFixture.compile(query, parameters);
            phase = "runtime";
            List<Row> rows = graph.run(compiled, parameters, 1);
            if (failureWanted) {
                return new Verdict(id, feature, Outcome.WRONG, query + "\nexpected " + expect + "\nfound " + rows);
            }
            return compare(id, feature, query, expect, compiled, rows, operands == Operands.WRITTEN);
        } catch (QueryException failure) {
            String raised =
                    failure.reason() == Reason.EVALUATION || failure.reason() == Reason.PARAMETER ? "runtime" : phase;
            boolean right = failureWanted
                    && failure.reason() != Reason.REJECTED
                    && (raised.equals(expect.get("phase")) || "any time".equals(expect.get("phase")));
            Outcome outcome =
                    right ? Outcome.PASSED : failure.reason() == Reason.REJECTED ? Outcome.REJECTED : Outcome.ERROR;
            return new Verdict(
                    id,
                    feature,
                    outcome,
                    query + "\nexpected " + expect + "\nraised " + failure.reason() + " " + failure.code() + " "
                            + failure.getMessage());
        } catch (RuntimeException failure) {
            return new Verdict(id, feature, Outcome.ERROR, query + "\n" + failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static void load(GraphFixture graph, Map<String, ?> content) {
        Map<Object, Long> keys = new HashMap<>();
        for (Map<String, ?> node : (List<Map<String, ?>>) Objects.requireNonNull(content.get("nodes"))) {
            keys.put(
                    Objects.requireNonNull(node.get("id")),
                    graph.node((List<String>) CaseValues.part(node, "labels"), CaseValues.values((Map<String, ?>)
                            CaseValues.part(node, "props"))));
        }
        for (Map<String, ?> edge : (List<Map<String, ?>>) Objects.requireNonNull(content.get("edges"))) {
            graph.edge(
                    Objects.requireNonNull(keys.get(edge.get("src"))),
                    (String) CaseValues.part(edge, "type"),
                    Objects.requireNonNull(keys.get(edge.get("dst"))),
                    CaseValues.values((Map<String, ?>) CaseValues.part(edge, "props")));
        }
    }

    @SuppressWarnings("unchecked")
    private static Verdict compare(
            String id,
            String feature,
            String query,
            Map<String, @Nullable Object> expect,
            CompiledQuery compiled,
            List<Row> rows,
            boolean sameColumns) {
        boolean anyListOrder = Boolean.TRUE.equals(expect.get("list_order_ignored"));
        List<List<String>> wanted = new ArrayList<>();
        for (List<?> row : (List<List<?>>) Objects.requireNonNull(expect.get("rows"))) {
            wanted.add(row.stream()
                    .map(value -> CaseValues.expected(value, anyListOrder))
                    .toList());
        }
        List<List<String>> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(row.toList().stream()
                    .map(value -> CaseValues.text(value, anyListOrder))
                    .toList());
        }
        if (!Boolean.TRUE.equals(expect.get("ordered"))) {
            wanted.sort((a, b) -> a.toString().compareTo(b.toString()));
            found.sort((a, b) -> a.toString().compareTo(b.toString()));
        }
        List<String> columns =
                compiled.columns().stream().map(column -> column.name()).toList();
        Object expectedColumns = expect.get("columns");
        boolean same =
                (expectedColumns == null || !sameColumns || columns.equals(expectedColumns)) && wanted.equals(found);
        return new Verdict(
                id,
                feature,
                same ? Outcome.PASSED : Outcome.WRONG,
                same
                        ? ""
                        : query + "\nexpected " + expectedColumns + " " + wanted + "\nfound    " + columns + " "
                                + found);
    }
}
