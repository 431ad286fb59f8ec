package dev.khive.conformance.query;

import dev.khive.query.value.JsonValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A query with the rows that it gives.
 *
 * @param title what it is about
 * @param graph the lines of its graph, nodes before edges
 * @param query the text
 * @param parameters its parameters
 * @param rows the rows, by column
 * @param refusable whether a dialect may refuse it by name
 * @param error how the error that it gives begins: its reason, its code, a colon and its message; null where it gives rows
 */
record QueryCase(
        String title,
        List<String> graph,
        String query,
        Map<String, ?> parameters,
        List<Map<String, ?>> rows,
        boolean refusable,
        @Nullable String error) {

    /** Whether its rows come in an order of their own. */
    boolean ordered() {
        return query.toUpperCase(Locale.ROOT).contains("ORDER BY");
    }

    @Override
    public String toString() {
        return title;
    }

    /** The cases of a resource beside this class. */
    static List<QueryCase> read(String resource) {
        InputStream stream = Objects.requireNonNull(QueryCase.class.getResourceAsStream(resource), resource);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Reader reader = new Reader();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .forEach(reader::line);
            return reader.finish();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Collects cases line by line; a graph holds until the next. */
    private static final class Reader {
        private final List<QueryCase> cases = new ArrayList<>();
        private List<String> graph = new ArrayList<>();
        private List<Map<String, ?>> rows = new ArrayList<>();
        private Map<String, ?> parameters = Map.of();
        private String title = "";
        private String query = "";
        private boolean refusable;
        private @Nullable String error;

        void line(String line) {
            String[] parts = line.split(" ", 2);
            String rest = parts.length == 2 ? parts[1] : "";
            switch (parts[0]) {
                case "graph" -> graph = new ArrayList<>();
                case "node", "edge" -> graph.add(line);
                case "case" -> begin(rest);
                case "query" -> query = rest;
                case "parameters" -> parameters = JsonValues.read(rest);
                case "row" -> rows.add(JsonValues.read(rest));
                case "refusable" -> refusable = true;
                case "error" -> error = rest;
                default -> throw new IllegalArgumentException("No case has a line like this: " + line);
            }
        }

        private void begin(String newTitle) {
            end();
            title = newTitle;
        }

        private void end() {
            if (!query.isEmpty()) {
                cases.add(new QueryCase(title, graph, query, parameters, rows, refusable, error));
            }
            rows = new ArrayList<>();
            parameters = Map.of();
            query = "";
            refusable = false;
            error = null;
        }

        List<QueryCase> finish() {
            end();
            return cases;
        }
    }
}
