package dev.khive.bench.graph.system;

import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.Relation;
import dev.khive.bench.graph.SocialGraph;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SQL written by hand for the tables that khive has filled, over JDBC. Statements are prepared once; the numbers of scope,
 * relations and sets of labels are looked up once, as who writes by hand would keep them. Every edge and node is tested for
 * scope and life as khive must, but for labels only where the relations leave a doubt.
 */
abstract class HandWrittenSystem implements GraphSystem {
    private final Map<Question, NamedSql> texts = new HashMap<>();
    private final Map<Question, PreparedStatement> statements = new HashMap<>();
    private final Map<String, Object> numbers = new HashMap<>();
    private @Nullable Connection connection;

    /** Connects to the database that khive has filled. */
    abstract Connection connect(Path folder, String factor) throws SQLException;

    /** Where the texts are. */
    abstract String folder();

    /** Sees to it that a statement ends at a limit. */
    abstract void limit(Connection connected, PreparedStatement statement, Duration limit) throws SQLException;

    /** Whether an error is that of a statement that ended at its limit. */
    abstract boolean isTimeLimit(SQLException error);

    /** What comes before a statement to see its plan. */
    abstract String explain();

    @Override
    public void open(Path folder, String factor) throws SQLException {
        connection = connect(folder, factor);
        numbers.put("scope", number("SELECT scope_id FROM scope WHERE tenant = 'local' AND namespace = 'default'"));
        for (Relation relation : Relation.values()) {
            numbers.put(
                    relation.name(),
                    number("SELECT relation_id FROM relation WHERE name = '" + relation.name() + "' AND scope_id = "
                            + numbers.get("scope")));
        }
        for (NodeKind kind : NodeKind.values()) {
            numbers.put(
                    kind.label(),
                    number("SELECT label_set_id FROM label_set WHERE labels LIKE '[\"" + kind.label()
                            + "\"%' AND scope_id = " + numbers.get("scope")));
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "opened");
    }

    @Override
    public boolean loads() {
        return false;
    }

    @Override
    public void load(SocialGraph graph, Consumer<String> progress) {
        throw new UnsupportedOperationException("SQL written by hand reads what khive has loaded.");
    }

    @Override
    public String text(Question question) {
        return QuestionTexts.own(question, folder(), ".sql");
    }

    @Override
    public List<List<@Nullable Object>> ask(Question question, Map<String, Object> parameters, Duration limit)
            throws SQLException, TimeLimitException {
        NamedSql text = texts.computeIfAbsent(question, asked -> NamedSql.of(text(asked)));
        PreparedStatement statement = statements.get(question);
        if (statement == null) {
            statement = connection().prepareStatement(text.sql());
            statements.put(question, statement);
        }
        bind(statement, text, parameters);
        try {
            limit(connection(), statement, limit);
            return rows(statement);
        } catch (SQLException error) {
            if (isTimeLimit(error)) {
                throw new TimeLimitException(error);
            }
            throw error;
        }
    }

    private void bind(PreparedStatement statement, NamedSql text, Map<String, Object> parameters) throws SQLException {
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        for (int place = 0; place < text.names().size(); place++) {
            String name = text.names().get(place);
            Object value = name.equals("now") ? (Object) now : parameters.getOrDefault(name, numbers.get(name));
            statement.setObject(
                    place + 1, Objects.requireNonNull(value, () -> "There is no parameter called " + name + "."));
        }
    }

    private static List<List<@Nullable Object>> rows(PreparedStatement statement) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    Object value = result.getObject(column);
                    row.add(value instanceof Number number ? (Object) number.longValue() : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public String plan(Question question, Map<String, Object> parameters) throws SQLException {
        NamedSql text = NamedSql.of(text(question));
        try (PreparedStatement statement = connection().prepareStatement(explain() + text.sql())) {
            bind(statement, text, parameters);
            StringBuilder plan = new StringBuilder();
            try (ResultSet result = statement.executeQuery()) {
                int last = result.getMetaData().getColumnCount();
                while (result.next()) {
                    plan.append(result.getString(last)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Override
    public void close() throws SQLException {
        connection().close();
    }
}
