package dev.khive.query.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.CalendarDuration;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @Nested
    class Writing {
        @Test
        void an_integer_is_a_JSON_integer() {
            assertThat(JsonValues.writeValue(List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE, 7, (short) 8, (byte) 9)))
                    .isEqualTo("[-9223372036854775808,0,9223372036854775807,7,8,9]");
        }

        @ParameterizedTest
        @CsvSource({
            "1, 1.0",
            "0, 0.0",
            "-2.5, -2.5",
            "1e3, 1000.0",
            "1e7, 10000000.0",
            "12345678.5, 12345678.5",
            "1.5e20, 150000000000000000000.0",
            "1e-3, 0.001",
            "1e-7, 0.0000001",
            "1.25e-9, 0.00000000125",
            "9007199254740993, 9007199254740992.0"
        })
        void a_float_is_in_plain_notation_with_a_fraction(double number, String json) {
            assertThat(JsonValues.writeValue(number)).isEqualTo(json);
        }

        @Test
        void the_widest_floats_have_no_exponent() {
            assertThat(JsonValues.writeValue(Double.MAX_VALUE))
                    .matches("17976931348623157\\d{292}\\.0")
                    .hasSize(311);
            assertThat(JsonValues.writeValue(Double.MIN_VALUE))
                    .matches("0\\.0{323}49")
                    .hasSize(327);
        }

        @Test
        void negative_zero_is_told_by_twenty_digits() {
            assertThat(JsonValues.writeValue(-0.0)).isEqualTo("-0.00000000000000000000");
        }

        @Test
        void what_JSON_lacks_is_an_object_with_one_tag() {
            assertThat(JsonValues.writeValue(List.of(
                            Double.NaN,
                            Double.POSITIVE_INFINITY,
                            Double.NEGATIVE_INFINITY,
                            LocalDate.of(2024, 2, 29),
                            LocalTime.of(10, 15),
                            OffsetTime.parse("10:15:30.5+01:00"),
                            LocalDateTime.of(2024, 2, 29, 10, 15, 30),
                            ZonedDateTime.parse("2024-02-29T10:15+01:00[Europe/Paris]"),
                            new CalendarDuration(14, 3, 5, 500_000_000))))
                    .isEqualTo("[{\"$float\":\"NaN\"},{\"$float\":\"Infinity\"},{\"$float\":\"-Infinity\"},"
                            + "{\"$date\":\"2024-02-29\"},{\"$localtime\":\"10:15\"},"
                            + "{\"$time\":\"10:15:30.500+01:00\"},{\"$localdatetime\":\"2024-02-29T10:15:30\"},"
                            + "{\"$datetime\":\"2024-02-29T10:15+01:00[Europe/Paris]\"},"
                            + "{\"$duration\":\"P1Y2M3DT5.5S\"}]");
        }

        @Test
        void a_key_that_starts_with_a_dollar_gets_another_one_at_every_level() {
            assertThat(JsonValues.write(Map.of("$date", Map.of("$$", "x")))).isEqualTo("{\"$$date\":{\"$$$\":\"x\"}}");
        }

        @Test
        void a_null_property_is_left_out_but_a_null_inside_stays() {
            Map<String, @Nullable Object> inner = new HashMap<>();
            inner.put("b", null);
            Map<String, @Nullable Object> properties = new HashMap<>();
            properties.put("gone", null);
            properties.put("a", inner);

            assertThat(JsonValues.write(properties)).isEqualTo("{\"a\":{\"b\":null}}");
        }

        @Test
        void a_type_that_is_no_value_is_refused_by_name() {
            assertThatThrownBy(() -> JsonValues.writeValue(List.of(BigDecimal.ONE)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("A value of the type java.math.BigDecimal has no JSON form.");
        }

        @Test
        void a_key_that_is_no_string_is_refused() {
            assertThatThrownBy(() -> JsonValues.writeValue(Map.of(1L, "one")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("The keys of a map must be strings, one was 1.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\0b", "\ud800", "\udc00", "x\ud800y", "\udc00\ud800"})
        void text_that_a_database_cannot_keep_is_refused_as_value_and_as_key(String text) {
            assertThatThrownBy(() -> JsonValues.writeValue(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> JsonValues.write(Map.of(text, 1L))).isInstanceOf(InvalidInputException.class);
        }

        @Test
        void nesting_has_a_bound_that_a_list_in_itself_meets() {
            List<Object> list = new ArrayList<>();
            list.add(list);

            assertThatThrownBy(() -> JsonValues.writeValue(list))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("A value must not nest deeper than 500 lists and maps.");
        }

        @Test
        void what_may_be_written_may_be_read_at_the_bound() {
            Object value = LocalDate.of(2024, 2, 29);
            for (int i = 0; i < JsonValues.MAX_NESTING - 1; i++) {
                value = List.of(value);
            }

            assertThat(JsonValues.readValue(JsonValues.writeValue(value))).isEqualTo(value);
        }
    }

    @Nested
    class Reading {
        @Test
        void every_value_comes_back_as_it_was() {
            RandomValues values = new RandomValues(20_240_229);
            for (int i = 0; i < 20_000; i++) {
                Object value = values.value(4);
                String json = JsonValues.writeValue(value);

                assertThat(JsonValues.readValue(json)).as(json).isEqualTo(value);
                assertThat(JsonValues.readValue(new StringReader(json))).isEqualTo(value);
                assertThat(JsonValues.readValue(json.getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(value);
            }
        }

        @Test
        void properties_come_back_from_text_reader_and_bytes() {
            Map<String, Object> properties = Map.of("name", "Ada", "$born", LocalDate.of(1815, 12, 10), "n", 1.0);
            String json = JsonValues.write(properties);

            assertThat(JsonValues.read(json)).isEqualTo(properties);
            assertThat(JsonValues.read(new StringReader(json))).isEqualTo(properties);
            assertThat(JsonValues.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(properties);
        }

        @Test
        void what_was_read_cannot_be_changed() {
            Map<String, @Nullable Object> properties = JsonValues.read("{\"a\":[1]}");

            assertThatThrownBy(() -> properties.put("b", 1L)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(properties.get("a"))
                    .isInstanceOfSatisfying(
                            List.class,
                            list -> assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-0.0", "-0.00000000000000000000", "0.00000000000000000000", "-0e5"})
        void negative_zero_is_known_with_its_sign_or_by_its_digits(String json) {
            assertThat(JsonValues.readValue(json)).isEqualTo(-0.0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.0", "0.00", "0e1"})
        void other_zeros_are_positive(String json) {
            assertThat(JsonValues.readValue(json)).isEqualTo(0.0);
        }

        @Test
        void a_structure_around_values_is_decoded_by_its_own_decoder() {
            String label = JsonValues.decode("[\"Person\",{\"born\":{\"$date\":\"1815-12-10\"}}]", parser -> {
                parser.nextToken();
                String first = String.valueOf(parser.nextTextValue());
                parser.nextToken();
                Object properties = JsonValues.readCurrent(parser);
                parser.nextToken();
                return first + properties;
            });

            assertThat(label).isEqualTo("Person{born=1815-12-10}");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                9223372036854775808                 | The integer "9223372036854775808" does not fit 64 bits (JSON line 1, column 1).
                [-9223372036854775809]              | The integer "-9223372036854775809" does not fit 64 bits (JSON line 1, column 2).
                1e999                               | The number "1e999" is beyond the range of a 64-bit float (JSON line 1, column 1).
                {"a":1,"a":2}                       | The key "a" stands twice in one object (JSON line 1, column 12).
                {"$map":[]}                         | The key "$map" is none of khive's value types; a map's own key that starts with $ is written with one more $ (JSON line 1, column 2).
                {"$date":"2024-02-30"}              | The value "2024-02-30" of "$date" is not a date such as 2024-02-29 (JSON line 1, column 10).
                {"$float":"nan"}                    | The value "nan" of "$float" is not NaN, Infinity or -Infinity (JSON line 1, column 11).
                {"$duration":"1 day"}               | The value "1 day" of "$duration" is not a duration such as P1Y2M10DT2H30M5.5S (JSON line 1, column 14).
                {"$date":20240229}                  | The value of "$date" must be text: a date such as 2024-02-29 (JSON line 1, column 10).
                {"$date":"2024-02-29","b":1}        | The key "$date" must stand alone in its object (JSON line 1, column 23).
                {"b":1,"$date":"2024-02-29"}        | The key "$date" must stand alone in its object (JSON line 1, column 8).
                [1] 2                               | There is more text after the value (JSON line 1, column 5).
                ''                                  | A JSON value is missing (JSON line 1, column 1).
                """)
        void a_text_that_is_no_value_is_refused_with_its_place(String json, String sentence) {
            assertThatThrownBy(() -> JsonValues.readValue(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(sentence);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[1", "{\"a\":}", "01", "NaN", "'a'", "[1,]", "{\"a\" 1}", "\"a\nb\"", "{\"$date\":"})
        void malformed_text_is_refused_with_its_place(String json) {
            assertThatThrownBy(() -> JsonValues.readValue(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageMatching("(?s)The JSON text is malformed \\(JSON line \\d+, column \\d+\\): .*");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"a\\u0000\"", "\"\\ud800\"", "{\"\\udc00\":1}", "{\"a\":[\"\\ud800x\"]}"})
        void text_that_khive_does_not_store_is_refused(String json) {
            assertThatThrownBy(() -> JsonValues.readValue(json)).isInstanceOf(InvalidInputException.class);
        }

        @Test
        void bytes_that_are_not_UTF_8_are_refused() {
            byte[] latin = "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> JsonValues.readValue(latin)).isInstanceOf(InvalidInputException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "1", "null", "{\"$date\":\"2024-02-29\"}"})
        void properties_must_be_an_object(String json) {
            assertThatThrownBy(() -> JsonValues.read(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("Properties must be a JSON object");
        }

        @Test
        void nesting_has_a_bound() {
            String json = "[".repeat(501) + "]".repeat(501);

            assertThatThrownBy(() -> JsonValues.readValue(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("500");
        }
    }

    @Nested
    class Keys {
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "$", "$a", "$$", "$$a", "a$"})
        void a_key_comes_back_and_is_never_a_tag(String key) {
            String stored = JsonValues.encodeKey(key);

            assertThat(JsonValues.decodeKey(stored)).isEqualTo(key);
            assertThat(stored).doesNotMatch("\\$[^$]*");
        }
    }
}
