package dev.khive.conformance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.conformance.BackendConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a run of the kit makes of exclusions and of failures, shown on the suite of traversals. */
class KitRunTest {
    private static @Nullable Certificate given;

    @TempDir
    Path folder = Path.of("");

    /** A kit that keeps its certificate for the test. */
    abstract static class Kept extends BackendConformance {
        @Override
        protected String url(String database) {
            return "memory:" + getClass().getSimpleName() + database;
        }

        @Override
        public void certified(Certificate certificate) {
            given = certificate;
        }
    }

    static class Plain extends Kept {}

    @Excludes(rule = "GRAPH-014", reason = "It is a test.")
    static class NeedlesslyExcluding extends Kept {}

    /** Its backend breaks the rule that it excludes. */
    @Excludes(rule = "GRAPH-014", reason = "A root that is gone reaches nothing here.")
    static class RightlyExcluding extends Kept {
        @Override
        protected String url(String database) {
            return "mutant:a-root-that-is-not-live-reaches-nothing/"
                    + getClass().getSimpleName() + database;
        }
    }

    @Excludes(rule = "GRAPH-914", reason = "There is none.")
    static class ExcludingNothing extends Kept {}

    static class Impatient extends Kept {
        @Override
        protected String url(String database) {
            return "mutant:a-traversal-never-ends/" + database;
        }

        @Override
        public java.time.Duration caseLimit() {
            return java.time.Duration.ofMillis(300);
        }
    }

    @BeforeEach
    void forget() {
        given = null;
    }

    private static EngineExecutionResults run(DiscoverySelector... selectors) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectors).execute();
    }

    private static DiscoverySelector traversals(Class<?> kit) {
        Class<?> nested = Arrays.stream(BackendConformance.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals("Traversals"))
                .findFirst()
                .orElseThrow();
        return selectNestedClass(List.of(kit), nested);
    }

    private static Certificate certificate() {
        return java.util.Objects.requireNonNull(given, "given at the end of the run");
    }

    @Test
    void aPartOfTheKitIsCountedAndIsNoWholeRun() {
        run(traversals(Plain.class)).testEvents().assertStatistics(events -> events.failed(0));

        Certificate certificate = certificate();
        assertThat(certificate.count(Outcome.PASSED)).isPositive();
        assertThat(certificate.count(Outcome.NOT_RUN)).isPositive();
        assertThat(certificate.isWhole()).isFalse();
        assertThat(certificate.backend()).isEqualTo("memory");
    }

    @Test
    void aBackendThatHangsFailsAndDoesNotStopTheKit() {
        run(traversals(Impatient.class));

        assertThat(certificate().results())
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .extracting(RuleResult::reason)
                .contains("The case did not end within PT0.3S; it stands")
                .anySatisfy(reason -> assertThat(reason).startsWith("The case was not run: 5 cases before it"));
    }

    @Test
    void anExclusionThatIsNotNeededFails() {
        run(traversals(NeedlesslyExcluding.class))
                .allEvents()
                .failed()
                .assertThatEvents()
                .anySatisfy(event -> assertThat(
                                event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                        .getThrowable())
                        .hasValueSatisfying(failure -> assertThat(failure)
                                .hasMessageContaining("These rules are excluded and pass now: [GRAPH-014]")));
    }

    @Test
    void anExcludedRuleThatFailsIsToldWithItsReason() {
        run(traversals(RightlyExcluding.class)).allEvents().assertStatistics(events -> events.failed(0));

        assertThat(certificate().count(Outcome.EXCLUDED)).isEqualTo(1);
        assertThat(certificate().count(Outcome.FAILED)).isZero();
        assertThat(certificate().toString()).contains("A root that is gone reaches nothing here.");
    }

    @Test
    void anExclusionOfARuleThatDoesNotExistFails() {
        run(selectClass(ExcludingNothing.class))
                .allEvents()
                .failed()
                .assertThatEvents()
                .anySatisfy(event -> assertThat(
                                event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                        .getThrowable())
                        .hasValueSatisfying(failure ->
                                assertThat(failure).hasMessageContaining("GRAPH-914, which does not exist")));
    }

    @Test
    void theCertificateIsWrittenForProgramsAndForPeople() throws IOException {
        RuleResult broken = new RuleResult(
                "GRAPH-014",
                "paths are <short>",
                Set.of(Capability.GRAPH),
                Outcome.FAILED,
                2,
                1,
                0,
                "expected 1, was 2");
        Certificate certificate = Certificate.of(
                new Certificate.Subject("example", "1.2", Ownership.WRITE_THROUGH),
                List.of(broken),
                Set.of(Capability.GRAPH, Capability.ENTITIES),
                Instant.parse("2026-01-31T10:00:00Z"),
                Duration.ofSeconds(61));

        Path page = certificate.write(folder.resolve("new"));

        assertThat(certificate.isPassed()).isFalse();
        assertThat(Files.readString(page))
                .contains("Conformance of example", "paths are &lt;short&gt;", "expected 1, was 2", "2 of 3");
        assertThat(Files.readString(page.resolveSibling("conformance.json")))
                .contains(
                        "\"backend\" : \"example\"",
                        "\"seconds\" : 61",
                        "\"outcome\" : \"FAILED\"",
                        "\"passed\" : false");
    }

    @Test
    void whatAJarHoldsIsTheSameWhereverAndWheneverTheKitRuns() throws IOException {
        Certificate first = certificateOf(Instant.EPOCH, Duration.ofSeconds(1));
        Certificate second = certificateOf(Instant.now(), Duration.ofSeconds(2));

        Path shipped = first.ship(folder.resolve("first"));

        assertThat(shipped).isEqualTo(folder.resolve("first/META-INF/khive/conformance-example.json"));
        assertThat(shipped).hasSameTextualContentAs(second.ship(folder.resolve("second")));
        assertThat(Files.readString(shipped))
                .contains("\"passed\" : true", "\"contract\" : \"", "\"ownership\" : \"WRITE_THROUGH\"")
                .doesNotContain("seconds", "started", "java");
    }

    private static Certificate certificateOf(Instant started, Duration took) {
        RuleResult kept = new RuleResult("GRAPH-014", "a root", Set.of(), Outcome.PASSED, 1, 0, 0, "");
        return Certificate.of(
                new Certificate.Subject("example", "1.2", Ownership.WRITE_THROUGH),
                List.of(kept),
                Set.of(Capability.ENTITIES),
                started,
                took);
    }
}
