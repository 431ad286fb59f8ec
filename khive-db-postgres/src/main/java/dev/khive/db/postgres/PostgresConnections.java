package dev.khive.db.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.khive.api.error.ErrorContext;
import dev.khive.db.postgres.stream.StreamServer;
import dev.khive.db.sql.scope.CountDialect;
import dev.khive.db.sql.scope.DegreeSample;
import dev.khive.db.sql.session.SqlProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to one database. Those of the pool run as the application's role, read one snapshot a transaction unless
 * told otherwise, and are held to the time limits by the server itself.
 */
record PostgresConnections(PostgresAddress address, PostgresOptions options, PostgresErrors errors) {
    private static final int ROWS_PER_FETCH = 500;
    private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);
    private static final Duration LEAST_WAIT = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** What is particular to PostgreSQL. */
    SqlProfile profile() {
        return new SqlProfile(
                SQLDialect.POSTGRES,
                new PostgresValues(),
                new PostgresJson(),
                errors,
                CountDialect.ON_CONFLICT,
                DegreeSample.NONE,
                " FOR UPDATE",
                new PostgresWall(options.role()),
                true,
                new PostgresPlan(),
                ROWS_PER_FETCH);
    }

    /** The pool. Opens its first connection when one is asked for. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("khive-" + address.database() + "-" + address.schema());
        config.setDataSource(source(poolSettings()));
        config.setMaximumPoolSize(options.poolSize());
        config.setMinimumIdle(Math.min(1, options.poolSize()));
        config.setIdleTimeout(IDLE.toMillis());
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(
                Math.max(LEAST_WAIT.toMillis(), options.timeout().toMillis()));
        config.setValidationTimeout(Math.max(
                LEAST_WAIT.toMillis(), Math.min(5_000, options.timeout().toMillis())));
        return new HikariDataSource(config);
    }

    private Map<String, String> poolSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("search_path", searchPath());
        settings.put("default_transaction_isolation", "repeatable read");
        settings.put("default_transaction_read_only", "on");
        settings.put("statement_timeout", millis(options.timeout()));
        settings.put("lock_timeout", millis(options.lockTimeout()));
        settings.put(
                "idle_in_transaction_session_timeout", millis(options.timeout().multipliedBy(10)));
        // A plan that fits any value would not know which scope is large.
        settings.put("plan_cache_mode", "auto");
        settings.put("jit", "off");
        if (!options.role().isEmpty()) {
            settings.put("role", options.role());
        }
        return settings;
    }

    /** What a driver of streams is told. */
    StreamServer streamServer() {
        Map<String, String> settings = poolSettings();
        // A stream is read to its end as a rule, and not for its first rows.
        settings.put("cursor_tuple_fraction", "1");
        return new StreamServer(
                address.toString(),
                address.host(),
                address.port(),
                address.database(),
                address.user(),
                password(),
                address.driver(),
                settings,
                Map.of("search_path", searchPath()),
                CommitListener.channel(address),
                PostgresOptions.OPERATOR_ROLE,
                options.streamPoolSize(),
                options.timeout(),
                options.connectTimeout(),
                errors);
    }

    private String password() {
        return address.password().isEmpty() ? options.password() : address.password();
    }

    /** Connections of what logged in, without limits of time, in auto-commit mode: for schemas, roles and indexes. */
    DataSource logins() {
        PGSimpleDataSource source = source(Map.of("search_path", searchPath()));
        source.setSocketTimeout(0);
        return source;
    }

    /** Work on a connection of {@link #logins}; what the driver throws is translated. */
    <T> T asLogin(Work<T> work) {
        try (Connection connection = logins().getConnection()) {
            return work.with(connection);
        } catch (SQLException error) {
            throw errors.translate(error, ErrorContext.NONE);
        }
    }

    private String searchPath() {
        return "\"" + address.schema() + "\", public";
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.min(Integer.MAX_VALUE, Math.max(1, duration.toMillis())));
    }

    private PGSimpleDataSource source(Map<String, String> settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(password());
        source.setApplicationName("khive");
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout(seconds(options.connectTimeout()));
        source.setLoginTimeout(seconds(options.connectTimeout()));
        source.setSocketTimeout(seconds(options.timeout().plus(NETWORK_GRACE)));
        source.setOptions(startOptions(settings));
        try {
            for (Map.Entry<String, String> property : address.driver().entrySet()) {
                source.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException unknown) {
            throw errors.translate(unknown, ErrorContext.NONE);
        }
        return source;
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (duration.toMillis() + 999) / 1000));
    }

    /** Settings as the server takes them when a connection begins: white space and backslashes are escaped. */
    private static String startOptions(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> text.append(text.isEmpty() ? "-c " : " -c ")
                .append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replace(" ", "\\ ")));
        return text.toString();
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
