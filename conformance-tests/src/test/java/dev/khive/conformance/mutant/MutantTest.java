package dev.khive.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.Promise;
import dev.khive.conformance.rule.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit finds every fault, each by the rule whose promise is broken, and by no other than those that are listed for it. */
class MutantTest {
    /** Their threads meet in another order each time, so that they find some faults now and then. */
    private static final Set<String> RULES_OF_THREADS =
            Set.of("RECORD-016", "EVENT-014", "EVENT-028", "TRANSACTION-015");

    private static final Path PAGE = Path.of("..", "docs", "mutants.md");

    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    private static Promise promise(Mutant mutant) {
        return KitOver.BOOK.find(mutant.rule()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theRuleThatIsNamedForItFindsItAlone(Mutant mutant) {
        RuleResult result = KitOver.result(mutant, mutant.rule());

        assertThat(result.outcome())
                .as("%s, which breaks: %s", mutant, result.text())
                .isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isNotEmpty();
    }

    /** The area is that of its rule; {@link KilledBy#main} runs every rule of the kit that makes the calls that are wrong. */
    @ParameterizedTest
    @MethodSource("mutants")
    void withoutTheRulesThatFindItItSurvives(Mutant mutant) {
        Set<String> off = KilledBy.of(mutant);
        assertThat(off).contains(mutant.rule());
        String area = promise(mutant).subject();

        Set<String> failed = KitOver.failed(
                mutant,
                rule -> rule.startsWith(area + "-")
                        && mutant.isOf(rule)
                        && !off.contains(rule)
                        && !RULES_OF_THREADS.contains(rule));

        assertThat(failed).as("what finds %s with %s off", mutant.words(), off).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Mutant.ORACLE, Mutant.FILED})
    void theOracleKeepsEveryRuleThatIsNamedForAMutantOfIt(String right) {
        Set<String> rules = new TreeSet<>();
        mutants().stream().filter(mutant -> mutant.right().equals(right)).forEach(mutant -> rules.add(mutant.rule()));
        KitOver.Run run = KitOver.run(right, rules::contains);

        assertThat(rules)
                .allSatisfy(rule -> assertThat(run.of(rule).outcome()).as(rule).isEqualTo(Outcome.PASSED));
    }

    @Test
    void thereAreManyAndEachHasANameAndItsRules() {
        assertThat(mutants())
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Mutant::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(KilledBy.names());
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

                Each is a right backend with one fault, and the rule that a test proves to find it by itself, with no other rule run. "Found by no other" was found by running every rule of the kit that makes the calls in question: with the rule and the others beside it switched off, no case fails and the fault survives. A test runs that again for the area of the rule, but for the rules of many threads (EVENT-014, EVENT-028, RECORD-016, TRANSACTION-015), which find some faults by chance. The rules are in [contract.md](contract.md); a test keeps this page.

                | fault | rule | broken promise | others that find it |
                | --- | --- | --- | --- |
                """);
        for (Mutant mutant : Mutants.ALL) {
            page.append("| ")
                    .append(mutant.words())
                    .append(" | ")
                    .append(mutant.rule())
                    .append(" | ")
                    .append(promise(mutant).text())
                    .append(" | ")
                    .append(others(mutant))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String others(Mutant mutant) {
        Set<String> others = new TreeSet<>(KilledBy.of(mutant));
        others.remove(mutant.rule());
        return others.isEmpty() ? "no other" : String.join(", ", others);
    }
}
