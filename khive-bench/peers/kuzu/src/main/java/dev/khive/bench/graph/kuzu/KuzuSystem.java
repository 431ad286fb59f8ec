package dev.khive.bench.graph.kuzu;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.FlatTuple;
import com.kuzudb.PreparedStatement;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;
import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.bench.graph.system.GraphSystem;
import dev.khive.bench.graph.system.QuestionTexts;
import dev.khive.bench.graph.system.TimeLimitException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Kuzu in the process, with two threads. A node has one label in it, so that posts and comments are messages with a
 * property that tells them apart; the primary key, its only index, is the name.
 */
public final class KuzuSystem implements GraphSystem {
    private static final long THREADS = 2;

    private final Map<Question, PreparedStatement> statements = new EnumMap<>(Question.class);
    private @Nullable Database database;
    private @Nullable Connection connection;
    private @Nullable Path folder;

    @Override
    public String name() {
        return "kuzu";
    }

    @Override
    public String version() {
        return "Kuzu 0.11.2";
    }

    @Override
    public String threads() {
        return Long.toString(THREADS);
    }

    @Override
    public void open(Path place, String factor) {
        folder = place;
        database = new Database(place.resolve("graph.kuzu").toString());
        connection = new Connection(database);
        connection.setMaxNumThreadForExec(THREADS);
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, "opened");
    }

    @Override
    public void load(SocialGraph graph, Consumer<String> progress) throws IOException {
        KuzuTables tables = new KuzuTables(graph, Objects.requireNonNull(folder));
        for (String statement : tables.statements()) {
            progress.accept(statement);
            run(statement);
        }
        run("CHECKPOINT");
        tables.deleteFiles();
    }

    private void run(String statement) {
        try (QueryResult result = connection().query(statement)) {
            if (!result.isSuccess()) {
                throw new IllegalStateException(statement + ": " + result.getErrorMessage());
            }
        }
    }

    @Override
    public String text(Question question) {
        String own = QuestionTexts.own(question, "kuzu", ".cypher");
        return own.isEmpty()
                ? QuestionTexts.cypher(question)
                        .replaceAll(":Post\\b", ":Message {post: true}")
                        .replaceAll(":Comment\\b", ":Message {post: false}")
                : own;
    }

    @Override
    public List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws TimeLimitException {
        connection().setQueryTimeout(limit.toMillis() + 1);
        PreparedStatement statement =
                statements.computeIfAbsent(question, asked -> connection().prepare(text(asked)));
        if (!statement.isSuccess()) {
            throw new IllegalStateException(statement.getErrorMessage());
        }
        Map<String, Value> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(name, new Value(value)));
        try (QueryResult result = connection().execute(statement, values)) {
            if (!result.isSuccess()) {
                String message = result.getErrorMessage();
                if (message.contains("nterrupt")) {
                    throw new TimeLimitException(new IllegalStateException(message));
                }
                throw new IllegalStateException(message);
            }
            return rows(result);
        } finally {
            values.values().forEach(Value::close);
        }
    }

    private static List<List<@Nullable Object>> rows(QueryResult result) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.hasNext()) {
            try (FlatTuple tuple = result.getNext()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (long column = 0; column < result.getNumColumns(); column++) {
                    try (Value value = tuple.getValue(column)) {
                        Object found = value.isNull() ? null : value.getValue();
                        row.add(found instanceof Number number ? (Object) number.longValue() : found);
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public String plan(Question question, Map<String, Object> parameters) {
        try (QueryResult result = connection().query("EXPLAIN " + text(question))) {
            return result.isSuccess() ? result.getNext().toString() : result.getErrorMessage();
        }
    }

    @Override
    public long bytes() throws IOException {
        return folder == null ? 0 : QuestionTexts.bytes(folder);
    }

    @Override
    public void close() {
        statements.values().forEach(PreparedStatement::close);
        connection().close();
        Objects.requireNonNull(database, "opened").close();
    }
}
