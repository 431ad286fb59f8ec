package dev.khive.conformance.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cases of a file that are known to fail, by name: whatever else fails is new, and whatever of them passes is fixed and
 * leaves the list.
 */
public record KnownFailures(Set<String> ids) {
    /** None. */
    public static final KnownFailures NONE = new KnownFailures(Set.of());

    /** Copies what it is given. */
    public KnownFailures {
        ids = Set.copyOf(ids);
    }

    /** Reads a list: a name a line; blank lines and lines that begin with {@code #} are no names. */
    public static KnownFailures read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return of(lines);
        }
    }

    /** A list from its lines. */
    public static KnownFailures of(Stream<String> lines) {
        Set<String> ids = new LinkedHashSet<>();
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(ids::add);
        return new KnownFailures(ids);
    }

    /** What failed and is not listed. */
    public List<Verdict> newFailures(CaseReport report) {
        return report.failures().stream()
                .filter(verdict -> !ids.contains(verdict.id()))
                .toList();
    }

    /** What is listed and passed. */
    public List<String> fixed(CaseReport report) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASSED && ids.contains(verdict.id()))
                .map(Verdict::id)
                .toList();
    }
}
