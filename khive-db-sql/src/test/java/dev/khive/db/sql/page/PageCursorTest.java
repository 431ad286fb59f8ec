package dev.khive.db.sql.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.page.Cursor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageCursorTest {
    private static final List<Object> KEYS = List.of(
            1L,
            Long.MIN_VALUE,
            -0.0,
            Double.MAX_VALUE,
            "",
            "grüße 🐦",
            UUID.fromString("00000000-0000-7000-8000-0123456789ab"));

    @Test
    void keysComeBackAsTheyWere() {
        assertThat(PageCursor.read("list", PageCursor.write("list", KEYS))).isEqualTo(KEYS);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        Cursor cursor = PageCursor.write("list", KEYS);

        assertThatThrownBy(() -> PageCursor.read("another", cursor)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aCursorWithOneCharacterChangedIsRefused() {
        String token = PageCursor.write("list", KEYS).token();
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            Cursor changed = new Cursor(token.substring(0, i) + other + token.substring(i + 1));

            assertThatThrownBy(() -> PageCursor.read("list", changed))
                    .as("position %s", i)
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void aKeyThatIsTooLongForACursorIsAnErrorAndNeverCut() {
        assertThat(PageCursor.write("list", List.of("x".repeat(2_900))).token()).hasSizeLessThan(4_096);
        assertThatThrownBy(() -> PageCursor.write("list", List.of("x".repeat(5_000))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("5005");
    }
}
