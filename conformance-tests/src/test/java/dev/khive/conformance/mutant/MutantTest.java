package dev.khive.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.khive.conformance.BackendConformance;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.Promise;
import dev.khive.conformance.rule.Promise.Proof;
import dev.khive.conformance.rule.RuleBook;
import dev.khive.conformance.rule.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit finds every fault, each by the rule whose promise is broken. */
class MutantTest {
    private static final Path PAGE = Path.of("..", "docs", "mutants.md");
    private static final RuleBook BOOK = RuleBook.of(BackendConformance.class);

    private static String address = "memory:";
    private static @Nullable Certificate given;

    /** The kit over a mutant, or over the oracle as it is. */
    static class Kit extends BackendConformance {
        @Override
        protected String url(String database) {
            return address + database;
        }

        @Override
        public void certified(Certificate certificate) {
            given = certificate;
        }
    }

    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    private static Promise promise(Mutant mutant) {
        return BOOK.find(mutant.rule()).orElseThrow();
    }

    private static DiscoverySelector selector(Proof proof) {
        List<Class<?>> suites = new java.util.ArrayList<>(proof.suites());
        suites.set(0, Kit.class);
        return suites.size() == 1
                ? selectMethod(Kit.class, proof.test())
                : selectNestedMethod(suites.subList(0, suites.size() - 1), suites.getLast(), proof.test());
    }

    private static RuleResult run(String url, Promise promise) {
        address = url;
        given = null;
        EngineTestKit.engine("junit-jupiter")
                .selectors(promise.proofs().stream().map(MutantTest::selector).toArray(DiscoverySelector[]::new))
                .execute();
        return Objects.requireNonNull(given, "given at the end of the run").results().stream()
                .filter(result -> result.rule().equals(promise.id()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theKitFindsIt(Mutant mutant) {
        RuleResult result = run("mutant:" + mutant.name() + "/", promise(mutant));

        assertThat(result.outcome())
                .as("%s, which breaks: %s", mutant, result.text())
                .isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isNotEmpty();
    }

    @Test
    void theOracleKeepsEveryRuleThatAMutantBreaks() {
        Map<String, Promise> promises = new TreeMap<>();
        mutants().forEach(mutant -> promises.put(mutant.rule(), promise(mutant)));

        assertThat(promises.values())
                .allSatisfy(promise -> assertThat(run("memory:", promise).outcome())
                        .as(promise.id())
                        .isEqualTo(Outcome.PASSED));
    }

    @Test
    void thereAreManyAndEachHasAName() {
        assertThat(mutants())
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Mutant::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void thePageNamesThemAll() {
        assertThat(PAGE).hasContent(page());
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Faults that the conformance kit finds

                Each is a right backend with one fault, and the rule that a test proves to find it. The rules are in [contract.md](contract.md); a test keeps this page.

                | fault | rule | broken promise |
                | --- | --- | --- |
                """);
        for (Mutant mutant : Mutants.ALL) {
            page.append("| ")
                    .append(mutant.words())
                    .append(" | ")
                    .append(mutant.rule())
                    .append(" | ")
                    .append(promise(mutant).text())
                    .append(" |\n");
        }
        return page.toString();
    }
}
