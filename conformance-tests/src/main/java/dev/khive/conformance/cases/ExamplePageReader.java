package dev.khive.conformance.cases;

import dev.khive.api.error.InvalidInputException;
import dev.khive.conformance.cases.ExamplePage.Example;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a page of examples, see {@link ExamplePage}. For one page. */
final class ExamplePageReader {
    private static final Pattern ERROR = Pattern.compile("[Ee]rror `([^`]+)`.*");
    private static final Pattern OF = Pattern.compile("Expression of (.+)");

    private final List<String> lines;
    private final List<String> graph = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private int at;

    ExamplePageReader(List<String> lines) {
        this.lines = lines;
    }

    ExamplePage read() {
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.equals("```graph")) {
                graph.addAll(fence());
            } else if (line.equals("```cypher")) {
                query();
            } else if (line.startsWith("| Expression")) {
                expressions();
            } else {
                at++;
            }
        }
        return new ExamplePage(graph, examples);
    }

    private List<String> fence() {
        int begin = ++at;
        while (!lines.get(at).equals("```")) {
            at++;
        }
        return lines.subList(begin, at++);
    }

    private void query() {
        int line = at + 1;
        List<String> text = fence();
        Map<String, ? extends @Nullable Object> parameters = text.getFirst().startsWith("// {")
                ? JsonValues.read(text.getFirst().substring(3))
                : Map.of();
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        String result = at < lines.size() ? lines.get(at) : "";
        Matcher error = ERROR.matcher(result);
        if (error.matches()) {
            examples.add(new Example(line, String.join("\n", text), parameters, List.of(), List.of(), error.group(1)));
        } else if (result.startsWith("|")) {
            List<List<String>> table = table();
            examples.add(new Example(
                    line, String.join("\n", text), parameters, table.getFirst(), table.subList(1, table.size()), null));
        } else {
            throw new InvalidInputException("The example in line " + line + " has neither rows nor an error.");
        }
    }

    private void expressions() {
        int line = at + 1;
        List<List<String>> table = table();
        Matcher of = OF.matcher(table.getFirst().getFirst());
        String prefix = of.matches() ? of.group(1) + " " : "";
        for (int row = 1; row < table.size(); row++) {
            List<String> cells = table.get(row);
            boolean fails = cells.get(1).startsWith("error ");
            examples.add(new Example(
                    line + row + 1,
                    prefix + "RETURN " + cells.get(0) + " AS value",
                    Map.of(),
                    List.of(),
                    fails ? List.of() : List.of(List.of(cells.get(1))),
                    fails ? cells.get(1).substring("error ".length()) : null));
        }
    }

    /** The heading and the rows of a table, without the line between them. */
    private List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        while (at < lines.size() && lines.get(at).startsWith("|")) {
            if (!lines.get(at).matches("[|: -]+")) {
                rows.add(cells(lines.get(at)));
            }
            at++;
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        String inside = line.strip().substring(1, line.strip().length() - 1);
        for (String cell : inside.split("(?<!\\\\)\\|", -1)) {
            cells.add(cell.strip().replace("\\|", "|").replace("`", ""));
        }
        return cells;
    }
}
