package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import java.util.List;
import java.util.Set;

/**
 * A rule after a run.
 *
 * @param rule the id
 * @param text the sentence
 * @param needs the capabilities without which no part of it can be proved
 * @param outcome what became of it
 * @param passed how many cases passed
 * @param failed how many failed, also where it is excluded
 * @param leftOut how many places of the kit or cases did not apply to the backend
 * @param reason why it is excluded, else the first failure in one line, else empty
 */
public record RuleResult(
        String rule,
        String text,
        Set<Capability> needs,
        Outcome outcome,
        int passed,
        int failed,
        int leftOut,
        String reason) {

    /** A result; the set is copied. */
    public RuleResult {
        needs = Set.copyOf(needs);
    }

    /** The capabilities in the order of their declaration. */
    public List<Capability> needsInOrder() {
        return needs.stream().sorted().toList();
    }
}
