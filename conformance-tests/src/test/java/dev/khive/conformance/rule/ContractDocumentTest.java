package dev.khive.conformance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Capability;
import dev.khive.conformance.BackendConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules that are found in the kit, and the page that is made of them. */
class ContractDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "contract.md");

    private final RuleBook book = RuleBook.of(BackendConformance.class);

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, ContractDocument.markdown(RuleBook.of(BackendConformance.class)));
    }

    @Test
    void thePageIsTheKit() {
        assertThat(PAGE).hasContent(ContractDocument.markdown(book));
    }

    @Test
    void aRuleOfRecordsIsProvedForEachKindWithItsOwnCapability() {
        Promise promise = book.promises().stream()
                .filter(each -> each.subject().equals("RECORD"))
                .findFirst()
                .orElseThrow();

        assertThat(promise.proofs())
                .extracting(proof -> List.copyOf(proof.needs()))
                .containsExactlyInAnyOrder(
                        List.of(Capability.ENTITIES), List.of(Capability.NOTES), List.of(Capability.GRAPH));
    }

    @Test
    void everyCapabilityThatIsACallHasARule() {
        Set<Capability> proved = EnumSet.noneOf(Capability.class);
        book.promises().forEach(promise -> promise.proofs().forEach(proof -> proved.addAll(proof.needs())));

        assertThat(proved)
                .contains(
                        Capability.ENTITIES,
                        Capability.NOTES,
                        Capability.GRAPH,
                        Capability.EVENTS,
                        Capability.VECTORS,
                        Capability.SPARSE,
                        Capability.TEXT,
                        Capability.HYBRID_SEARCH,
                        Capability.QUERY_GQL,
                        Capability.TRANSACTIONS,
                        Capability.SAVEPOINTS);
    }

    @Test
    void whatNoTestCanShowHasAnIdOfItsOwnAndAReasonThatNamesRulesThatThereAre() {
        Pattern id = Pattern.compile("[A-Z]+-[0-9]{3}");
        assertThat(Unprovable.values())
                .extracting(Unprovable::id)
                .doesNotHaveDuplicates()
                .allMatch(each -> each.matches("[A-Z]+-9[0-9]{2}"))
                .noneMatch(each -> book.find(each).isPresent());
        assertThat(Unprovable.values()).allSatisfy(promise -> {
            assertThat(promise.reason()).endsWith(".");
            assertThat(id.matcher(promise.reason()).results())
                    .allMatch(named -> book.find(named.group()).isPresent());
        });
    }

    static class Unnamed {
        @Nested
        class Inner {
            @Test
            void isNoRule() {}
        }
    }

    static class Doubled {
        @Rule("TEXT-001")
        @Test
        void isOne() {}

        @Rule("TEXT-001")
        @Test
        void isTheSame() {}
    }

    @Test
    void aTestWithoutARuleAndARuleWithTwoTestsAreRefused() {
        assertThatThrownBy(() -> RuleBook.of(Unnamed.class)).hasMessageContaining("isNoRule() needs the id of a rule");
        assertThatThrownBy(() -> RuleBook.of(Doubled.class)).hasMessageContaining("a rule has one test");
    }
}
