package dev.khive.query.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJsonRoundTripTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void properties_survive_jsonb() throws SQLException {
        RandomValues values = new RandomValues(1);
        try (PreparedStatement query = connection.prepareStatement("SELECT json(jsonb(?))")) {
            for (int i = 0; i < 5_000; i++) {
                Map<String, @Nullable Object> properties = values.properties();
                query.setString(1, JsonValues.write(properties));

                assertThat(JsonValues.read(one(query))).isEqualTo(properties);
            }
        }
    }

    @Test
    void properties_survive_being_an_element_of_a_built_array() throws SQLException {
        RandomValues values = new RandomValues(2);
        try (PreparedStatement query = connection.prepareStatement("SELECT json_array(json(jsonb(?)), 'x')")) {
            for (int i = 0; i < 1_000; i++) {
                Map<String, @Nullable Object> properties = values.properties();
                query.setString(1, JsonValues.write(properties));

                assertThat(JsonValues.readValue(one(query))).isEqualTo(List.of(properties, "x"));
            }
        }
    }

    @Test
    void an_extracted_float_is_the_same_float() throws SQLException {
        Random random = new Random(3);
        try (PreparedStatement query = connection.prepareStatement("SELECT jsonb(?) ->> '$'")) {
            for (int i = 0; i < 20_000; i++) {
                double number = Double.longBitsToDouble(random.nextLong());
                if (Double.isFinite(number)) {
                    query.setString(1, JsonValues.writeValue(number));
                    try (ResultSet row = query.executeQuery()) {
                        assertThat(row.getDouble(1)).isEqualTo(number);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, -0.0, 1e300, 4.9e-324, 1e15, 0.1})
    void a_float_is_real_to_SQLite(double number) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT json_type(jsonb(?))")) {
            query.setString(1, JsonValues.writeValue(number));

            assertThat(one(query)).isEqualTo("real");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void an_integer_is_an_integer_to_SQLite(long number) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT json_type(jsonb(?1)) || ' ' || (jsonb(?1) ->> '$')")) {
            query.setString(1, JsonValues.writeValue(number));

            assertThat(one(query)).isEqualTo("integer " + number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "$", "$date", "$$x", "a.b", "[0]", "#", "é😀"})
    void a_path_reaches_a_key_at_every_level(String key) throws SQLException {
        String segment = ".\"" + JsonValues.encodeKey(key) + "\"";
        try (PreparedStatement query = connection.prepareStatement("SELECT json_extract(jsonb(?), ?)")) {
            query.setString(1, JsonValues.write(Map.of(key, Map.of(key, "found"))));
            query.setString(2, "$" + segment + segment);

            assertThat(one(query)).isEqualTo("found");
        }
    }

    @Test
    void the_bound_of_nesting_is_within_SQLites() throws SQLException {
        Object value = 1L;
        for (int i = 0; i < JsonValues.MAX_NESTING; i++) {
            value = List.of(value);
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT json(jsonb(?))")) {
            query.setString(1, JsonValues.writeValue(value));

            assertThat(JsonValues.readValue(one(query))).isEqualTo(value);
        }
    }

    private static String one(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            assertThat(row.next()).isTrue();
            return String.valueOf(row.getString(1));
        }
    }
}
