package dev.khive.bench.writers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and when something was measured. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** One line: the date, the processors and the JDK. */
    static String describe() throws IOException {
        return LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors() + " cores"
                + processor() + ", JDK " + Runtime.version().feature();
    }

    private static String processor() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return " (" + System.getProperty("os.arch") + ")";
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }
}
