package dev.khive.cli.load;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record of CSV.
 *
 * @param text without its quotes
 * @param quoted whether it had quotes, which make it a string whatever it looks like
 */
record CsvField(String text, boolean quoted) {
    /** Whether there is no value at all: nothing, and not even quotes around it. */
    boolean absent() {
        return text.isEmpty() && !quoted;
    }

    /** A record of CSV. */
    record Line(long number, List<CsvField> fields) {}

    /** Collects the fields of a record, which the library's own records do without the quotes. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<Line> {
        private List<CsvField> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(new CsvField(new String(buffer, offset, length), quoted));
        }

        @Override
        protected @Nullable Line buildRecord() {
            return new Line(getStartingLineNumber(), fields);
        }
    }
}
