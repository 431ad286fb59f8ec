package dev.khive.db.sqlite;

import dev.khive.api.Durability;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.SqlProfile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.sqlite.ProgressHandler;

/** One real connection that remembers the statements prepared on it, so that their plans can be asked for. */
final class RecordedDatabase implements Database {
    private final Connection connection;
    private final SqlProfile profile;
    private final Session session;
    private final Set<String> statements = new LinkedHashSet<>();

    RecordedDatabase(SqliteConnections connections) {
        SqliteDatabase.open(connections).close();
        this.connection = connections.writer();
        this.profile = connections.profile();
        this.session = new Session(recording(connection), profile);
    }

    private Connection recording(Connection target) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    /** The plans of all statements, a line for each step that reads a table or sorts. */
    List<String> plans() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String sql : List.copyOf(statements)) {
            try (Statement statement = connection.createStatement();
                    ResultSet steps = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
                while (steps.next()) {
                    lines.add(steps.getString(4));
                }
            }
        }
        return lines;
    }

    /** How many instructions of SQLite's machine some work takes, in tens. */
    long effort(Runnable work) throws SQLException {
        AtomicLong tens = new AtomicLong();
        ProgressHandler.setHandler(connection, 10, new ProgressHandler() {
            @Override
            protected int progress() {
                tens.incrementAndGet();
                return 0;
            }
        });
        try {
            work.run();
        } finally {
            ProgressHandler.clearHandler(connection);
        }
        return tens.get();
    }

    @Override
    public SqlProfile profile() {
        return profile;
    }

    @Override
    public Durability durability() {
        return Durability.PROCESS;
    }

    @Override
    public <T> T read(Function<Session, T> work) {
        return session.transaction("BEGIN", work);
    }

    @Override
    public Lease lease() {
        throw new UnsupportedOperationException("Plans are asked of calls, not of streams.");
    }

    @Override
    public boolean leaseHoldsWritersBack() {
        return false;
    }

    @Override
    public <T> T write(Function<Session, T> work) {
        return session.transaction("BEGIN IMMEDIATE", work);
    }

    @Override
    public void close() {
        session.close();
    }
}
