package dev.khive.api;

import dev.khive.api.error.InvalidInputException;
import java.util.List;

/**
 * What a read may see: one or more namespaces of one tenant, each named. There is no way to say "all".
 *
 * @param tenant 1 to 256 characters
 * @param namespaces 1 to 64, no two the same, in the order given
 */
public record ReadScope(String tenant, List<String> namespaces) {
    private static final int MAX_NAMESPACES = 64;

    /** Refuses an empty list: an empty scope is an error, never everything. */
    public ReadScope {
        Scope.check(tenant, "tenant");
        namespaces = namespaces.size() == 1
                ? List.copyOf(namespaces)
                : namespaces.stream().distinct().toList();
        if (namespaces.isEmpty() || namespaces.size() > MAX_NAMESPACES) {
            throw new InvalidInputException(
                    "A read names 1 to " + MAX_NAMESPACES + " namespaces, this one names " + namespaces.size() + ".");
        }
        namespaces.forEach(namespace -> Scope.check(namespace, "namespace"));
    }

    /** Namespaces of one tenant. */
    public static ReadScope of(String tenant, String... namespaces) {
        return new ReadScope(tenant, List.of(namespaces));
    }

    /** The tenant and its namespaces, for messages. */
    @Override
    public String toString() {
        return tenant + "/{" + String.join(", ", namespaces) + "}";
    }
}
