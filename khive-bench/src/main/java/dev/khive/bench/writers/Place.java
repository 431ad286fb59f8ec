package dev.khive.bench.writers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A database that nobody has written to, gone when the place is closed. */
sealed interface Place extends AutoCloseable {
    /** The database. */
    Contender contender();

    @Override
    void close() throws IOException, SQLException;

    /** What is measured. */
    enum Kind {
        SQLITE,
        POSTGRES,
        POSTGRES_FOLLOWED;

        /** A new place. */
        Place make() throws IOException {
            return switch (this) {
                case SQLITE -> File.make();
                case POSTGRES -> Schema.make("PostgreSQL", false);
                case POSTGRES_FOLLOWED -> Schema.make("PostgreSQL, followed", true);
            };
        }
    }

    /** A SQLite file in a folder of its own. */
    record File(Path folder, Contender contender) implements Place {
        private static File make() throws IOException {
            Path folder = Files.createTempDirectory("khive-writers");
            String url = "sqlite:" + folder.resolve("writers.db");
            return new File(folder, new Contender("SQLite", url, Map.of("timeout", "PT60S"), false));
        }

        @Override
        public void close() throws IOException {
            List<Path> files;
            try (Stream<Path> found = Files.list(folder)) {
                files = found.toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    /** A schema of the server that {@code KHIVE_POSTGRES_URL} names. */
    record Schema(URI server, String name, Contender contender) implements Place {
        private static Schema make(String title, boolean followed) {
            String server =
                    Objects.requireNonNull(System.getenv("KHIVE_POSTGRES_URL"), "KHIVE_POSTGRES_URL is not set.");
            String name = "writers_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            String url = server + (server.contains("?") ? "&" : "?") + "schema=" + name;
            Map<String, String> settings = Map.of("timeout", "PT60S", "postgres.pool-size", "16");
            return new Schema(URI.create(server), name, new Contender(title, url, settings, followed));
        }

        @Override
        public void close() throws SQLException {
            String[] login = server.getUserInfo().split(":", 2);
            String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath();
            try (Connection connection = DriverManager.getConnection(url, login[0], login[1]);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA " + name + " CASCADE");
            }
        }
    }
}
