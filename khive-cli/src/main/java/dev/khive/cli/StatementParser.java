package dev.khive.cli;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Takes lines until a semicolon ends the query; a command that begins with a colon is one line. */
final class StatementParser implements Parser {
    private static final String WORD_ENDS = " \t\n,()[]{}";

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean accepting = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
        if (accepting && !complete(line.strip())) {
            throw new EOFError(-1, cursor, "The query goes on until a semicolon.");
        }
        int start = cursor;
        while (start > 0 && WORD_ENDS.indexOf(line.charAt(start - 1)) < 0) {
            start--;
        }
        // A label or relation is completed with its colon, whatever variable stands before it.
        start = Math.max(start, line.lastIndexOf(':', cursor - 1));
        return new Words(line, cursor, line.substring(start, cursor));
    }

    /** Whether nothing more needs to be typed. */
    static boolean complete(String line) {
        boolean oneLine = line.startsWith(":") && !line.startsWith(":explain");
        return line.isEmpty() || oneLine || line.endsWith(";");
    }

    /** The word under the cursor alone: completion needs no more. */
    private record Words(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
