package dev.khive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KhiveConfigTest {
    private static final List<OptionKey> BACKEND = List.of(OptionKey.of("toy.readers", "4", "Readers."));

    @Test
    void code_is_stronger_than_the_environment() {
        KhiveConfig config = KhiveConfig.builder()
                .environment(Map.of(
                        "KHIVE_BOUNDS_BATCH", "5", "KHIVE_TIMEOUT", "PT1S", "KHIVE_TOY_READERS", "9", "PATH", "x"))
                .url("toy:x")
                .set("bounds.batch", "7")
                .build()
                .checked(BACKEND);
        assertThat(config.bounds().batch()).isEqualTo(7);
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.integer("toy.readers", 4)).isEqualTo(9);
    }

    @Test
    void the_address_may_come_from_the_environment_and_is_never_replaced_by_it() {
        Map<String, String> environment = Map.of("KHIVE_URL", "toy:environment");
        assertThat(KhiveConfig.builder().environment(environment).build().location())
                .isEqualTo("environment");
        assertThat(KhiveConfig.builder()
                        .environment(environment)
                        .url("toy:code")
                        .build()
                        .location())
                .isEqualTo("code");
    }

    @ParameterizedTest
    @CsvSource({"bounds.bach, bounds.batch", "toy.reader, toy.readers", "time-out, timeout"})
    void an_unknown_key_is_refused_with_the_nearest_known_one(String wrong, String right) {
        KhiveConfig config = KhiveConfig.builder().url("toy:x").set(wrong, "1").build();
        assertThatThrownBy(() -> config.checked(BACKEND))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + wrong + "\"")
                .hasMessageContaining("\"" + right + "\"");
    }

    @Test
    void an_unknown_environment_variable_of_khive_is_refused() {
        KhiveConfig config = KhiveConfig.builder()
                .url("toy:x")
                .environment(Map.of("KHIVE_TIMEOUTS", "1"))
                .build();
        assertThatThrownBy(() -> config.checked(BACKEND)).hasMessageContaining("KHIVE_TIMEOUT");
    }

    @Test
    void the_environment_may_set_what_another_backend_knows() {
        KhiveConfig config = KhiveConfig.builder()
                .url("toy:x")
                .environment(Map.of("KHIVE_OTHER_POOL", "9"))
                .build();
        assertThat(config.checked(BACKEND, List.of(OptionKey.of("other.pool", "1", "Pool.")))
                        .text("other.pool", "unset"))
                .isEqualTo("unset");
    }

    @Test
    void no_value_is_ever_printed() {
        KhiveConfig config = KhiveConfig.builder()
                .url("toy://user:hunter2@host/db")
                .set("toy.readers", "hunter3")
                .build();
        assertThat(config.toString()).contains("toy").doesNotContain("hunter");
    }

    @Test
    void a_secret_that_does_not_fit_is_refused_without_its_value() {
        KhiveConfig config = KhiveConfig.builder()
                .url("toy:x")
                .set("toy.pin", "hunter2")
                .build()
                .checked(List.of(new OptionKey("toy.pin", "", true, "A number that is a secret.")));

        assertThatThrownBy(() -> config.integer("toy.pin", 0))
                .isInstanceOf(InvalidInputException.class)
                .hasNoCause()
                .hasMessage("The setting toy.pin must be an integer; its value is a secret.");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, soon, duration",
        "timeout, PT0S, positive",
        "bounds.batch, many, integer",
        "bounds.batch, 0, 1 to",
        "bounds.vector-dimension, 65537, 65536"
    })
    void a_value_that_does_not_fit_its_key_is_refused_with_the_key_named(String key, String value, String expected) {
        KhiveConfig config = KhiveConfig.builder().url("toy:x").set(key, value).build();
        assertThatThrownBy(() -> {
                    config.timeout();
                    config.bounds();
                })
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(key.substring(key.indexOf('.') + 1))
                .hasMessageContaining(expected);
    }

    @Test
    void an_address_without_a_scheme_is_refused() {
        assertThatThrownBy(() -> KhiveConfig.of("kb.db")).hasMessageContaining("sqlite:kb.db");
        assertThatThrownBy(() -> KhiveConfig.builder().build()).hasMessageContaining("KHIVE_URL");
    }

    @Test
    void an_address_that_no_backend_knows_is_refused() {
        assertThatThrownBy(() -> Khive.open(KhiveConfig.of("nosuch:x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nosuch:");
    }
}
