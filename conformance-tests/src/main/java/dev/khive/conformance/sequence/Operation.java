package dev.khive.conformance.sequence;

import dev.khive.api.Stores;
import java.util.function.Function;

/**
 * A call, or a transaction of several.
 *
 * @param handle the handle that it is made on
 * @param text what it is, for a person who reads a failing sequence
 * @param call the call, which answers the same on every backend
 */
record Operation(Handle handle, String text, Function<Stores, Object> call) {
    /** The handles of a sequence: two namespaces of a tenant, a namespace of the same name of another, and two read together. */
    enum Handle {
        FIRST,
        SECOND,
        OTHER_TENANT,
        BOTH
    }

    @Override
    public String toString() {
        return "\n  " + handle + " " + text;
    }
}
