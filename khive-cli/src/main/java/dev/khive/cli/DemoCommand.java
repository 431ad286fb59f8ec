package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Storage;
import dev.khive.cli.demo.DemoImport;
import dev.khive.cli.output.OutputFormat;
import dev.khive.cli.output.ProgressDisplay;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what khive can do on a graph that every machine has. */
@Command(
        name = "demo",
        description = {
            "Imports the graph of the running JDK, its modules, packages and classes, and asks it five questions.",
            "",
            "The database is khive-demo.db in the current folder unless --db names another. A second run asks again"
                    + " without importing again."
        },
        footer = {"", "Examples:", "  khive demo", "  khive demo --db sqlite:/tmp/demo.db"})
final class DemoCommand extends Subcommand {
    static final String DEFAULT_URL = "sqlite:khive-demo.db";

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--modules", hidden = true, split = ",", description = "Imports these modules of the JDK alone.")
    private @Nullable Set<String> modules;

    DemoCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        if (database.url == null && database.config == null) {
            database.url = DEFAULT_URL;
        }
        Set<String> wanted = modules;
        try (Backend backend = Khive.open(database.configuration(console.environment(), Map.of()))) {
            try (ProgressDisplay progress = console.progress()) {
                prepare(
                        backend,
                        new DemoImport(
                                backend, database.scope(), name -> wanted == null || wanted.contains(name), progress));
            }
            Storage storage = database.reading(backend);
            for (DemoQuestion question : DemoQuestion.ALL) {
                ask(storage, question);
            }
        }
        whatNext();
        return ExitCode.OK;
    }

    private void prepare(Backend backend, DemoImport demo) throws IOException {
        DemoImport.State state = demo.state();
        switch (state) {
            case ABSENT ->
                console.print("Importing the graph of Java " + Runtime.version() + " into " + where() + " …\n");
            case INTERRUPTED ->
                console.print("The last import into " + where() + " did not end; it is completed now …\n");
            case COMPLETE ->
                console.print("Opened " + where() + ". " + demo.said().orElse("") + "\n");
        }
        long start = System.nanoTime();
        if (state != DemoImport.State.COMPLETE) {
            demo.run();
            backend.operations().analyze();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ScopeStatistics counts = backend.in(database.scope()).statistics();
        String text = String.format(
                Locale.ROOT,
                "%s %,d nodes, %,d edges, %,d texts and %,d vectors",
                state == DemoImport.State.COMPLETE ? "It holds" : "Stored",
                counts.nodes(),
                counts.edges(),
                counts.documents(),
                counts.vectors());
        long records = counts.nodes() + counts.edges() + counts.vectors();
        console.print(text
                + (state == DemoImport.State.COMPLETE
                        ? "; nothing was imported again.\n"
                        : String.format(
                                Locale.ROOT, " in %.1f s (%,.0f records a second).%n", seconds, records / seconds)));
    }

    private void ask(Storage storage, DemoQuestion question) throws IOException {
        long start = System.nanoTime();
        DemoQuestion.Table table = question.ask(storage);
        long took = System.nanoTime() - start;
        console.print("\n" + bold(question.title()) + "\n  khive " + question.command(options()) + "\n\n");
        table.write(OutputFormat.TABLE.writer(console.out(), console.colours()));
        console.print("(" + Answer.seconds(took) + ")\n");
    }

    private void whatNext() throws IOException {
        List<String> commands = List.of(
                "query" + options() + " 'MATCH (c:Class)-[:EXTENDS]->(p:Class) RETURN p.name, count(*) AS n"
                        + " ORDER BY n DESC LIMIT 10'",
                "search" + options() + " 'thread pool'",
                "stats" + options());
        console.print("\n" + bold("Try next:") + "\n");
        for (String command : commands) {
            console.print("  khive " + command + "\n");
        }
    }

    private String bold(String text) {
        return console.colours() ? "\033[1m" + text + "\033[0m" : text;
    }

    private String where() {
        return database.url == null ? String.valueOf(database.config) : database.url;
    }

    /** The options with which a person reaches the same scope. */
    private String options() {
        String address = database.url == null ? " --config " + database.config : " --db " + database.url;
        DatabaseOptions usual = new DatabaseOptions();
        return address
                + (database.tenant.equals(usual.tenant) ? "" : " --tenant " + database.tenant)
                + (database.namespaces.equals(usual.namespaces)
                        ? ""
                        : " --namespace " + database.namespaces.getFirst());
    }
}
