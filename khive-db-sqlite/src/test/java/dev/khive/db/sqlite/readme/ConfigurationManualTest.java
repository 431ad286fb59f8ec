package dev.khive.db.sqlite.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.config.KhiveConfig;
import dev.khive.db.sqlite.SqliteBackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationManualTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)?");

    @Test
    void the_manual_has_every_setting_with_its_fallback_and_no_other() throws IOException {
        String manual = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/configuration.md"));
        List<String> documented = ROW.matcher(manual)
                .results()
                .map(ConfigurationManualTest::setting)
                .toList();
        List<String> existing = Stream.concat(
                        KhiveConfig.COMMON_OPTIONS.stream(), new SqliteBackendProvider().options().stream())
                .map(option -> setting(option.name(), option.fallback()))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(existing);
    }

    private static String setting(MatchResult row) {
        String fallback = row.group(2);
        return setting(row.group(1), fallback == null ? "" : fallback);
    }

    private static String setting(String name, String fallback) {
        return name + " = " + fallback;
    }
}
