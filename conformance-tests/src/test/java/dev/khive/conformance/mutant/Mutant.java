package dev.khive.conformance.mutant;

import java.util.List;

/**
 * A right backend with one fault.
 *
 * @param name what it does wrong, in words joined by hyphens
 * @param rule the rule that must find it
 * @param right the address of the right backend, without the name of a database
 * @param calls the calls that it answers wrongly, for example {@code EntityStore.get}; none for every call
 * @param fault how
 */
record Mutant(String name, String rule, String right, List<String> calls, Fault fault) {
    static final String ORACLE = "memory:";

    /** The oracle with a fault in some calls. */
    Mutant(String name, String rule, List<String> calls, Fault fault) {
        this(name, rule, ORACLE, calls, fault);
    }

    static Mutant of(String name, String rule, String call, Fault fault) {
        return new Mutant(name, rule, List.of(call), fault);
    }

    boolean breaks(Call call) {
        return calls.isEmpty() || calls.contains(call.name());
    }

    /** The address of its databases, without their names. */
    String address() {
        return "mutant:" + name + "/";
    }

    /** Whether the right backend keeps a rule; what does not own its data keeps those of its answers' age. */
    boolean isOf(String rule) {
        return right.equals(ORACLE) || rule.startsWith("FRESHNESS");
    }

    /** What it does wrong, in words. */
    String words() {
        return name.replace('-', ' ');
    }

    @Override
    public String toString() {
        return rule + " " + words();
    }
}
