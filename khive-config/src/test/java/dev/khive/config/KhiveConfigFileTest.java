package dev.khive.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KhiveConfigFileTest {
    private static final List<OptionKey> BACKEND =
            List.of(OptionKey.of("toy.readers", "4", "Readers."), new OptionKey("toy.password", "", true, "A secret."));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, -, -, 1",
                "-, 2, -, 2",
                "-, -, 3, 3",
                "1, 2, -, 2",
                "1, -, 3, 3",
                "-, 2, 3, 3",
                "1, 2, 3, 3",
            })
    void code_is_stronger_than_the_environment_and_the_environment_than_the_file(
            String file, String environment, String code, String expected) throws IOException {
        for (OptionKey key : List.of(OptionKey.of("bounds.batch", "", ""), BACKEND.get(0))) {
            KhiveConfig.Builder builder = KhiveConfig.builder();
            if (code != null) {
                builder.set(key.name(), code);
            }
            if (environment != null) {
                builder.environment(Map.of(key.environmentName(), environment));
            }
            builder.file(file("url = \"toy:x\"\n" + (file == null ? "" : key.name() + " = " + file)));

            assertThat(builder.build().checked(BACKEND).text(key.name(), "none"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[bounds]\nbach = 5', bounds.bach, bounds.batch",
        "'[toy]\nreader = 5', toy.reader, toy.readers",
        "'URL = \"x\"', URL, url"
    })
    void an_unknown_key_of_a_file_is_refused_with_the_nearest_known_one(String text, String wrong, String right)
            throws IOException {
        KhiveConfig config = KhiveConfig.builder().url("toy:x").file(file(text)).build();

        assertThatThrownBy(() -> config.checked(BACKEND))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("There is no setting \"" + wrong + "\"; did you mean \"" + right + "\"?");
    }

    @Test
    void no_value_of_a_file_is_printed() throws IOException {
        KhiveConfig config = KhiveConfig.builder()
                .file(file("url = \"toy://user:hunter2@host\"\ntoy.password = \"hunter3\""))
                .build();

        assertThat(config.checked(BACKEND).text("toy.password", "")).isEqualTo("hunter3");
        assertThat(config + " " + config.checked(BACKEND)).doesNotContain("hunter");
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThatThrownBy(() -> KhiveConfig.builder().file(folder.resolve("khive.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("khive.yaml")
                .hasMessageContaining(".toml");
    }

    @Test
    void a_backend_is_opened_as_a_file_says() throws IOException {
        Path file = file("url = \"nosuch:x\"");

        assertThatThrownBy(() -> Khive.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"nosuch:\"");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("khive.toml"), text);
    }
}
