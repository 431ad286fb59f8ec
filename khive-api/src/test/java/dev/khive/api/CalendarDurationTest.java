package dev.khive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.CalendarDuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDurationTest {
    @ParameterizedTest
    @CsvSource({
        "P1Y2M10DT2H30M5.5S, P1Y2M10DT2H30M5.5S",
        "P14M, P1Y2M",
        "P2W, P14D",
        "PT90M, PT1H30M",
        "PT0S, PT0S",
        "P0D, PT0S",
        "-P1M, P-1M",
        "-P1DT1.5S, P-1DT-1.5S",
        "PT-0.5S, PT-0.5S",
        "PT0.000000001S, PT0.000000001S",
        "P-1Y3M, P-9M"
    })
    void reads_and_writes_iso_8601(String text, String canonical) {
        CalendarDuration duration = CalendarDuration.parse(text);
        assertThat(duration).hasToString(canonical);
        assertThat(CalendarDuration.parse(canonical)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "PT", "P1", "1D", "P1DT", "PT1", "P1H", "PT1.1234567890S", "P9223372036854775807Y"})
    void refuses_what_is_no_duration(String text) {
        assertThatThrownBy(() -> CalendarDuration.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void carries_nanoseconds_of_any_sign_into_seconds() {
        assertThat(CalendarDuration.ofParts(0, 0, 0, -500_000_000))
                .isEqualTo(new CalendarDuration(0, 0, -1, 500_000_000));
        assertThat(CalendarDuration.ofParts(0, 0, 1, 2_500_000_000L))
                .isEqualTo(new CalendarDuration(0, 0, 3, 500_000_000));
    }
}
