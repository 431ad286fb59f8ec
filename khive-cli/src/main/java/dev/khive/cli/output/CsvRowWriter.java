package dev.khive.cli.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as RFC 4180: null is an empty field, the empty string a quoted one, a composite value its JSON. */
final class CsvRowWriter implements RowWriter {
    private final Writer out;
    private final CsvWriter csv;

    CsvRowWriter(Writer out) {
        this.out = out;
        this.csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .bufferSize(0)
                .build(out);
    }

    @Override
    public void begin(List<String> columns) {
        csv.writeRecord(columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        @Nullable String[] fields = new @Nullable String[values.size()];
        for (int column = 0; column < fields.length; column++) {
            Object value = values.get(column);
            fields[column] = value == null ? null : PlainText.of(value);
        }
        csv.writeRecord(fields);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
