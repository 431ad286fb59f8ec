package dev.khive.db.postgres;

import dev.khive.api.Durability;
import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * Whose a schema is and how old, and how it becomes current. The version is read with one small statement; the migration tool is
 * loaded only where there is something to migrate, and only one process of a server migrates at a time.
 */
record PostgresSchema(PostgresConnections connections) {
    /** The version of the newest migration. */
    static final int CURRENT = 5;

    /** The advisory lock under which schemas, roles and extensions are made: "khiv" twice. */
    static final long LOCK = 0x6B6869766B686976L;

    /**
     * Makes the schema current, as far as the options allow, and sees that the stores' role can be used.
     *
     * @return how safe a commit is with the settings of the server and of who logs in
     * @throws UnavailableException when the server cannot be reached, or the schema is another application's, is newer than
     *     this code, or is older or missing and may not be migrated or made
     */
    Durability prepare() {
        return connections.asLogin(connection -> {
            if (!isCurrent(connection)) {
                migrate(connection);
            }
            roles().requireUsable(connection);
            return number(connection, FORCED_COMMITS, "off") == 1 ? Durability.STABLE : Durability.PROCESS;
        });
    }

    private static final String FORCED_COMMITS = """
            SELECT count(*) FROM (SELECT ?::text AS off) AS no
            WHERE current_setting('synchronous_commit') <> no.off AND current_setting('fsync') <> no.off""";

    private PostgresRoles roles() {
        return new PostgresRoles(connections.address(), connections.options());
    }

    private boolean isCurrent(Connection connection) throws SQLException {
        OptionalInt version = version(connection);
        requireUsable(connection, version);
        return version.isPresent() && version.getAsInt() == CURRENT;
    }

    /** The version of the schema, empty where khive made none. */
    OptionalInt version(Connection connection) throws SQLException {
        String history = "\"" + connections.address().schema() + "\"." + PostgresMigration.HISTORY;
        if (number(connection, "SELECT count(to_regclass(?))", history) == 0) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT version::integer FROM " + history
                        + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")) {
            return result.next() ? OptionalInt.of(result.getInt(1)) : OptionalInt.empty();
        }
    }

    private void requireUsable(Connection connection, OptionalInt version) throws SQLException {
        PostgresAddress address = connections.address();
        if (version.isEmpty()) {
            if (!connections.options().create()) {
                throw unavailable("There is no schema of khive's at " + address + ", and the setting create is false.");
            }
            if (number(connection, OTHER_TABLES, address.schema()) > 0) {
                throw unavailable("The schema at " + address
                        + " holds tables of another application; khive does not touch it. Name another with ?schema=.");
            }
        } else if (version.getAsInt() > CURRENT) {
            throw unavailable("The schema at " + address + " has version " + version.getAsInt()
                    + ", and this khive knows version " + CURRENT + "; use a newer khive.");
        } else if (version.getAsInt() < CURRENT && !connections.options().migrate()) {
            throw unavailable(
                    "The schema at " + address + " has version " + version.getAsInt() + ", this khive needs version "
                            + CURRENT + ", and the setting migrate is false; migrate it first.");
        }
    }

    private static final String OTHER_TABLES = """
            SELECT count(*)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND c.relname <> 'khive_schema_history'
              AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')""";

    /** A second process waits for the lock and then finds nothing left to do. */
    private void migrate(Connection connection) throws SQLException {
        number(connection, "SELECT count(pg_advisory_lock(?))", LOCK);
        try {
            if (isCurrent(connection)) {
                return;
            }
            roles().make(connection);
            makeExtension(connection);
            PostgresMigration.run(connections);
        } catch (SQLException refused) {
            if (PostgresRights.MISSING.equals(refused.getSQLState())) {
                throw new PostgresRights(connections)
                        .ofSchema(version(connection).isPresent(), refused);
            }
            throw refused;
        } finally {
            number(connection, "SELECT count(pg_advisory_unlock(?))", LOCK);
        }
    }

    private void makeExtension(Connection connection) throws SQLException {
        if (number(connection, "SELECT count(*) FROM pg_extension WHERE extname = ?", "vector") > 0) {
            return;
        }
        if (number(connection, "SELECT count(*) FROM pg_available_extensions WHERE name = ?", "vector") == 0) {
            throw unavailable("The server at " + connections.address()
                    + " has no pgvector; install it (github.com/pgvector/pgvector), version 0.8 or newer.");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public");
        } catch (SQLException refused) {
            if (PostgresRights.MISSING.equals(refused.getSQLState())) {
                throw new UnavailableException(
                        "The user " + connections.address().user()
                                + " may not make the extension pgvector in the database "
                                + connections.address().database()
                                + "; let a superuser run: CREATE EXTENSION vector SCHEMA public",
                        ErrorContext.NONE,
                        refused);
            }
            throw refused;
        }
    }

    private static long number(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new DriverException("The statement gave no row: " + sql);
                }
                return result.getLong(1);
            }
        }
    }

    private static UnavailableException unavailable(String sentence) {
        return new UnavailableException(sentence, ErrorContext.NONE, null);
    }
}
