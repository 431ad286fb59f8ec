package dev.khive.db.sql.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The statements of a connection that are not in use, the least recently used ones dropped first. */
final class StatementCache {
    private static final int CAPACITY = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /** A statement that nobody else has until it is given back, so the same text may be in use twice. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        return statement == null ? connection.prepareStatement(sql) : statement;
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        } else if (idle.size() > CAPACITY) {
            var eldest = idle.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
    }

    Set<String> texts() {
        return Set.copyOf(idle.keySet());
    }

    /** Closes a statement that failed. */
    void discard(PreparedStatement statement, SQLException failure) {
        try {
            statement.close();
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    void close() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }
}
