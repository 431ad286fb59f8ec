package dev.khive.cli;

import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.spi.BackendProvider;
import dev.khive.cli.output.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a copy in place. */
@Command(
        name = "restore",
        description = "Makes a database from a copy that 'khive backup' wrote; the database must not exist yet.",
        footer = {"", "Example:", "  khive restore --db sqlite:kb.db kb-monday.db"})
final class RestoreCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "The copy.")
    private Path copy = Path.of("");

    RestoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        KhiveConfig config = database.configuration(console.environment(), Map.of());
        BackendProvider provider = Khive.provider(config);
        try (ProgressDisplay progress = console.progress()) {
            provider.restore(config.checked(provider.options()), copy, progress);
        }
        console.print("Restored the database from " + copy + ".\n");
        return ExitCode.OK;
    }
}
