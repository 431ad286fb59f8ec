package dev.khive.r2dbc.postgres;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * The server that {@code KHIVE_POSTGRES_URL} names, and schemas of it that no other test has; they are dropped in the end.
 * Without a server the tests are left out, and in CI they fail.
 */
final class TestServer implements AutoCloseable {
    private static final String HINT =
            "The tests on PostgreSQL were left out: run dev/verify, which starts a server, or set"
                    + " KHIVE_POSTGRES_URL to what dev/postgres start prints.";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String url;
    private final String prefix = "r" + ProcessHandle.current().pid() + "_" + Long.toString(System.nanoTime(), 36);
    private final List<String> schemas = new ArrayList<>();

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

    /** Opens an address with settings. */
    static Backend open(String address, Map<String, String> settings) {
        KhiveConfig.Builder builder = KhiveConfig.builder().url(address);
        settings.forEach(builder::set);
        return Khive.open(builder.build());
    }

    /** A connection of what logs in, outside of khive. */
    Connection plain() throws SQLException {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
                URLDecoder.decode(user[0], StandardCharsets.UTF_8),
                user.length > 1 ? URLDecoder.decode(user[1], StandardCharsets.UTF_8) : "");
    }

    @Override
    public synchronized void close() throws SQLException {
        try (Connection connection = plain();
                Statement statement = connection.createStatement()) {
            for (String schema : schemas) {
                statement.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            }
        }
    }
}
