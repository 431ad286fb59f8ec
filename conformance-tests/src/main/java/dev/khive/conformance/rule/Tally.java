package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the cases of each rule while a kit runs. Safe for use by many threads. */
final class Tally {
    private final Map<String, Count> counts = new TreeMap<>();

    /** The cases of a rule. */
    private static final class Count {
        private int passed;
        private int failed;
        private int leftOut;
        private @Nullable String failure;
    }

    synchronized void passed(String rule) {
        count(rule).passed++;
    }

    synchronized void failed(String rule, Throwable failure) {
        Count count = count(rule);
        count.failed++;
        if (count.failure == null) {
            count.failure = firstLine(failure);
        }
    }

    synchronized void leftOut(String rule) {
        count(rule).leftOut++;
    }

    private Count count(String rule) {
        return counts.computeIfAbsent(rule, any -> new Count());
    }

    private static String firstLine(Throwable failure) {
        return Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    /** The rules that are excluded, ran, and have no failure. */
    synchronized List<String> needless(Exclusions exclusions) {
        List<String> needless = new ArrayList<>();
        for (String rule : exclusions.rules()) {
            Count count = counts.get(rule);
            if (count != null && count.failed == 0 && count.passed > 0) {
                needless.add(rule);
            }
        }
        return needless;
    }

    /** What became of every rule of a kit. */
    synchronized List<RuleResult> results(
            RuleBook book, Exclusions exclusions, Set<Capability> declared, Ownership ownership) {
        return book.promises().stream()
                .map(promise -> result(promise, exclusions, declared, ownership))
                .toList();
    }

    private RuleResult result(Promise promise, Exclusions exclusions, Set<Capability> declared, Ownership ownership) {
        Count count = counts.getOrDefault(promise.id(), new Count());
        int undeclared = (int) promise.proofs().stream()
                .filter(proof -> !proof.isAbout(declared, ownership))
                .count();
        Set<Capability> needs = EnumSet.allOf(Capability.class);
        promise.proofs().forEach(proof -> needs.retainAll(proof.needs()));
        Outcome outcome = outcome(
                count,
                exclusions.reason(promise.id()) != null,
                undeclared == promise.proofs().size());
        String reason = Objects.requireNonNullElse(
                exclusions.reason(promise.id()), Objects.requireNonNullElse(count.failure, ""));
        return new RuleResult(
                promise.id(),
                promise.text(),
                needs,
                outcome,
                count.passed,
                count.failed,
                count.leftOut + undeclared,
                reason);
    }

    private static Outcome outcome(Count count, boolean excluded, boolean undeclared) {
        if (count.failed > 0) {
            return excluded ? Outcome.EXCLUDED : Outcome.FAILED;
        }
        if (count.passed > 0) {
            return Outcome.PASSED;
        }
        if (undeclared) {
            return Outcome.UNSUPPORTED;
        }
        return count.leftOut > 0 ? Outcome.NOT_SHOWN : Outcome.NOT_RUN;
    }
}
