package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.cli.load.BadLine;
import dev.khive.cli.load.GraphImport;
import dev.khive.cli.load.Tally;
import dev.khive.cli.output.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports files. */
@Command(
        name = "import",
        description = {
            "Imports nodes, edges and notes from CSV and JSON lines.",
            "",
            "Every line is checked before the first is written: a bad one stops the import with the file, the line and"
                    + " the reason, and the database stays as it was. Importing the same files again changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  khive import --db sqlite:lsqb.db nodes.csv edges.csv",
            "  khive import --db sqlite:kb.db graph.jsonl",
            "  khive import --db sqlite:kb.db --keep-going untidy.jsonl",
            "",
            "The formats are described in docs/import.md."
        })
final class ImportCommand extends Subcommand {
    private static final int SHOWN_BAD_LINES = 20;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--keep-going",
            description = "Leaves out what cannot be imported, lists it, and ends with exit code 3.")
    private boolean keepGoing;

    @Option(
            names = "--embed",
            description = "Gives nodes vectors of their names, so that search finds what is spelled alike.")
    private boolean embed;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV with a header, or JSON lines.")
    private List<Path> files = List.of();

    ImportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Scope scope = database.scope();
        for (Path file : files) {
            try (var readable = java.nio.file.Files.newInputStream(file)) {
                readable.read();
            }
        }
        GraphImport.Outcome outcome;
        try (Backend backend = database.openOrCreate(console);
                ProgressDisplay progress = console.progress()) {
            outcome = new GraphImport(backend, scope, files, new GraphImport.Options(keepGoing, embed), progress).run();
            if (outcome.badLines().isEmpty() || keepGoing) {
                backend.operations().analyze();
            }
        }
        if (!outcome.badLines().isEmpty()) {
            report(outcome.badLines());
        }
        if (!outcome.badLines().isEmpty() && !keepGoing) {
            console.note("khive: Nothing was imported because of "
                    + counted(outcome.badLines().size(), "bad line")
                    + "; mend them, or leave them out with --keep-going.");
            return ExitCode.USAGE;
        }
        summary(outcome, Duration.ofNanos(System.nanoTime() - start));
        return outcome.badLines().isEmpty() ? ExitCode.OK : ExitCode.FOUND_WANTING;
    }

    /** With --keep-going everything that is left out is named; without, the first lines are enough to begin with. */
    private void report(List<BadLine> lines) {
        int shown = keepGoing ? lines.size() : Math.min(lines.size(), SHOWN_BAD_LINES);
        lines.subList(0, shown).forEach(line -> console.note(line.toString()));
        if (shown < lines.size()) {
            console.note("… and " + (lines.size() - shown) + " more.");
        }
    }

    private void summary(GraphImport.Outcome outcome, Duration took) throws IOException {
        Tally nodes = outcome.entities();
        Tally notes = outcome.notes();
        Tally edges = outcome.edges();
        long written = nodes.written() + notes.written() + edges.written();
        long unchanged = nodes.unchanged() + notes.unchanged() + edges.unchanged();
        double seconds = Math.max(1e-3, took.toMillis() / 1000.0);
        StringBuilder text = new StringBuilder("Imported " + counted(nodes.written(), "node"));
        if (notes.written() + notes.unchanged() > 0) {
            text.append(", ").append(counted(notes.written(), "note"));
        }
        text.append(" and ").append(counted(edges.written(), "edge"));
        text.append(String.format(Locale.ROOT, " in %.1f s (%,.0f a second)", seconds, written / seconds));
        if (unchanged > 0) {
            text.append("; ").append(unchanged).append(" were there already");
        }
        if (!outcome.badLines().isEmpty()) {
            text.append("; left out ").append(counted(outcome.badLines().size(), "line"));
        }
        console.print(text + ".\n");
    }

    static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
