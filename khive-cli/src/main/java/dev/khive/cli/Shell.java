package dev.khive.cli;

import dev.khive.api.ScopeStatistics;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.query.QueryOptions;
import dev.khive.cli.output.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Queries one after the other, each up to its semicolon, with history and completion. */
final class Shell {
    private static final List<String> KEYWORDS = List.of(
            "MATCH",
            "OPTIONAL MATCH",
            "WHERE",
            "RETURN",
            "DISTINCT",
            "ORDER BY",
            "SKIP",
            "LIMIT",
            "WITH",
            "UNWIND",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS NULL",
            "IS NOT NULL",
            "STARTS WITH",
            "ENDS WITH",
            "CONTAINS",
            "AS",
            "count(",
            "collect(",
            "sum(",
            "avg(",
            "min(",
            "max(",
            ":help",
            ":explain",
            ":format",
            ":quit");

    private static final String HELP = """
            A query ends with a semicolon and may have several lines:
              MATCH (n) RETURN labels(n), count(*) AS n ORDER BY n DESC;
            :explain QUERY;   shows plan, SQL and the plan of the database
            :format FORMAT    table, json, jsonl or csv
            :help             this text
            :quit             ends, as Ctrl-D does
            Ctrl-C ends a query that is writing rows, or drops the line; Tab completes keywords, labels and relations.
            """;

    private final Console console;
    private final Storage storage;
    private final Map<String, @Nullable Object> parameters;
    private final QueryOptions options;
    private OutputFormat format;

    Shell(
            Console console,
            Storage storage,
            Map<String, @Nullable Object> parameters,
            QueryOptions options,
            OutputFormat format) {
        this.console = console;
        this.storage = storage;
        this.parameters = parameters;
        this.options = options;
        this.format = format;
    }

    void run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("khive")
                    .completer(new StringsCompleter(words()))
                    .parser(new StatementParser())
                    .variable(LineReader.HISTORY_FILE, historyFile())
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "     > ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            console.note("Ask with GQL, end with a semicolon; :help says more.");
            AtomicBoolean interrupted = new AtomicBoolean();
            terminal.handle(Terminal.Signal.INT, signal -> {
                if (interrupted.getAndSet(true)) {
                    // The query does not give rows at which it could stop.
                    Runtime.getRuntime().halt(130);
                }
            });
            boolean more = true;
            while (more) {
                more = next(reader, interrupted);
            }
        }
    }

    private boolean next(LineReader reader, AtomicBoolean interrupted) throws IOException {
        String line;
        try {
            line = reader.readLine("khive> ").strip();
        } catch (UserInterruptException dropped) {
            return true;
        } catch (EndOfFileException end) {
            return false;
        }
        interrupted.set(false);
        if (line.equals(":quit") || line.equals(":q") || line.equals(":exit")) {
            return false;
        }
        try {
            evaluate(line, interrupted);
        } catch (KhiveException wrong) {
            console.note("khive: " + wrong.getMessage());
        }
        return true;
    }

    private void evaluate(String line, AtomicBoolean interrupted) throws IOException {
        if (line.isEmpty() || line.equals(";")) {
            return;
        }
        if (line.equals(":help")) {
            console.print(HELP);
        } else if (line.startsWith(":format")) {
            changeFormat(line.substring(":format".length()).strip());
        } else if (line.startsWith(":explain ")) {
            new Answer(console, format)
                    .write(storage.explainWithDatabasePlan(line.substring(":explain ".length()), parameters));
        } else if (line.startsWith(":")) {
            console.note("khive: There is no command " + line + "; :help lists them.");
        } else {
            new Answer(console, format).write(() -> storage.query(line, parameters, options), interrupted::get);
        }
    }

    private void changeFormat(String word) {
        for (OutputFormat candidate : OutputFormat.values()) {
            if (candidate.toString().equals(word.toLowerCase(Locale.ROOT))) {
                format = candidate;
                return;
            }
        }
        console.note("khive: The format must be table, json, jsonl or csv, was \"" + word + "\".");
    }

    private List<String> words() {
        ScopeStatistics counts = storage.statistics();
        List<String> words = new ArrayList<>(KEYWORDS);
        new TreeSet<>(counts.labels().keySet()).forEach(label -> words.add(":" + label));
        new TreeSet<>(counts.relations().keySet()).forEach(relation -> words.add(":" + relation));
        return words;
    }

    /** In the folder that the XDG Base Directory Specification gives to state. */
    private Path historyFile() throws IOException {
        String state = console.environment().getOrDefault("XDG_STATE_HOME", "");
        Path folder = (state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state))
                .resolve("khive");
        Files.createDirectories(folder);
        return folder.resolve("history");
    }
}
