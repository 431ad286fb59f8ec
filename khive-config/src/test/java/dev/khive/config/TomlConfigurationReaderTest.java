package dev.khive.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlConfigurationReaderTest {
    @TempDir
    private Path folder;

    private final TomlConfigurationReader reader = new TomlConfigurationReader();

    @Test
    void tables_become_prefixes_and_values_texts() throws IOException {
        Map<String, String> settings = read("""
                url = "sqlite:kb.db"   # a comment
                timeout = 'PT5S'
                migrate = false
                text.tokenizer = "english"

                [bounds]
                batch = 5_000
                results = 0x10

                [sqlite]
                ratio = 0.5
                schemas = ["a", "b"]
                """);

        assertThat(settings)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "url", "sqlite:kb.db",
                        "timeout", "PT5S",
                        "migrate", "false",
                        "text.tokenizer", "english",
                        "bounds.batch", "5000",
                        "bounds.results", "16",
                        "sqlite.ratio", "0.5",
                        "sqlite.schemas", "a,b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n# nothing\n", "[bounds]\n"})
    void a_file_without_settings_is_read_as_none(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_are_no_error() throws IOException {
        assertThat(read("\ufeffurl = \"sqlite:a\"\r\nactor = \"é\"\r\n"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("url", "sqlite:a", "actor", "é"));
    }

    @ParameterizedTest
    @CsvSource({"khive.toml, true", "dir.d/KHIVE.TOML, true", "khive.json, false", "toml, false"})
    void files_are_known_by_their_name(Path file, boolean read) {
        assertThat(reader.reads(file)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "'a = 1\n[bounds\nbatch = 5', 2, 8",
        "'a = 1\na = 2', 2, 6",
        "'a = 1\n\nb = hunter2', 3, 5",
        "'a = 1\nb = \"hunter2', 2, 13",
        "'[a]\nb = 1\n[a]\nc = 2', 3, 3"
    })
    void a_syntax_error_names_line_and_column_and_no_value(String text, int line, int column) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The configuration file " + file() + " does not parse in line " + line
                        + ", column " + column + ": ")
                .hasStackTraceContaining("TomlStreamReadException")
                .satisfies(error -> assertThat(stackTrace(error)).doesNotContain("hunter"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a = [[\"hunter\"]]', a, 'must be a list of single values, without lists or tables in it'",
        "'[[a.b]]\nc = \"hunter\"', a.b, 'must be a list of single values, without lists or tables in it'",
        "'a = [\"hunter,2\"]', a, 'is a list, and no text in a list can have a comma'",
        "'\"a.b\" = \"hunter\"\na.b = 2', a.b, 'must stand there once, with a table or with dots in quotes'"
    })
    void a_value_that_is_no_setting_is_refused_with_its_key_and_no_value(String text, String key, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The setting " + key + " of the configuration file " + file() + " " + reason + ".");
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> reader.read(folder.resolve("none.toml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The configuration file " + folder.resolve("none.toml") + " is not there.");
    }

    @Test
    void a_folder_is_an_error() {
        assertThatThrownBy(() -> reader.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The configuration file " + folder + " is no file but a folder or device.");
    }

    @Test
    void text_that_is_not_UTF_8_is_an_error_with_its_line() throws IOException {
        Files.write(file(), "a = 1\nb = \"é\"\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> reader.read(file()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The configuration file " + file() + " must be UTF-8, which it is not in line 2.");
    }

    @Test
    void text_that_ends_within_a_character_is_an_error() throws IOException {
        Files.write(file(), new byte[] {'#', (byte) 0xc3});

        assertThatThrownBy(() -> reader.read(file())).hasMessageContaining("must be UTF-8");
    }

    @Test
    void a_file_beyond_a_mebibyte_is_refused() throws IOException {
        Files.writeString(file(), "#".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> reader.read(file()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The configuration file " + file() + " must have at most 1048576 bytes.");
    }

    private Map<String, String> read(String text) throws IOException {
        Files.writeString(file(), text);
        return reader.read(file());
    }

    private Path file() {
        return folder.resolve("khive.toml");
    }

    private static String stackTrace(Throwable error) {
        java.io.StringWriter text = new java.io.StringWriter();
        error.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
