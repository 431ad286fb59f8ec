package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.function.ValueFault;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import dev.khive.query.value.GraphJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks the functions of values of Java and of PostgreSQL the same, and compares what they say. Runs as the application's role. */
final class FunctionParity implements AutoCloseable {
    private static final Pattern FAULT = Pattern.compile("khive:([A-Za-z]+)");
    private static final int SHOWN = 20;

    private final TestServer server;
    private final Connection connection;
    private final Set<String> wrappers = new HashSet<>();
    private long compared;
    private long refused;

    private FunctionParity(TestServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /**
     * An answer: a value, null, or the code of an error.
     *
     * @param fault null where there is none
     */
    record Answer(@Nullable Object value, @Nullable String fault) {}

    /** Functions in a schema of their own. */
    static FunctionParity open() throws SQLException {
        TestServer server = TestServer.require();
        String address = server.newSchema();
        PostgresDatabase.open(TestServer.connections(address, Map.of())).close();
        return new FunctionParity(server, TestServer.plain(address));
    }

    /** Sets something of PostgreSQL's for all questions that follow. */
    void set(String setting, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }

    /** The names of the functions that PostgreSQL lacks. */
    Set<String> lacking() throws SQLException {
        Set<String> lacking = new TreeSet<>();
        ValueFunctions.all().forEach(function -> lacking.add(function.sqlName()));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")) {
            while (rows.next()) {
                lacking.remove(rows.getString(1));
            }
        }
        return lacking;
    }

    /** How many answers were compared so far, refusals left out. */
    long compared() {
        return compared;
    }

    /** How many questions PostgreSQL refused so far where it may. */
    long refused() {
        return refused;
    }

    /** Asserts equal answers to each tuple of arguments, which are JSON. */
    void assertSame(String function, List<List<String>> tuples) throws SQLException {
        assertSame(function, tuples, 0, false);
    }

    /**
     * Asserts equal answers.
     *
     * @param ulps how many units in the last place floats may be apart
     * @param refusable whether PostgreSQL may refuse what it has no way to answer
     */
    void assertSame(String name, List<List<String>> tuples, int ulps, boolean refusable) throws SQLException {
        ValueFunction function = ValueFunctions.find(name).orElseThrow();
        Map<Integer, List<List<String>>> byArity = tuples.stream().collect(Collectors.groupingBy(List::size));
        List<String> differences = new ArrayList<>();
        for (List<List<String>> group : byArity.values()) {
            List<Answer> answers = answers(function, group);
            for (int index = 0; index < group.size(); index++) {
                Answer expected = java(function, group.get(index));
                Answer actual = answers.get(index);
                if (refusable && "UnsupportedValue".equals(actual.fault())) {
                    refused++;
                } else if (!same(expected, actual, ulps)) {
                    differences.add((name + group.get(index) + " is " + expected + " and was " + actual)
                            .replaceAll("0{30,}", "0…0"));
                }
                compared++;
            }
        }
        assertThat(differences.stream().limit(SHOWN))
                .as("%d of %d answers of %s differ", differences.size(), tuples.size(), name)
                .isEmpty();
    }

    private static boolean same(Answer expected, Answer actual, int ulps) {
        return Objects.equals(expected.fault(), actual.fault()) && same(expected.value(), actual.value(), ulps);
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual, int ulps) {
        if (expected instanceof Double a && actual instanceof Double b) {
            return a.equals(b) || Math.abs(a - b) <= ulps * Math.ulp(a);
        }
        if (expected instanceof List<?> a && actual instanceof List<?> b) {
            return a.size() == b.size()
                    && IntStream.range(0, a.size()).allMatch(index -> same(a.get(index), b.get(index), ulps));
        }
        return Objects.equals(expected, actual);
    }

    private static Answer java(ValueFunction function, List<String> arguments) {
        List<@Nullable Object> given = new ArrayList<>();
        arguments.forEach(each -> given.add(each.equals("null") ? null : each));
        try {
            Object result = ValueFunctions.call(function, given);
            return new Answer(
                    switch (function.result()) {
                        case VALUE -> result == null ? null : GraphJson.read(result.toString());
                        case BYTES -> result == null ? null : HexFormat.of().formatHex((byte[]) result);
                        case TEXT -> name(function, result);
                        case INTEGER, FLOAT, BOOLEAN -> result;
                    },
                    null);
        } catch (ValueFault fault) {
            return new Answer(null, code(String.valueOf(fault.getMessage())));
        }
    }

    /** The JSON that a ranked text carries is spaced and ordered otherwise. */
    private static @Nullable Object name(ValueFunction function, @Nullable Object result) {
        if (result == null || !function.name().equals("ranked")) {
            return result;
        }
        String[] parts = result.toString().split(" ", 2);
        List<@Nullable Object> ranked = new ArrayList<>();
        ranked.add(parts[0]);
        ranked.add(GraphJson.read(parts[1]));
        return ranked;
    }

    private static String code(String message) {
        Matcher matcher = FAULT.matcher(message);
        return matcher.find() ? matcher.group(1) : message;
    }

    private List<Answer> answers(ValueFunction function, List<List<String>> tuples) throws SQLException {
        int arity = tuples.getFirst().size();
        String wrapper = wrapper(function, arity);
        String arguments = IntStream.range(0, arity)
                .mapToObj(index -> "nullif(t.item -> " + index + ", 'null')")
                .collect(Collectors.joining(", "));
        String json = tuples.stream()
                .map(tuple -> "[" + String.join(",", tuple) + "]")
                .collect(Collectors.joining(",", "[", "]"));
        List<Answer> answers = new ArrayList<>();
        try (Statement role = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + wrapper + "(" + arguments
                                + ") FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS t (item, place) ORDER BY t.place")) {
            role.execute("SET ROLE khive_app");
            statement.setString(1, json);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(answer(function, rows.getString(1)));
                }
            }
            role.execute("RESET ROLE");
        }
        return answers;
    }

    private static Answer answer(ValueFunction function, @Nullable String said) {
        if (said == null) {
            return new Answer(null, null);
        }
        String text = said.substring(1);
        if (said.startsWith("!")) {
            return new Answer(null, code(text));
        }
        return new Answer(
                switch (function.result()) {
                    case VALUE, INTEGER, FLOAT, BOOLEAN -> GraphJson.read(text);
                    case TEXT -> name(function, text);
                    case BYTES -> text;
                },
                null);
    }

    /** A function that gives the answer as text, with = in front, or the message of an error with ! in front. */
    private String wrapper(ValueFunction function, int arity) throws SQLException {
        String wrapper = "answer_" + function.name() + "_" + arity;
        if (wrappers.add(wrapper)) {
            String call = function.sqlName()
                    + IntStream.rangeClosed(1, arity)
                            .mapToObj(index -> "$" + index)
                            .collect(Collectors.joining(", ", "(", ")"));
            String text = switch (function.result()) {
                case VALUE, INTEGER -> call + "::text";
                case TEXT -> call;
                case FLOAT -> "khive_float_json(" + call + ")::text";
                case BOOLEAN -> call + "::integer::text";
                case BYTES -> "encode(" + call + ", 'hex')";
            };
            String types = "jsonb" + ", jsonb".repeat(arity - 1);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE FUNCTION " + wrapper + "(" + types + ") RETURNS text LANGUAGE plpgsql AS $$ "
                        + "BEGIN RETURN '=' || " + text
                        + "; EXCEPTION WHEN OTHERS THEN RETURN '!' || SQLERRM; END $$");
            }
        }
        return wrapper;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
