package dev.khive.db.sqlite;

import dev.khive.api.error.DriverException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Runs the migrations with Flyway on a connection that has a transaction open, and leaves it open. */
final class SqliteMigration {
    /** The table in which Flyway keeps what was migrated. */
    static final String HISTORY = "khive_schema_history";

    /** Where the migrations are, on the class path. */
    static final String LOCATION = "dev/khive/db/sqlite/migration";

    private SqliteMigration() {}

    /**
     * Brings the schema to the newest version.
     *
     * @throws DriverException when a migration fails; the caller rolls back
     */
    static void run(Connection connection) throws SQLException {
        try {
            Flyway.configure(SqliteMigration.class.getClassLoader())
                    .dataSource(sharing(connection))
                    .locations("classpath:" + LOCATION)
                    .table(HISTORY)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            if (failure.getCause() instanceof SQLException error) {
                throw error;
            }
            throw new DriverException("The schema could not be migrated: " + failure.getMessage(), failure);
        }
    }

    private static DataSource sharing(Connection connection) {
        Connection shared = proxy(Connection.class, new Shared(connection));
        return proxy(DataSource.class, (self, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> shared;
            case "toString" -> "the connection that migrates";
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SqliteMigration.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The connection without a say over its transaction: Flyway's commits become part of the one around them. */
    private record Shared(Connection connection) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "close", "commit", "rollback", "setAutoCommit" -> null;
                case "getAutoCommit" -> true;
                case "isClosed" -> false;
                default -> {
                    try {
                        yield method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause() == null ? failure : failure.getCause();
                    }
                }
            };
        }
    }
}
