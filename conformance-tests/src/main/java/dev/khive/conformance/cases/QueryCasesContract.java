package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.conformance.SentenceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The query cases as tests. A backend author extends it, says where an empty database is, and names the cases that are known to
 * fail; no answer may be wrong. Left out where the backend does not declare {@link Capability#QUERY_GQL}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(SentenceNames.class)
public abstract class QueryCasesContract {
    private @Nullable Backend backend;
    private String address = "";

    /** Cases; JUnit makes one for a run. */
    protected QueryCasesContract() {}

    /** The address of a database that may be filled; asked for once. */
    protected abstract String url();

    /** The cases of the openCypher collection that are known to fail. */
    protected KnownFailures knownFailures(Operands operands) {
        return KnownFailures.NONE;
    }

    @BeforeAll
    final void openAndRequireQueries() {
        address = url();
        backend = Khive.open(address);
        assumeTrue(
                backend().capabilities().contains(Capability.QUERY_GQL),
                () -> backend().name() + " does not declare " + Capability.QUERY_GQL + ".");
    }

    @AfterAll
    final void close() {
        if (backend != null) {
            backend.close();
        }
    }

    private Backend backend() {
        return Objects.requireNonNull(backend, "opened before the first test");
    }

    @Test
    void theProjectsOwnCasesAllPass() {
        assertThat(report(CaseFile.own(), Operands.WRITTEN).failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void openCypherCasesPassButForThoseKnownToFailAndNoneIsWrong(Operands operands) {
        CaseReport report = report(CaseFile.openCypher(), operands);
        System.out.println(report.title() + ": " + report.totals() + ".");
        KnownFailures known = knownFailures(operands);
        assertThat(known.newFailures(report)).as("new failures").isEmpty();
        assertThat(known.fixed(report)).as("fixed: take them off the list").isEmpty();
        assertThat(report.count(Outcome.WRONG_ANSWER)).as("wrong answers").isZero();
    }

    /** A case is run again without each rewrite that changes its plan, and without all of them. */
    @Test
    void casesPassWithEachRewriteTurnedOff() {
        CaseRunner runner = new CaseRunner(backend(), Operands.WRITTEN);
        Map<String, List<GraphCase>> rewritten = new TreeMap<>();
        List<GraphCase> cases = new ArrayList<>(CaseFile.own().cases());
        cases.addAll(CaseFile.openCypher().cases());
        for (GraphCase test : cases) {
            for (String rewrite : runner.rewrites(test)) {
                rewritten.computeIfAbsent(rewrite, none -> new ArrayList<>()).add(test);
                rewritten.computeIfAbsent("all", none -> new ArrayList<>()).add(test);
            }
        }
        rewritten.forEach(this::assertAnsweredWithout);
    }

    private void assertAnsweredWithout(String rewrite, List<GraphCase> cases) {
        KhiveConfig config = KhiveConfig.builder()
                .url(address)
                .set("query.rewrites-off", rewrite)
                .build();
        try (Backend without = Khive.open(config)) {
            CaseReport report = new CaseReport(
                    "Query cases on " + without.name() + " without " + rewrite,
                    new CaseRunner(without, Operands.WRITTEN)
                            .run(cases.stream().distinct().toList()));
            System.out.println(report.title() + ": " + report.totals() + ".");
            assertThat(knownFailures(Operands.WRITTEN).newFailures(report))
                    .as(report.title())
                    .isEmpty();
        }
    }

    private CaseReport report(CaseFile file, Operands operands) {
        List<Verdict> verdicts = new CaseRunner(backend(), operands).run(file.cases());
        return new CaseReport("Query cases on " + backend().name() + ", operands " + operands, verdicts);
    }
}
