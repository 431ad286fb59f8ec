package dev.khive.cli.output;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
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
    private final List<List<Cell>> held = new ArrayList<>();
    private List<String> columns = List.of();
    private int[] widths = new int[0];
    private boolean measured;

    TableWriter(Writer out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    private record Cell(String text, boolean number) {
        static Cell of(@Nullable Object value) {
            return new Cell(shown(value), value instanceof Number);
        }

        int width() {
            return text.codePointCount(0, text.length());
        }
    }

    @Override
    public void begin(List<String> names) {
        columns = names.stream().map(TableWriter::printable).toList();
        widths = columns.stream()
                .mapToInt(name -> name.codePointCount(0, name.length()))
                .toArray();
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        List<Cell> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            cells.add(Cell.of(value));
        }
        if (measured) {
            write(cells);
            return;
        }
        held.add(cells);
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], cells.get(column).width());
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
        boolean[] right = new boolean[widths.length];
        for (int column = 0; column < right.length; column++) {
            int index = column;
            right[column] = !held.isEmpty()
                    && held.stream().allMatch(row -> row.get(index).number());
        }
        List<Cell> header = new ArrayList<>();
        for (int column = 0; column < right.length; column++) {
            header.add(new Cell(columns.get(column), right[column]));
        }
        out.write(colours ? "\033[1m" : "");
        write(header);
        out.write(colours ? "\033[0m" : "");
        List<Cell> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add(new Cell("─".repeat(width), false));
        }
        write(rule);
        for (List<Cell> row : held) {
            write(row);
        }
        held.clear();
    }

    private void write(List<Cell> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - cell.width()));
            line.append(column == 0 ? "" : GAP);
            line.append(cell.number() ? padding + cell.text() : cell.text() + padding);
        }
        out.write(line.toString().stripTrailing());
        out.write('\n');
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
