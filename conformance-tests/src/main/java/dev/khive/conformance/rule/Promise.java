package dev.khive.conformance.rule;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/**
 * A rule of the contract and where the kit proves it.
 *
 * @param id the id, for example {@code GRAPH-014}
 * @param text the sentence
 * @param proofs where it is proved, in the order of the kit; a rule about every record has one for each kind
 */
public record Promise(String id, String text, List<Proof> proofs) {

    /** The part of the id before the hyphen. */
    public String subject() {
        return id.substring(0, id.lastIndexOf('-'));
    }

    /**
     * A place of the kit.
     *
     * @param area the suite, as its display names read from the outermost, for example {@code entities, batches}
     * @param needs the capabilities without which it is left out
     * @param owners the ownerships that it is about; none where it is about all
     * @param suites the classes from the kit inwards, the last of which has the test
     * @param test the method
     */
    public record Proof(String area, Set<Capability> needs, Set<Ownership> owners, List<Class<?>> suites, Method test) {
        /** Whether it is about a backend of these capabilities and this ownership. */
        boolean isAbout(Set<Capability> declared, Ownership ownership) {
            return declared.containsAll(needs) && (owners.isEmpty() || owners.contains(ownership));
        }
    }
}
