package dev.khive.api.spi;

import dev.khive.api.Capability;
import java.util.Set;

/**
 * What the conformance kit found of a backend, as the backend ships it.
 *
 * @param backend the name of the backend
 * @param version the version of the backend that was proven
 * @param contract the version of khive whose rules it was proven by
 * @param passed whether the kit was run whole and no rule failed
 * @param capabilities the names of the {@link Capability capabilities} that were proven
 */
public record BackendCertificate(
        String backend, String version, String contract, boolean passed, Set<String> capabilities) {
    /** A certificate; the names are copied. */
    public BackendCertificate {
        capabilities = Set.copyOf(capabilities);
    }

    /** Where the jar of a backend has its certificate. */
    public static String place(String backend) {
        return "META-INF/khive/conformance-" + backend + ".json";
    }
}
