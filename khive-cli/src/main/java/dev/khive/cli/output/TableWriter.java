package dev.khive.cli.output;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows in aligned columns. The widths are those of the first {@value #MEASURED_ROWS} rows, so that a long answer streams;
 * a wider cell after them is written whole.
 */
final class TableWriter implements RowWriter {
    private static final int MEASURED_ROWS = 1000;
    private static final String GAP = "  ";

    private final Writer out;
    private final boolean colours;
    private final List<List<String>> held = new ArrayList<>();
    private List<String> columns = List.of();
    private int[] widths = new int[0];
    private boolean[] numbers = new boolean[0];
    private boolean[] texts = new boolean[0];
    private boolean measured;

    TableWriter(Writer out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public void begin(List<String> names) {
        columns = names.stream().map(TableWriter::printable).toList();
        widths = columns.stream().mapToInt(TableWriter::width).toArray();
        numbers = new boolean[widths.length];
        texts = new boolean[widths.length];
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        List<String> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            cells.add(shown(value));
        }
        if (measured) {
            write(cells);
            return;
        }
        held.add(cells);
        for (int column = 0; column < widths.length; column++) {
            Object value = values.get(column);
            widths[column] = Math.max(widths[column], width(cells.get(column)));
            numbers[column] |= value instanceof Number;
            texts[column] |= value != null && !(value instanceof Number);
        }
        if (held.size() == MEASURED_ROWS) {
            release();
        }
    }

    @Override
    public void end() throws IOException {
        if (!measured) {
            release();
        }
        out.flush();
    }

    private void release() throws IOException {
        measured = true;
        if (columns.isEmpty()) {
            return;
        }
        out.write(colours ? "\033[1m" : "");
        write(columns);
        out.write(colours ? "\033[0m" : "");
        write(Arrays.stream(widths).mapToObj("─"::repeat).toList());
        for (List<String> row : held) {
            write(row);
        }
        held.clear();
    }

    private void write(List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - width(cell)));
            boolean right = numbers[column] && !texts[column];
            line.append(column == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
        }
        out.write(line.toString().stripTrailing());
        out.write('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case NodeValue node -> printable(node(node));
            case EdgeValue edge -> printable("[:" + edge.relation() + properties(edge.properties()) + "]");
            case PathValue path -> printable(path(path));
            default -> printable(PlainText.of(value));
        };
    }

    private static String node(NodeValue node) {
        String labels = node.labels().stream().map(label -> ":" + label).collect(Collectors.joining());
        return "(" + labels + properties(node.properties()) + ")";
    }

    private static String properties(java.util.Map<String, Object> properties) {
        return properties.isEmpty() ? "" : " " + ResultJson.text(properties);
    }

    /** Nodes by their name, where they have one: a path is read as a way, not as a record. */
    private static String path(PathValue path) {
        StringBuilder text = new StringBuilder(stop(path.start()));
        for (int index = 0; index < path.edges().size(); index++) {
            EdgeValue edge = path.edges().get(index);
            boolean forward = edge.source().equals(path.nodes().get(index).id());
            text.append(forward ? " -[:" : " <-[:").append(edge.relation()).append(forward ? "]-> " : "]- ");
            text.append(stop(path.nodes().get(index + 1)));
        }
        return text.toString();
    }

    private static String stop(NodeValue node) {
        Object name = node.properties().get("name");
        return name instanceof String text ? text : node(node);
    }

    /** Line breaks and control characters would break the columns, or reach the terminal as commands. */
    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> result.append(Character.isISOControl(c) ? String.format("\\u%04x", c) : (char) c + "");
            }
        });
        return result.toString();
    }
}
