package dev.khive.conformance.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Ownership;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.UnavailableException;
import dev.khive.conformance.mutant.KitOver;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.RuleResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit proves what each ownership promises on a backend that has it. */
class FollowerTest {
    @ParameterizedTest
    @CsvSource({
        "EVENT_FEED, FRESHNESS-001 FRESHNESS-002 FRESHNESS-006 FRESHNESS-007 FRESHNESS-008 FRESHNESS-009",
        "SNAPSHOT, FRESHNESS-001 FRESHNESS-002 FRESHNESS-010 FRESHNESS-011",
        "BEST_EFFORT, FRESHNESS-001 FRESHNESS-002 FRESHNESS-012 FRESHNESS-013"
    })
    void theKitProvesWhatAnOwnershipPromises(Ownership ownership, String rules) {
        KitOver.Run run = KitOver.run(FollowerProvider.address(ownership), rule -> rule.startsWith("FRESHNESS"));

        assertThat(run.failed()).isEmpty();
        assertThat(run.certificate().results().stream()
                        .filter(result -> result.outcome() == Outcome.PASSED)
                        .map(RuleResult::rule))
                .containsExactlyElementsOf(List.of(rules.split(" ", -1)));
    }

    @Test
    void productionRefusesBestEffortWithASentence() {
        KhiveConfig.Builder config = KhiveConfig.builder().set("production", "true");
        assertThatThrownBy(() -> Khive.open(config.url(FollowerProvider.address(Ownership.BEST_EFFORT) + "refused")
                        .build()))
                .isInstanceOf(UnavailableException.class)
                .hasMessage(
                        "The backend follower declares the ownership BEST_EFFORT: it can prove nothing of how current"
                                + " its answers are, and production is true.");
        try (Backend opened = Khive.open(config.url(FollowerProvider.address(Ownership.EVENT_FEED) + "opened")
                .build())) {
            assertThat(opened.ownership()).isEqualTo(Ownership.EVENT_FEED);
        }
    }
}
