package dev.khive.cli;

import dev.khive.cli.output.ProgressDisplay;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command reads from and writes to. Text is UTF-8 whatever the locale says, so that a redirected answer can be
 * read anywhere.
 *
 * @param in standard input
 * @param out where answers go
 * @param err where messages and progress go
 * @param environment the environment variables
 * @param terminals which of the three are terminals
 */
record Console(InputStream in, Writer out, PrintWriter err, Map<String, String> environment, Terminals terminals) {

    /** Which of the standard streams are terminals. */
    record Terminals(boolean in, boolean out, boolean err) {
        static final Terminals NONE = new Terminals(false, false, false);

        /** As the launcher found them ({@code -Dkhive.terminals=012}), else as the links of the process say. */
        static Terminals detect() {
            String known = System.getProperty("khive.terminals");
            return known == null
                    ? new Terminals(isTerminal(0), isTerminal(1), isTerminal(2))
                    : new Terminals(known.contains("0"), known.contains("1"), known.contains("2"));
        }

        private static boolean isTerminal(int descriptor) {
            Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException | UnsupportedOperationException unknown) {
                return false;
            }
        }
    }

    /** The streams of the process. */
    static Console ofProcess() {
        return new Console(
                System.in,
                writer(FileDescriptor.out),
                new PrintWriter(writer(FileDescriptor.err), true),
                System.getenv(),
                Terminals.detect());
    }

    private static Writer writer(FileDescriptor descriptor) {
        return new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), 1 << 15);
    }

    /** Whether answers may be coloured: on a terminal that can, unless NO_COLOR is set to anything. */
    boolean colours() {
        return terminals.out()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Progress on standard error. */
    ProgressDisplay progress() {
        return new ProgressDisplay(err, terminals.err());
    }

    /** Writes lines of text as an answer. */
    void print(String text) throws IOException {
        out.write(text);
        out.flush();
    }

    /** Writes one line for a person that is not part of the answer. */
    void note(String line) {
        err.println(line);
    }
}
