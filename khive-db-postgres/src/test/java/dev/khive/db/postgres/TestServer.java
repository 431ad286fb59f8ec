package dev.khive.db.postgres;

import dev.khive.api.config.KhiveConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * The server that {@code KHIVE_POSTGRES_URL} names, and schemas and logins of it that no other test has; they are dropped in the
 * end. Without a server the tests are left out, and in CI they fail.
 */
final class TestServer implements AutoCloseable {
    private static final String HINT =
            "The tests on PostgreSQL were left out: run dev/verify, which starts a server, or set"
                    + " KHIVE_POSTGRES_URL to what dev/postgres start prints.";

    /** The version of the schemas that {@link #makeOlder} leaves. */
    static final int OLDER = 2;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String url;
    private final String prefix = "t" + ProcessHandle.current().pid() + "_" + Long.toString(System.nanoTime(), 36);
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, String> logins = new HashMap<>();

    private TestServer(String url) {
        this.url = url;
    }

    /** The server, or the end of the test class that asks. */
    static TestServer require() {
        Optional<String> url =
                Optional.ofNullable(System.getenv("KHIVE_POSTGRES_URL")).filter(text -> !text.isBlank());
        if (url.isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(HINT);
            }
            System.err.println(HINT);
        }
        Assumptions.assumeTrue(url.isPresent(), HINT);
        return new TestServer(url.orElseThrow());
    }

    /** The address of a schema of this name; the same name gives the same schema. */
    synchronized String schema(String name) {
        String schema = (prefix + "_" + name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return url + (url.contains("?") ? "&" : "?") + "schema=" + schema;
    }

    /** The address of a schema that nobody has used. */
    String newSchema() {
        return schema("s" + NAMES.incrementAndGet());
    }

    /**
     * An address for a login that makes its own schemas and is no superuser, as docs/postgres.md has it. Its commits do not wait
     * for the disk: it is for tests of what is stored, not of whether it survives.
     */
    String asOwner(String address) {
        return as("owner", "GRANT khive_app, khive_operator TO %1$s; GRANT CREATE ON DATABASE %2$s TO %1$s", address);
    }

    /** An address for a login that can do what the stores do and nothing else, in a schema that somebody else has made. */
    String asStores(String address) {
        return as("stores", "GRANT khive_app TO %1$s", address);
    }

    private synchronized String as(String kind, String grants, String address) {
        if (!isSuperuser()) {
            return address;
        }
        String login = prefix + "_" + kind;
        String password = logins.computeIfAbsent(login, name -> makeLogin(name, grants));
        return address.replaceFirst("://[^@]*@", "://" + login + ":" + password + "@");
    }

    /** Whether other logins can be made here; where not, the one of the address stands for them all. */
    private boolean isSuperuser() {
        try (Connection connection = plain(url)) {
            return PostgresRoles.isSuperuser(connection);
        } catch (SQLException error) {
            throw new IllegalStateException("The server did not say who has logged in.", error);
        }
    }

    private String makeLogin(String name, String grants) {
        String password = UUID.randomUUID().toString();
        try (Connection connection = plain(url);
                Statement statement = connection.createStatement()) {
            // Roles belong to the whole server, so others make the same ones at the same time.
            statement.execute("SELECT pg_advisory_lock(" + PostgresSchema.LOCK + ")");
            for (String role : List.of(PostgresOptions.APPLICATION_ROLE, PostgresOptions.OPERATOR_ROLE)) {
                if (PostgresRoles.strength(connection, role).isEmpty()) {
                    statement.execute("CREATE ROLE " + role + " NOLOGIN");
                }
            }
            statement.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public");
            statement.execute("SELECT pg_advisory_unlock(" + PostgresSchema.LOCK + ")");
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
            statement.execute("ALTER ROLE " + name + " SET synchronous_commit = off");
            statement.execute(grants.formatted(name, '"' + connection.getCatalog() + '"'));
            return password;
        } catch (SQLException error) {
            throw new IllegalStateException("The login " + name + " could not be made.", error);
        }
    }

    /** A configuration of an address and settings. */
    static KhiveConfig config(String address, Map<String, String> settings) {
        KhiveConfig.Builder builder = KhiveConfig.builder().url(address);
        settings.forEach(builder::set);
        return builder.build();
    }

    /** The connections of an address. */
    static PostgresConnections connections(String address, Map<String, String> settings) {
        KhiveConfig config = config(address, settings);
        PostgresAddress parsed = PostgresAddress.parse(config.location());
        return new PostgresConnections(parsed, PostgresOptions.of(config), new PostgresErrors(parsed));
    }

    /** A connection of what logs in, outside of khive. */
    static Connection plain(String address) throws SQLException {
        PostgresAddress parsed = PostgresAddress.parse(config(address, Map.of()).location());
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + parsed.host() + ":" + parsed.port() + "/" + parsed.database(),
                parsed.user(),
                parsed.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"" + parsed.schema() + "\", public");
        }
        return connection;
    }

    /** Takes the counts of the graph and what came after them out of a schema, as in one that a khive without them has made. */
    static void makeOlder(String address) throws SQLException {
        try (Connection connection = plain(address);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE edge_shape");
            statement.execute("ALTER TABLE scope DROP COLUMN shape");
            statement.execute("ALTER TABLE label_set DROP COLUMN nodes");
            statement.execute("DELETE FROM khive_schema_history WHERE version::integer > " + OLDER);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        try (Connection connection = plain(url);
                Statement statement = connection.createStatement()) {
            for (String schema : schemas) {
                statement.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            }
            for (String login : logins.keySet()) {
                statement.execute("DROP OWNED BY " + login + " CASCADE");
                statement.execute("DROP ROLE " + login);
            }
        }
    }
}
