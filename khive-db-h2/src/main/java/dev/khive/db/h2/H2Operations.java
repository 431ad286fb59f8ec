package dev.khive.db.h2;

import dev.khive.api.Operations;
import dev.khive.api.error.DriverException;
import dev.khive.db.sql.session.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sizes and versions; what else an operator wants, this backend does not declare. */
record H2Operations(Database database, Path file) implements Operations {
    @Override
    public Map<String, String> describe() {
        return Map.of("backend", "h2", "file", file.toString(), "schema", schemaVersion());
    }

    @Override
    public long bytes() {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new DriverException("The size of " + file + " cannot be read.", unreadable);
        }
    }

    @Override
    public String schemaVersion() {
        return Long.toString(database.read(session -> session.number("SELECT version FROM khive_schema")));
    }

    @Override
    public void analyze() {
        database.write(session -> session.update("ANALYZE"));
    }
}
