package dev.khive.bench.cases;

import dev.khive.api.error.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** A database for the cases; closing removes what was made for them. */
interface CaseDatabase extends AutoCloseable {
    /** Its address. */
    String url();

    @Override
    void close() throws IOException, SQLException;

    /** The database that a name stands for. */
    static CaseDatabase of(String backend, Map<String, String> environment) throws IOException {
        return switch (backend) {
            case "sqlite" -> new TemporaryFile(Files.createTempDirectory("khive-cases"));
            case "postgres" -> {
                String server = environment.get("KHIVE_POSTGRES_URL");
                if (server == null || server.isBlank()) {
                    throw new InvalidInputException(
                            "KHIVE_POSTGRES_URL is not set; dev/tck sets it to what dev/postgres start prints.");
                }
                yield new TemporarySchema(server, "cases_" + Long.toString(System.nanoTime(), 36));
            }
            default -> new Given(backend);
        };
    }

    /** A database that somebody else made and keeps. */
    record Given(String url) implements CaseDatabase {
        @Override
        public void close() {}
    }

    /** A file in a folder of its own. */
    record TemporaryFile(Path folder) implements CaseDatabase {
        @Override
        public String url() {
            return "sqlite:" + folder.resolve("cases.db");
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** A schema of a server. */
    record TemporarySchema(String server, String schema) implements CaseDatabase {
        @Override
        public String url() {
            return server + (server.contains("?") ? "&" : "?") + "schema=" + schema;
        }

        @Override
        public void close() throws SQLException {
            URI address = URI.create(server);
            String[] login = address.getUserInfo().split(":", 2);
            String jdbc = "jdbc:postgresql://" + address.getHost() + ":"
                    + (address.getPort() < 0 ? 5432 : address.getPort()) + address.getPath();
            try (Connection connection =
                            DriverManager.getConnection(jdbc, login[0], login.length == 2 ? login[1] : null);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            }
        }
    }
}
