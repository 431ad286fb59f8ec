package dev.khive.conformance.cases;

import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.Row;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a page in Markdown, checked on a backend.
 *
 * <p>A fence {@code graph} holds the nodes ({@code node name Label|Label {…}}) and edges ({@code edge source RELATION target {…}})
 * that every example is asked of. A fence {@code cypher} is followed by a table of its rows or by {@code Error `REASON Code`};
 * its first line may give parameters, {@code // {"name": "Ann"}}. A table whose first column is called Expression has an
 * expression and its value, or {@code error `Code`}, a row; where the heading goes on with {@code of `MATCH …`}, the expression
 * is asked of that.
 */
public final class ExamplePage {
    /**
     * A query with what it gives.
     *
     * @param line where it stands, from 1
     * @param columns the columns, empty where only values count
     * @param rows the texts of its values
     * @param error the code of its error, null where it gives rows
     */
    record Example(
            int line,
            String query,
            Map<String, ? extends @Nullable Object> parameters,
            List<String> columns,
            List<List<String>> rows,
            @Nullable String error) {}

    private final List<String> graph;
    private final List<Example> examples;

    ExamplePage(List<String> graph, List<Example> examples) {
        this.graph = List.copyOf(graph);
        this.examples = List.copyOf(examples);
    }

    /**
     * Reads a page.
     *
     * @throws dev.khive.api.error.InvalidInputException where an example has no result
     */
    public static ExamplePage of(String markdown) {
        return new ExamplePageReader(markdown.lines().toList()).read();
    }

    /** How many examples there are. */
    public int size() {
        return examples.size();
    }

    /**
     * Loads the graph and runs every example.
     *
     * @param storage of an empty namespace
     * @return what differs, a text for each example that is not as the page says
     */
    public List<String> differences(Storage storage) {
        for (String line : graph) {
            String[] words = line.split(" ", line.startsWith("node") ? 4 : 5);
            if (words[0].equals("node")) {
                List<String> labels = words[2].equals("-") ? List.of() : List.of(words[2].split("\\|"));
                storage.entities()
                        .upsert(new EntityDraft(RecordIds.ofName(words[1]), labels, JsonValues.read(words[3])));
            } else {
                storage.graph()
                        .upsert(EdgeDraft.of(RecordIds.ofName(words[1]), words[2], RecordIds.ofName(words[3]))
                                .withProperties(JsonValues.read(words[4])));
            }
        }
        List<String> differences = new ArrayList<>();
        for (Example example : examples) {
            String found = answer(storage, example);
            String wanted = wanted(example);
            if (!found.equals(wanted)) {
                differences.add("line " + example.line() + ": " + example.query() + "\nthe page says\n" + wanted
                        + "\nthe database says\n" + found);
            }
        }
        return differences;
    }

    /** A scope that the graph can be loaded into. */
    public static Scope newScope() {
        return Scope.of("examples-" + RecordIds.next(), "page");
    }

    private static String wanted(Example example) {
        return example.error() != null
                ? "error " + example.error()
                : text(example.columns(), example.rows(), isOrdered(example));
    }

    private static String answer(Storage storage, Example example) {
        try {
            List<Row> rows =
                    storage.query(example.query(), example.parameters()).toList();
            List<List<String>> texts = rows.stream()
                    .map(row -> row.toList().stream().map(ExampleText::of).toList())
                    .toList();
            List<String> columns = rows.isEmpty() || example.columns().isEmpty()
                    ? example.columns()
                    : rows.getFirst().columns().stream()
                            .map(column -> column.name())
                            .toList();
            return text(columns, texts, isOrdered(example));
        } catch (QueryException error) {
            boolean codeAlone = example.error() != null && !example.error().contains(" ");
            return "error " + (codeAlone ? error.code() : error.reason() + " " + error.code());
        }
    }

    private static boolean isOrdered(Example example) {
        return example.query().contains("ORDER BY");
    }

    private static String text(List<String> columns, List<List<String>> rows, boolean ordered) {
        List<String> lines = new ArrayList<>(
                rows.stream().map(row -> String.join(" | ", row)).toList());
        if (!ordered) {
            lines.sort(null);
        }
        return String.join(" | ", columns) + "\n" + String.join("\n", lines);
    }
}
