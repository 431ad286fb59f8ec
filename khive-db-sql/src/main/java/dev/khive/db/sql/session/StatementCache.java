package dev.khive.db.sql.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a connection that are not in use, the least recently used ones dropped first. The one that was given back last
 * is the likeliest to be wanted next, so it waits outside of the map.
 */
final class StatementCache {
    private static final int CAPACITY = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
    private String last = "";
    private @Nullable PreparedStatement lastIdle;

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /** A statement that nobody else has until it is given back, so the same text may be in use twice. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = lastIdle;
        if (statement != null && last.equals(sql)) {
            lastIdle = null;
            return statement;
        }
        statement = idle.remove(sql);
        return statement == null ? connection.prepareStatement(sql) : statement;
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement before = lastIdle;
        String beforeSql = last;
        last = sql;
        lastIdle = statement;
        if (before != null) {
            keep(beforeSql, before);
        }
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
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
        Set<String> texts = new HashSet<>(idle.keySet());
        if (lastIdle != null) {
            texts.add(last);
        }
        return Set.copyOf(texts);
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
        if (lastIdle != null) {
            lastIdle.close();
            lastIdle = null;
        }
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }
}
