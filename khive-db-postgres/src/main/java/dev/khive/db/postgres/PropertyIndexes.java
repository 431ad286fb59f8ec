package dev.khive.db.postgres;

import dev.khive.api.PropertyIndex;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.filter.PropertyPath;
import dev.khive.db.sql.scope.KnownFacts;
import dev.khive.query.value.JsonValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Indexes on properties: for each declared one an index of the strings and one of the numbers, built while others write. What
 * should exist is a row of {@code property_index}; the indexes are named by the row's number, so that a key of any length and
 * spelling can have one. A build that was broken off leaves an invalid index, which the next one drops first.
 */
final class PropertyIndexes {
    /** Two that build at once could each wait for the other: "khip". */
    static final long LOCK = 0x6B686970L;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** How long those who write to other scopes may be held back by a wait for one. */
    private static final String HELD_BACK = "200ms";

    /** Long beside {@link #HELD_BACK}, so that whoever was held back goes on. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** lock_not_available, deadlock_detected and serialization_failure. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01", "40001");

    private PropertyIndexes() {}

    /** A declared index. */
    record Declared(long id, PropertyIndex index) {
        /** The names of the indexes and their definitions. */
        List<Built> parts() {
            return List.of(part("text", " COLLATE \"C\""), part("number", ""));
        }

        private Built part(String type, String collation) {
            String name = "property_" + id + "_" + type;
            String key = key(type, index.path());
            return new Built(
                    name,
                    "CREATE INDEX CONCURRENTLY " + name + " ON " + table(index) + " (scope_id, (" + key + ")"
                            + collation + ")");
        }
    }

    /** An index of the database. */
    record Built(String name, String definition) {}

    /** The expression that an index of a property is keyed by. */
    static String key(String type, PropertyPath path) {
        String keys = PostgresJson.path(
                path.keys().stream().map(JsonValues::encodeKey).toList());
        return "khive_" + type + "_key(properties, '" + keys.replace("'", "''") + "'::text[])";
    }

    /** The declared indexes, in the order in which they were made. */
    static List<Declared> all(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT property_index_id, target, path FROM property_index ORDER BY property_index_id")) {
            List<Declared> declared = new ArrayList<>();
            while (rows.next()) {
                PropertyIndex.Target target =
                        rows.getString(2).equals("node") ? PropertyIndex.Target.NODE : PropertyIndex.Target.EDGE;
                declared.add(new Declared(rows.getLong(1), new PropertyIndex(target, path(rows.getString(3)))));
            }
            return declared;
        }
    }

    private static PropertyPath path(String json) {
        Object keys = JsonValues.readValue(json);
        if (keys instanceof List<?> list) {
            return new PropertyPath(list.stream().map(String.class::cast).toList());
        }
        throw new IllegalStateException("The path of a property index is no list: " + json);
    }

    /** Declares and builds an index where there is none that is whole. */
    static void create(Connection connection, PropertyIndex index) throws SQLException {
        inTransaction(connection, () -> {
            if (declare(connection, index) == 1) {
                renew(connection);
            }
        });
        alone(connection, () -> {
            // Somebody can have dropped it since.
            Optional<Declared> declared = find(connection, index);
            if (declared.isPresent()) {
                build(connection, declared.get());
            }
        });
    }

    private static int declare(Connection connection, PropertyIndex index) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO property_index (target, path) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            statement.setString(1, table(index));
            statement.setString(2, JsonValues.writeValue(index.path().keys()));
            return statement.executeUpdate();
        }
    }

    /**
     * Plans rest on what is declared, so that every scope with nodes has a new state with it. The rows of all scopes are locked until
     * the transaction ends, and whoever writes to one locks its row too.
     */
    private static void renew(Connection connection) throws SQLException {
        execute(connection, "SET LOCAL ROLE \"" + PostgresOptions.OPERATOR_ROLE + "\"");
        execute(connection, KnownFacts.renewal());
    }

    /** Begins again where somebody writes to a scope for long, so that nobody waits here with the rows of all others. */
    private static void inTransaction(Connection connection, Work work) throws SQLException {
        while (!isDone(connection, work)) {
            pause(BETWEEN_TRIES);
        }
    }

    private static boolean isDone(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "SET LOCAL lock_timeout = '" + HELD_BACK + "'");
            work.run();
            connection.commit();
            return true;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            if (failure instanceof SQLException refused && IN_THE_WAY.contains(refused.getSQLState())) {
                return false;
            }
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Builds what is missing or invalid of an index. */
    static void build(Connection connection, Declared declared) throws SQLException {
        for (Built part : declared.parts()) {
            Optional<Boolean> valid = valid(connection, part.name());
            if (valid.isPresent() && !valid.get()) {
                execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + part.name());
            }
            if (!valid.orElse(false)) {
                execute(connection, part.definition());
            }
        }
    }

    /** Drops an index where there is one; it is not declared any more before it goes, so that nobody builds it again. */
    static void drop(Connection connection, PropertyIndex index) throws SQLException {
        Optional<Declared> found = find(connection, index);
        if (found.isPresent()) {
            Declared declared = found.get();
            inTransaction(connection, () -> {
                execute(connection, "DELETE FROM property_index WHERE property_index_id = " + declared.id());
                renew(connection);
            });
            alone(connection, () -> {
                for (Built part : declared.parts()) {
                    execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + part.name());
                }
            });
        }
    }

    /** Indexes that a drop has left which did not come to its end. */
    static List<String> orphans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT c.relname
                        FROM pg_index AS i
                        JOIN pg_class AS c ON c.oid = i.indexrelid
                        WHERE c.relnamespace = current_schema()::regnamespace
                          AND i.indrelid IN (to_regclass('node'), to_regclass('edge'))
                          AND c.relname ~ '^property_[0-9]+_(text|number)$'
                          AND split_part(c.relname, '_', 2) NOT IN (SELECT property_index_id::text FROM property_index)
                        ORDER BY c.relname""")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** Drops what is of no declared property. */
    static void dropOrphans(Connection connection) throws SQLException {
        alone(connection, () -> {
            for (String orphan : orphans(connection)) {
                execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + orphan);
            }
        });
    }

    /** Whether an index of the schema is whole, empty where there is none. */
    static Optional<Boolean> valid(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT i.indisvalid
                FROM pg_index AS i
                JOIN pg_class AS c ON c.oid = i.indexrelid
                WHERE c.relname = ? AND c.relnamespace = current_schema()::regnamespace""")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Declared> find(Connection connection, PropertyIndex index) throws SQLException {
        return all(connection).stream()
                .filter(declared -> declared.index().equals(index))
                .findFirst();
    }

    private static void alone(Connection connection, Work work) throws SQLException {
        lock(connection);
        try {
            work.run();
        } finally {
            execute(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
        }
    }

    /** Asks again and again: a statement that waits for the lock has a snapshot, and a build waits for those before its own. */
    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            while (!isTrue(statement)) {
                pause(BETWEEN_LOOKS);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "The thread was interrupted while it waited for others who build an index or write.",
                    ErrorContext.RETRYABLE,
                    interrupted);
        }
    }

    private static boolean isTrue(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String table(PropertyIndex index) {
        return switch (index.target()) {
            case NODE -> "node";
            case EDGE -> "edge";
        };
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
