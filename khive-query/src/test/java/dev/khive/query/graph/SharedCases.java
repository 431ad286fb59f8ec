package dev.khive.query.graph;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds case files and graphs that lie in a folder {@code shared} beside a checkout, or above it. */
final class SharedCases {
    private SharedCases() {}

    static Optional<Path> find(String first, String... more) {
        Path relative = Path.of("shared").resolve(Path.of(first, more));
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve(relative);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }
}
