package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings a database up to date. */
@Command(
        name = "migrate",
        description = "Brings the schema of a database up to date, whatever the configuration says about migrating.",
        footer = {"", "Example:", "  khive migrate --db sqlite:kb.db"})
final class MigrateCommand extends Subcommand {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    MigrateCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> settings = Map.of("create", "false", "migrate", "true");
        try (Backend backend = Khive.open(database.configuration(console.environment(), settings))) {
            console.print("The schema has version " + backend.operations().schemaVersion() + ".\n");
        }
        return ExitCode.OK;
    }
}
