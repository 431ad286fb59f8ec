package dev.khive.conformance.rule;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that an author's class excludes, with the reasons. */
final class Exclusions {
    private final Map<String, String> reasons;

    private Exclusions(Map<String, String> reasons) {
        this.reasons = Collections.unmodifiableMap(reasons);
    }

    /**
     * Those of a class.
     *
     * @throws IllegalStateException when a rule does not exist, is excluded twice or has no reason
     */
    static Exclusions of(Class<?> kit, RuleBook book) {
        Map<String, String> reasons = new TreeMap<>();
        for (Excludes excludes : kit.getAnnotationsByType(Excludes.class)) {
            String rule = excludes.rule();
            if (book.find(rule).isEmpty()) {
                throw new IllegalStateException(
                        kit.getSimpleName() + " excludes the rule " + rule + ", which does not exist.");
            }
            if (excludes.reason().isBlank()) {
                throw new IllegalStateException(
                        kit.getSimpleName() + " excludes the rule " + rule + " without a reason.");
            }
            if (reasons.put(rule, excludes.reason()) != null) {
                throw new IllegalStateException(kit.getSimpleName() + " excludes the rule " + rule + " twice.");
            }
        }
        return new Exclusions(reasons);
    }

    Set<String> rules() {
        return reasons.keySet();
    }

    /** Why a rule is excluded, null where it is not. */
    @Nullable
    String reason(String rule) {
        return reasons.get(rule);
    }
}
