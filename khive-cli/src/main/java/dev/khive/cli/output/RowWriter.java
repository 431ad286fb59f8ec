package dev.khive.cli.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows one after the other: {@link #begin} once, {@link #row} for each, {@link #end} once. */
public interface RowWriter {
    /** Writes what stands before the first row. */
    void begin(List<String> columns) throws IOException;

    /** Writes a row of as many values as there are columns. */
    void row(List<? extends @Nullable Object> values) throws IOException;

    /** Writes what stands after the last row and flushes. */
    void end() throws IOException;
}
