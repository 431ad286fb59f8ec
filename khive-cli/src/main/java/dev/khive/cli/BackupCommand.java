package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.cli.output.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a database. */
@Command(
        name = "backup",
        description = "Writes a consistent copy of the whole database while it is in use.",
        footer = {"", "Example:", "  khive backup --db sqlite:kb.db kb-monday.db"})
final class BackupCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "Where the copy goes; it must not exist yet.")
    private Path target = Path.of("");

    BackupCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        try (Backend backend = database.openExisting(console);
                ProgressDisplay progress = console.progress()) {
            backend.operations().backup(target, progress);
        }
        console.print("Wrote " + target + ", " + Files.size(target) + " bytes.\n");
        return ExitCode.OK;
    }
}
