package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Opening looks at the version of a schema alone, so functions that change reach one that is there only with a new version. */
class FunctionsOfVersionTest {
    private static final int VERSION = 5;
    private static final String CHECKSUM = "15f139e9";

    @Test
    void functionsChangeOnlyWithTheVersion() throws Exception {
        String advice = "The repeatable migrations are not those of version " + VERSION
                + ": add a versioned migration after it, raise PostgresSchema.CURRENT, and note both here";
        assertThat(PostgresSchema.CURRENT).as(advice).isEqualTo(VERSION);
        assertThat(checksum()).as(advice).isEqualTo(CHECKSUM);
    }

    private static String checksum() throws Exception {
        Path migrations = Path.of(PostgresSchema.class
                .getResource("/" + PostgresMigration.LOCATION)
                .toURI());
        CRC32 checksum = new CRC32();
        for (Path functions : repeatable(migrations)) {
            checksum.update(Files.readString(functions).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(checksum.getValue());
    }

    private static List<Path> repeatable(Path migrations) throws IOException {
        try (var files = Files.list(migrations)) {
            return files.filter(path -> path.getFileName().toString().startsWith("R__"))
                    .sorted()
                    .toList();
        }
    }
}
