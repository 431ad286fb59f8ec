package dev.khive.cli.load;

import java.nio.file.Path;

/**
 * Where a record of an import stands.
 *
 * @param file as it was named
 * @param line from 1; of a record of several lines the first
 */
public record Place(Path file, long line) {
    /** For messages. */
    @Override
    public String toString() {
        return file + ", line " + line;
    }
}
