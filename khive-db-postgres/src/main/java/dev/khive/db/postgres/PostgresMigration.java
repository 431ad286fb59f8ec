package dev.khive.db.postgres;

import dev.khive.api.error.DriverException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Runs the migrations with Flyway, all that are pending in one transaction: a schema is never left half migrated. */
final class PostgresMigration {
    /** The table in which Flyway keeps what was migrated. */
    static final String HISTORY = "khive_schema_history";

    /** Where the migrations are, on the class path. */
    static final String LOCATION = "dev/khive/db/postgres/migration";

    private PostgresMigration() {}

    /**
     * Brings the schema to the newest version, making it where it is not there.
     *
     * @throws DriverException when a migration fails; nothing of any is kept
     */
    static void run(PostgresConnections connections) throws SQLException {
        try {
            Flyway.configure(PostgresMigration.class.getClassLoader())
                    .dataSource(connections.logins())
                    .locations("classpath:" + LOCATION)
                    .defaultSchema(connections.address().schema())
                    .schemas(connections.address().schema(), "public")
                    .createSchemas(true)
                    .group(true)
                    .table(HISTORY)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException error) {
                    throw error;
                }
            }
            throw new DriverException("The schema could not be migrated: " + failure.getMessage(), failure);
        }
    }
}
