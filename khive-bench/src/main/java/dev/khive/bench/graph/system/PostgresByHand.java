package dev.khive.bench.graph.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** SQL written by hand for the schema that {@link PostgresKhive} has filled, as who owns the tables, past the policies on rows. */
public final class PostgresByHand extends HandWrittenSystem {
    private static final String CANCELLED = "57014";

    @Override
    public String name() {
        return "sql-postgres";
    }

    @Override
    public String version() {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return "PostgreSQL " + row.getString(1);
        } catch (SQLException error) {
            throw new IllegalStateException("The server does not say its version.", error);
        }
    }

    @Override
    public String threads() {
        return "server default";
    }

    @Override
    Connection connect(Path folder, String factor) throws SQLException {
        return PostgresKhive.connect(factor);
    }

    @Override
    String folder() {
        return "postgres";
    }

    @Override
    void limit(Connection connected, PreparedStatement statement, Duration limit) throws SQLException {
        statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
    }

    @Override
    boolean isTimeLimit(SQLException error) {
        return CANCELLED.equals(error.getSQLState());
    }

    @Override
    String explain() {
        return "EXPLAIN ";
    }

    @Override
    public long bytes() throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c"
                        + " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace")) {
            row.next();
            return row.getLong(1);
        }
    }
}
