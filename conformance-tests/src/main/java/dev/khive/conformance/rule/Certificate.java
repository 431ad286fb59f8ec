package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Ownership;
import dev.khive.api.spi.BackendCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a whole run of the kit found, to be shipped with the backend.
 *
 * @param backend the backend's name
 * @param version the backend's version
 * @param ownership whose data it holds, which says what it had to prove of how current its answers are
 * @param contract khive's version, whose rules these are
 * @param java the Java that ran it
 * @param started when the run began
 * @param took how long it took
 * @param declared the capabilities that the backend declares
 * @param results every rule
 */
public record Certificate(
        String backend,
        String version,
        Ownership ownership,
        String contract,
        String java,
        Instant started,
        Duration took,
        Set<Capability> declared,
        List<RuleResult> results) {

    /** A certificate; the collections are copied. */
    public Certificate {
        declared = Set.copyOf(declared);
        results = List.copyOf(results);
    }

    /**
     * The backend that a kit is about.
     *
     * @param name its name
     * @param version its version
     * @param ownership whose data it holds
     */
    public record Subject(String name, String version, Ownership ownership) {}

    static Certificate of(
            Subject subject, List<RuleResult> results, Set<Capability> declared, Instant started, Duration took) {
        return new Certificate(
                subject.name(),
                subject.version(),
                subject.ownership(),
                Khive.version(),
                Runtime.version().toString(),
                started.truncatedTo(ChronoUnit.SECONDS),
                took,
                declared,
                results);
    }

    /** Whether every rule was come to. */
    public boolean isWhole() {
        return count(Outcome.NOT_RUN) == 0;
    }

    /** Whether the run was whole and no rule failed. */
    public boolean isPassed() {
        return isWhole() && count(Outcome.FAILED) == 0;
    }

    /** How many rules ended so. */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** The rules of each capability, by their outcome; those that need none are under the empty name. */
    Map<String, Map<Outcome, Long>> byCapability() {
        Map<String, Map<Outcome, Long>> table = new TreeMap<>();
        for (RuleResult result : results) {
            List<String> names = result.needs().isEmpty()
                    ? List.of("")
                    : result.needsInOrder().stream().map(Capability::name).toList();
            for (String name : names) {
                table.computeIfAbsent(name, any -> new TreeMap<>()).merge(result.outcome(), 1L, Long::sum);
            }
        }
        return table;
    }

    /** The capabilities in the order of their declaration. */
    List<Capability> declaredInOrder() {
        return declared.stream().sorted().toList();
    }

    /** The capabilities that are not declared. */
    List<Capability> undeclared() {
        return Arrays.stream(Capability.values())
                .filter(capability -> !declared.contains(capability))
                .toList();
    }

    /** One line for a terminal. */
    public String summary() {
        return backend + " " + version + ", contract " + contract + ": " + count(Outcome.PASSED) + " rules passed, "
                + count(Outcome.FAILED) + " failed, " + count(Outcome.EXCLUDED) + " excluded, "
                + count(Outcome.UNSUPPORTED) + " of capabilities or ownerships that are not declared, "
                + count(Outcome.NOT_SHOWN) + " not shown here, " + count(Outcome.NOT_RUN) + " not run.";
    }

    /**
     * Writes {@code conformance.json} and {@code conformance.html} into a folder, which is made where it is missing.
     *
     * @return the page
     * @throws IOException when a file cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("conformance.json"), CertificateJson.text(this));
        return Files.writeString(folder.resolve("conformance.html"), CertificatePage.html(this));
    }

    /**
     * Writes what the backend's jar is to hold, without time and machine, to {@link BackendCertificate#place} below a folder of
     * classes.
     *
     * @return the file
     * @throws IOException when it cannot be written
     */
    public Path ship(Path classes) throws IOException {
        Path file = classes.resolve(BackendCertificate.place(backend));
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "below a folder"));
        return Files.writeString(file, CertificateJson.shipped(this));
    }
}
