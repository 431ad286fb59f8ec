package dev.khive.conformance.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every rule that finds a mutant, kept in a file that {@link #main} writes: {@code name: RULE RULE}. */
final class KilledBy {
    private static final String FILE = "killed-by.txt";
    private static final Map<String, Set<String>> ALL = read();

    private KilledBy() {}

    /** The rules, by id; none where the file does not name the mutant. */
    static Set<String> of(Mutant mutant) {
        return ALL.getOrDefault(mutant.name(), Set.of());
    }

    /** The names in the file. */
    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Set<String>> read() {
        try (InputStream stream = Objects.requireNonNull(KilledBy.class.getResourceAsStream(FILE), FILE)) {
            Map<String, Set<String>> all = new TreeMap<>();
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split(": ", 2);
                all.put(parts[0], new TreeSet<>(List.of(parts[1].split(" ", -1))));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs every rule of the kit that the mutants of these names can fail, or all mutants, and writes the file. What fails by
     * chance is added to what failed before.
     */
    public static void main(String[] names) throws IOException {
        TouchedCalls touched = TouchedCalls.ofTheKit();
        Map<String, Set<String>> all = new TreeMap<>(ALL);
        for (Mutant mutant : Mutants.ALL) {
            if (names.length == 0 || List.of(names).contains(mutant.name())) {
                Set<String> failed = KitOver.run(
                                mutant.address(), rule -> mutant.isOf(rule) && touched.touches(rule, mutant.calls()))
                        .failed();
                all.computeIfAbsent(mutant.name(), any -> new TreeSet<>()).addAll(failed);
                System.out.println(failed.size() + " rules find " + mutant.words());
            }
        }
        Files.writeString(
                Path.of("src/test/resources")
                        .resolve(KilledBy.class.getPackageName().replace('.', '/'))
                        .resolve(FILE),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }
}
