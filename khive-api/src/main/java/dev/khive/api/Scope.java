package dev.khive.api;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;

/**
 * Where a record lives and who can see it: a tenant and one of its namespaces. Every write has exactly one. A scope is
 * never a filter and never a property: a store handle is bound to it, and nothing that is passed to the handle can
 * change it.
 *
 * @param tenant 1 to 256 characters, taken as they are
 * @param namespace 1 to 256 characters, taken as they are
 */
public record Scope(String tenant, String namespace) {
    /** The scope of the command line and of first steps: tenant {@code local}, namespace {@code default}. */
    public static final Scope DEFAULT = new Scope("local", "default");

    private static final int MAX_LENGTH = 256;

    /** Refuses an empty or overlong part. */
    public Scope {
        check(tenant, "tenant");
        check(namespace, "namespace");
    }

    /** A scope from its two parts. */
    public static Scope of(String tenant, String namespace) {
        return new Scope(tenant, namespace);
    }

    static void check(String part, String what) {
        if (part.isBlank() || part.length() > MAX_LENGTH) {
            throw new InvalidInputException("A " + what + " must have 1 to " + MAX_LENGTH
                    + " characters and not be blank, this one has " + part.length() + ".");
        }
        PropertyValues.checkText(part, what);
    }

    /** The tenant and the namespace with a slash between them, for messages. */
    @Override
    public String toString() {
        return tenant + "/" + namespace;
    }
}
