package dev.khive.cli.output;

import java.io.Writer;

/** How the rows of an answer are written. */
public enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON array with an object a row. */
    JSON,
    /** A JSON object a line. */
    JSONL,
    /** RFC 4180 with a header. */
    CSV;

    /**
     * A writer of rows in this format.
     *
     * @param out where to; flushed at the end and never closed
     * @param colours whether a table may use them
     */
    public RowWriter writer(Writer out, boolean colours) {
        return switch (this) {
            case TABLE -> new TableWriter(out, colours);
            case JSON -> new JsonWriter(out, true);
            case JSONL -> new JsonWriter(out, false);
            case CSV -> new CsvRowWriter(out);
        };
    }

    /** The word of the option. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
