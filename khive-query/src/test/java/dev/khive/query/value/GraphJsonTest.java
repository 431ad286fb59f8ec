package dev.khive.query.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"a\"",
                "\"a \\\"quoted\\\" word\"",
                "\"\\u00e9\"",
                "\"é and 走\"",
                "\"\\\\\"",
                "\"$node\"",
                "0",
                "-0",
                "-7",
                "12345678901234567",
                "123456789012345678",
                "-123456789012345678",
                "9223372036854775807",
                "-9223372036854775808",
                "1.0",
                "-0.0",
                "1e3",
                "true",
                "null",
                "[1,\"a\"]",
                "{\"a\":1}",
                "{\"$float\":\"NaN\"}"
            })
    void plainTextsAndNumbersAreReadAsTheParserReadsThem(String text) {
        assertThat(GraphJson.read(text)).isEqualTo(JsonValues.readValue(text));
        assertThat(GraphJson.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(JsonValues.readValue(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "\"", "1-", "--1", "\"a\"b\"", "\"a"})
    void whatIsNoJsonIsAnError(String text) {
        assertThatThrownBy(() -> GraphJson.read(text)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> GraphJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuntimeException.class);
    }
}
