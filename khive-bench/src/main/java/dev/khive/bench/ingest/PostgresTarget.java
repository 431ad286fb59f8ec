package dev.khive.bench.ingest;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/**
 * A schema of a PostgreSQL. The driver puts the rows of a batch into few statements.
 *
 * @param server an address without a schema
 * @param schema of this run alone
 */
record PostgresTarget(String server, String schema) implements IngestTarget {
    @Override
    public String address() {
        return server + (server.contains("?") ? "&" : "?") + "schema=" + schema;
    }

    @Override
    public Connection connect() throws SQLException {
        URI uri = URI.create(server);
        String[] user = uri.getUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", user[0]);
        properties.setProperty("password", user.length > 1 ? user[1] : "");
        properties.setProperty("currentSchema", schema);
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
    }

    @Override
    public List<String> settings() {
        return List.of();
    }

    @Override
    public String json() {
        return "?::jsonb";
    }

    @Override
    public Object id(UUID id) {
        return id;
    }

    @Override
    public Texts texts(Connection connection, long scope) throws SQLException {
        return new Postings(
                connection.prepareStatement("INSERT INTO text_length (scope_id, doc_id, tokens) VALUES (?, ?, ?)"),
                connection.prepareStatement("INSERT INTO text_posting (scope_id, term, doc_id, frequency, positions)"
                        + " VALUES (?, ?, ?, 1, ARRAY[?])"),
                scope);
    }

    @Override
    public void drop() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    /** The words of the names here differ from each other and are cut at their points. */
    private record Postings(PreparedStatement length, PreparedStatement posting, long scope) implements Texts {
        @Override
        public void add(long document, String title) throws SQLException {
            List<String> terms = List.of(title.toLowerCase(Locale.ROOT).split("\\."));
            length.setLong(1, scope);
            length.setLong(2, document);
            length.setLong(3, terms.size());
            length.addBatch();
            for (int place = 0; place < terms.size(); place++) {
                posting.setLong(1, scope);
                posting.setString(2, terms.get(place));
                posting.setLong(3, document);
                posting.setInt(4, place);
                posting.addBatch();
            }
        }

        @Override
        public void flush() throws SQLException {
            length.executeBatch();
            posting.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            length.close();
            posting.close();
        }
    }
}
