package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * A handle's access outside transactions: each write is a transaction of its own.
 *
 * @param writes whether it may write the one namespace that it reads
 * @param leastVersion what its reads wait for
 */
record DirectAccess(MemoryDatabase database, ReadScope scope, boolean writes, long leastVersion) implements Access {
    /** The namespaces of a handle in a state of the database. */
    static View view(Map<Scope, ScopeRows> scopes, ReadScope scope, Instant now) {
        return new View(
                scope.namespaces().stream()
                        .map(name -> new View.Namespace(
                                name, scopes.getOrDefault(new Scope(scope.tenant(), name), new ScopeRows())))
                        .toList(),
                now);
    }

    @Override
    public Bounds bounds() {
        return database.bounds();
    }

    @Override
    public Duration timeout() {
        return database.timeout();
    }

    @Override
    public Pages pages() {
        return database.pages();
    }

    @Override
    public <T> T read(Function<View, T> work) {
        if (leastVersion > 0
                && !database.until(database.timeout(), () -> view().single().version() >= leastVersion)) {
            throw MemoryDatabase.unavailable(
                    "The version " + leastVersion + " of " + scope + " was not there within " + database.timeout()
                            + ".",
                    null);
        }
        return work.apply(view());
    }

    private View view() {
        return view(database.committed(), scope, database.now());
    }

    @Override
    public <T> T write(Function<Write, T> work) {
        if (!writes) {
            throw new InvalidInputException("This handle only reads (" + scope
                    + "); a write needs a handle of one scope: take one with in(scope).");
        }
        return database.transaction(open -> open.write(single(), Durability.MEMORY, work));
    }

    /** The scope of a handle of a single namespace. */
    Scope single() {
        if (scope.namespaces().size() != 1) {
            throw new InvalidInputException(
                    "This call needs a handle of a single namespace, this one reads " + scope + ".");
        }
        return new Scope(scope.tenant(), scope.namespaces().get(0));
    }
}
