package dev.khive.conformance.cases;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.value.JsonValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of cases, one JSON object a line: {@code id}, {@code feature}, {@code graph} ({@code nodes} and {@code edges}),
 * {@code params}, {@code query} and {@code expect} ({@code columns}, {@code rows}, {@code ordered}, {@code list_order_ignored},
 * or {@code error}, {@code phase}, {@code detail}). Values are tagged with their types, for example {@code {"int": 1}}.
 *
 * @param cases those that ask a graph in GQL
 * @param others the names of those in another language
 */
public record CaseFile(List<GraphCase> cases, List<String> others) {
    /** Copies what it is given. */
    public CaseFile {
        cases = List.copyOf(cases);
        others = List.copyOf(others);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException where a line is no case; the message has the number of the line
     */
    public static CaseFile read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return read(file.toString(), lines);
        }
    }

    /** The read-only cases of the openCypher collection (Apache License 2.0, see NOTICE). */
    public static CaseFile openCypher() {
        return resource("opencypher.jsonl");
    }

    /** The project's own cases. */
    public static CaseFile own() {
        return resource("khive.jsonl");
    }

    private static CaseFile resource(String name) {
        InputStream bytes = Objects.requireNonNull(CaseFile.class.getResourceAsStream(name), name);
        try (Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            return read(name, new BufferedReader(text));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The resource " + name + " cannot be read.", unreadable);
        }
    }

    private static CaseFile read(String name, BufferedReader lines) throws IOException {
        List<GraphCase> cases = new ArrayList<>();
        List<String> others = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Map<String, @Nullable Object> test = JsonValues.read(line);
                if (test.containsKey("data")) {
                    others.add((String) CaseValues.part(test, "id"));
                } else {
                    cases.add(graphCase(test));
                }
            } catch (RuntimeException malformed) {
                throw new InvalidInputException(
                        name + ", line " + number + " is no case: " + malformed.getMessage(), malformed);
            }
        }
        return new CaseFile(cases, others);
    }

    @SuppressWarnings("unchecked") // What has another type is met by the caller as a ClassCastException.
    private static GraphCase graphCase(Map<String, ?> test) {
        Map<String, ?> graph = (Map<String, ?>) CaseValues.part(test, "graph");
        CaseValues.part(graph, "nodes");
        CaseValues.part(graph, "edges");
        return new GraphCase(
                (String) CaseValues.part(test, "id"),
                (String) CaseValues.part(test, "feature"),
                graph,
                CaseValues.values((Map<String, ?>) CaseValues.part(test, "params")),
                (String) CaseValues.part(test, "query"),
                expected((Map<String, ?>) CaseValues.part(test, "expect")));
    }

    @SuppressWarnings("unchecked")
    private static Expected expected(Map<String, ?> expect) {
        if (expect.get("error") != null) {
            return new Expected.Failure(
                    (String) CaseValues.part(expect, "error"),
                    (String) CaseValues.part(expect, "phase"),
                    String.valueOf(expect.get("detail")));
        }
        return new Expected.Rows(
                (List<String>) expect.get("columns"),
                (List<List<?>>) CaseValues.part(expect, "rows"),
                Boolean.TRUE.equals(expect.get("ordered")),
                Boolean.TRUE.equals(expect.get("list_order_ignored")));
    }
}
