package dev.khive.conformance.mutant;

import dev.khive.api.Capability;
import dev.khive.conformance.rule.Promise;
import dev.khive.conformance.rule.Promise.Proof;
import java.util.List;
import java.util.Set;

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
    static final String FILED = "filed:";

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

    /**
     * Whether a proof of a rule can meet the fault: where a rule is proved for each kind of record, a fault of entities is met by
     * the proof for entities alone.
     */
    boolean meets(Promise promise, Proof proof) {
        boolean isOfEntities = calls.stream().allMatch(call -> call.startsWith("EntityStore."));
        return !isOfEntities
                || isForEntities(proof)
                || promise.proofs().stream().noneMatch(Mutant::isForEntities);
    }

    private static boolean isForEntities(Proof proof) {
        return proof.needs().equals(Set.of(Capability.ENTITIES));
    }

    /** The address of its databases, without their names. */
    String address() {
        return "mutant:" + name + "/";
    }

    /**
     * Whether the right backend keeps a rule; what does not own its data keeps those of its answers' age, and the oracle in a file is
     * there for those of several processes.
     */
    boolean isOf(String rule) {
        return switch (right) {
            case ORACLE -> true;
            case FILED -> rule.startsWith("DURABLE") || rule.equals("CAPABILITY-005");
            default -> rule.startsWith("FRESHNESS");
        };
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
