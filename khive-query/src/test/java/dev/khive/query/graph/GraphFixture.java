package dev.khive.query.graph;

import dev.khive.api.query.Row;
import dev.khive.query.Bind;
import dev.khive.query.CompiledQuery;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryFaults;
import dev.khive.query.QueryValues;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A graph in an SQLite database in memory with khive's own schema. */
public final class GraphFixture implements AutoCloseable {
    private static final Path SCHEMA = Path.of(
            "..",
            "khive-db-sqlite",
            "src",
            "main",
            "resources",
            "dev",
            "khive",
            "db",
            "sqlite",
            "migration",
            "V1__first_schema.sql");
    private static final QueryCompiler COMPILER = QueryCompiler.forDialect("sqlite");

    private final Connection connection;
    private final Map<String, Long> names = new HashMap<>();
    private long lastKey;

    public GraphFixture() {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite::memory:");
            Pattern.compile(";\\s*(--[^\n]*)?\n")
                    .splitAsStream(Files.readString(SCHEMA))
                    .forEach(this::execute);
            execute("insert into scope values (1, 'test', 'test', 0), (2, 'test', 'other', 0)");
            execute("alter table scope add column shape integer not null default 0");
            FixtureFunction.addAll(connection);
            connection.setAutoCommit(false);
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Adds a node and gives its key. */
    public long node(List<String> labels, Map<String, ?> properties) {
        return node(1, labels, properties);
    }

    public long node(int scope, List<String> labels, Map<String, ?> properties) {
        long key = ++lastKey;
        insert(
                "insert into node values (?, ?, ?, 0, ?, null, jsonb(?), 1, 0, 0, null, null)",
                key,
                scope,
                uuid(key),
                labelSet(scope, labels),
                JsonValues.write(properties));
        return key;
    }

    /** Adds an edge. */
    public long edge(long source, String relation, long target, Map<String, ?> properties) {
        return edge(1, source, relation, target, properties);
    }

    public long edge(int scope, long source, String relation, long target, Map<String, ?> properties) {
        long key = ++lastKey;
        insert(
                "insert into edge values (?, ?, ?, ?, ?, null, ?, 1.0, null, null, jsonb(?), 1, 0, 0, null)",
                key,
                scope,
                source,
                named("relation", scope, relation),
                target,
                uuid(key),
                properties.isEmpty() ? null : JsonValues.write(properties));
        return key;
    }

    /** The id that a result shows for a key. */
    public static UUID id(long key) {
        return new UUID(0, key);
    }

    private static byte[] uuid(long key) {
        return ByteBuffer.allocate(16).putLong(0).putLong(key).array();
    }

    private long labelSet(int scope, List<String> labels) {
        String cached = "set " + scope + labels;
        Long known = names.get(cached);
        if (known != null) {
            return known;
        }
        long key = ++lastKey;
        insert("insert into label_set values (?, ?, ?)", key, scope, JsonValues.writeValue(labels));
        labels.stream()
                .distinct()
                .forEach(label -> insert(
                        "insert into label_set_member values (?, ?, ?)", scope, named("label", scope, label), key));
        names.put(cached, key);
        return key;
    }

    private long named(String table, int scope, String name) {
        String cached = table + scope + name;
        Long known = names.get(cached);
        if (known != null) {
            return known;
        }
        long key = ++lastKey;
        insert("insert into " + table + " values (?, ?, ?)", key, scope, name);
        names.put(cached, key);
        return key;
    }

    public void insert(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    public static CompiledQuery compile(String text, Map<String, ?> parameters) {
        return COMPILER.compile(text, QueryValues.types(parameters), 1);
    }

    public static CompiledQuery compile(String text, Map<String, ?> parameters, int scopes) {
        return COMPILER.compile(text, QueryValues.types(parameters), scopes);
    }

    /** What is known of the first scopes. */
    public GraphFacts facts(int scopes) {
        return FixtureFacts.of(connection, scopes);
    }

    public List<Row> query(String text) {
        return query(text, Map.of());
    }

    public List<Row> query(String text, Map<String, ?> parameters) {
        return run(compile(text, parameters), parameters, 1);
    }

    /** Runs a statement in the scope 1, or in 1 and 2. */
    public List<Row> run(CompiledQuery query, Map<String, ?> parameters, int... scopes) {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            int index = 0;
            for (Bind bind : query.binds()) {
                statement.setObject(++index, value(bind, parameters, scopes));
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    @Nullable Object[] values = new Object[query.columns().size()];
                    for (int column = 0; column < values.length; column++) {
                        values[column] = QueryValues.read(query.types().get(column), result.getObject(column + 1));
                    }
                    rows.add(new Row(query.columns(), values));
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw QueryFaults.find(failure.getMessage(), failure)
                    .<RuntimeException>map(fault -> fault)
                    .orElseGet(() -> new IllegalStateException(failure.getMessage() + "\n" + query.sql(), failure));
        }
    }

    private static @Nullable Object value(Bind bind, Map<String, ?> parameters, int... scopes) {
        return switch (bind) {
            case Bind.ScopeId scope -> scopes[scope.index()];
            case Bind.Now now -> 1_000L;
            case Bind.Parameter parameter -> QueryValues.bound(parameter.type(), parameters.get(parameter.name()));
            case Bind.Literal literal -> literal.value();
        };
    }

    /** The steps of SQLite's plan. */
    public List<String> plan(CompiledQuery query) {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("explain query plan " + query.sql());
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                steps.add(result.getString("detail"));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return steps;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new UncheckedIOException(new IOException(failure));
        }
    }
}
