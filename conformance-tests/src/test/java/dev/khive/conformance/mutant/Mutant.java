package dev.khive.conformance.mutant;

import java.util.List;

/**
 * A right backend with one fault.
 *
 * @param name what it does wrong, in words joined by hyphens
 * @param rule the rule that must find it
 * @param calls the calls that it answers wrongly, for example {@code EntityStore.get}
 * @param fault how
 */
record Mutant(String name, String rule, List<String> calls, Fault fault) {

    static Mutant of(String name, String rule, String call, Fault fault) {
        return new Mutant(name, rule, List.of(call), fault);
    }

    boolean breaks(Call call) {
        return calls.contains(call.name());
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
