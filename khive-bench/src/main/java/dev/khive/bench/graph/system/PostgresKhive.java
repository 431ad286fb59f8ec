package dev.khive.bench.graph.system;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** khive on PostgreSQL, in a schema of its own for each scale; the server is the one that KHIVE_POSTGRES_URL names. */
public final class PostgresKhive extends KhiveSystem {
    @Override
    public String name() {
        return "khive-postgres";
    }

    @Override
    public String threads() {
        return "server default";
    }

    @Override
    String url(Path folder, String factor) {
        return address(factor);
    }

    /** The address of the schema of a scale. */
    static String address(String factor) {
        String url = System.getenv("KHIVE_POSTGRES_URL");
        if (url == null) {
            throw new IllegalStateException(
                    "KHIVE_POSTGRES_URL must name a PostgreSQL; dev/postgres start prints one.");
        }
        return url + (url.contains("?") ? "&" : "?") + "schema=" + schema(factor);
    }

    static String schema(String factor) {
        return "khive_bench_" + factor.replaceAll("\\W", "_");
    }

    /** A connection as who owns the tables of a scale. */
    static Connection connect(String factor) throws SQLException {
        URI address = URI.create(address(factor));
        String[] user = address.getUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", user[0]);
        properties.setProperty("password", user.length > 1 ? user[1] : "");
        properties.setProperty("currentSchema", schema(factor));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(), properties);
    }

    @Override
    void drop(Path folder, String factor) throws SQLException {
        try (Connection connection = connect(factor);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema(factor) + " CASCADE");
        }
    }

    @Override
    String dialect() {
        return "postgres";
    }
}
