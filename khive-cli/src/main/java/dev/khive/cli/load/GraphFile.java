package dev.khive.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a graph, or a part of one, that can be read as often as needed. */
interface GraphFile {
    /** As it was named. */
    Path path();

    /** Reads every line in order. */
    void read(Visitor visitor) throws IOException;

    /** Hears what stands in a file. */
    interface Visitor {
        /** A record. */
        void item(Place place, GraphItem item);

        /** A line that is no record. */
        void bad(Place place, String reason);
    }

    /** A reader that fits the first character of the file: a brace begins JSON lines, anything else CSV. */
    static GraphFile of(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(64);
            int first = hasByteOrderMark(start) ? 3 : 0;
            while (first < start.length && Character.isWhitespace(start[first])) {
                first++;
            }
            return first < start.length && start[first] == '{' ? new JsonLinesFile(path) : new CsvFile(path);
        }
    }

    /** Whether UTF-8 begins with the mark that some editors write. */
    static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
