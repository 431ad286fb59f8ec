package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.query.QueryOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a query. */
@Command(
        name = "query",
        description = {
            "Asks the graph with GQL and the spellings of openCypher; every query only reads.",
            "",
            "Without a query, standard input is read; on a terminal that is a shell with history and completion."
        },
        footer = {
            "",
            "Examples:",
            "  khive query --db sqlite:kb.db 'MATCH (n:Module) RETURN n.name ORDER BY n.name LIMIT 5'",
            "  khive query --db sqlite:lsqb.db --format csv --file q1.cypher",
            "  khive query --db sqlite:kb.db --param min=3 --explain \\",
            "      'MATCH (a)-[:REQUIRES]->(b) RETURN b.name, count(*) AS n'",
            "  khive query --db sqlite:kb.db"
        })
final class QueryCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--file", paramLabel = "FILE", description = "Reads the query from a file.")
    private @Nullable Path file;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter: JSON where the value is JSON (3, \"3\", [1,2], {\"$date\":\"2026-01-31\"}), else a"
                            + " string. Repeatable.")
    private List<String> parameters = List.of();

    @Option(names = "--explain", description = "Shows plan, SQL and the database's plan in place of running it.")
    private boolean explain;

    @Option(names = "--max-rows", paramLabel = "N", description = "Ends after this many rows and says so.")
    private @Nullable Long maximumRows;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Ends a query that takes longer.")
    private @Nullable Double timeout;

    @picocli.CommandLine.Parameters(arity = "0..1", paramLabel = "QUERY", description = "The query.")
    private @Nullable String query;

    QueryCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        if (query != null && file != null) {
            throw new InvalidInputException("Give the query itself or --file, not both.");
        }
        KhiveConfig config = database.configuration(console.environment(), DatabaseOptions.EXISTING);
        Map<String, @Nullable Object> values = Parameters.of(parameters);
        boolean shell = query == null && file == null && console.terminals().in();
        String text = shell ? "" : text();
        try (Backend backend = Khive.open(config)) {
            Storage storage = database.reading(backend);
            Answer answer = new Answer(console, output.format);
            if (shell) {
                new Shell(console, storage, values, options(), output.format).run();
            } else if (explain) {
                answer.write(storage.explainWithDatabasePlan(text, values));
            } else {
                answer.write(() -> storage.query(text, values, options()), () -> false);
            }
        }
        return ExitCode.OK;
    }

    private QueryOptions options() {
        QueryOptions options = QueryOptions.DEFAULT;
        if (maximumRows != null) {
            options = options.withRowLimit(maximumRows);
        }
        if (timeout != null) {
            options = options.withTimeout(Duration.ofMillis(Math.round(timeout * 1000)));
        }
        return options;
    }

    private String text() throws IOException {
        if (query != null) {
            return query;
        }
        byte[] bytes = file == null ? console.in().readAllBytes() : Files.readAllBytes(file);
        String source = file == null ? "Standard input" : "The file " + file;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank()) {
                throw new InvalidInputException(source + " holds no query.");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidInputException(source + " is not UTF-8.", notUtf8);
        }
    }
}
