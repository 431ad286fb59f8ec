package dev.khive.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects, a line each, inside one array or on their own. */
final class JsonWriter implements RowWriter {
    private final Writer out;
    private final boolean array;
    private List<String> keys = List.of();
    private boolean first = true;

    JsonWriter(Writer out, boolean array) {
        this.out = out;
        this.array = array;
    }

    @Override
    public void begin(List<String> columns) throws IOException {
        keys = columns.stream().map(ResultJson::text).toList();
        if (array) {
            out.write('[');
        }
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        StringBuilder line = new StringBuilder(128);
        if (array) {
            line.append(first ? "\n" : ",\n");
        }
        first = false;
        line.append('{');
        for (int column = 0; column < keys.size(); column++) {
            line.append(column == 0 ? "" : ",").append(keys.get(column)).append(':');
            ResultJson.append(line, values.get(column));
        }
        line.append(array ? "}" : "}\n");
        out.append(line);
    }

    @Override
    public void end() throws IOException {
        if (array) {
            out.write(first ? "]\n" : "\n]\n");
        }
        out.flush();
    }
}
