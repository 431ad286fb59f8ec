package dev.khive.api;

import dev.khive.api.error.StaleBlockedException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.stream.ScopeStreams;
import java.util.function.Function;

/**
 * The stores bound to a scope: the handle that an application holds. Cheap to make, safe for use by many threads, and
 * without a life of its own: closing the backend ends it.
 *
 * <p>A handle of several namespaces ({@link Backend#reading}) only reads: its writes throw InvalidInput.
 */
public interface Storage extends Stores {
    /** What reads see; a handle that writes reads the namespace that it writes. */
    ReadScope scope();

    /**
     * Runs the work in one transaction over all stores and commits when it returns; any exception rolls everything back
     * and is passed on. Reads in it see its own writes. The work must use the handle that it is given: a write past it, in
     * the same thread, is refused with a TransactionException where it would wait for itself. A backend with optimistic
     * writers may run the work again after a serialization failure, so it should have no effects of its own.
     *
     * @return what the work returned
     */
    <T> T transaction(Function<Transaction, T> work);

    /** The receipt of the present state, without a write; only on a handle of a single namespace. */
    WriteAck version();

    /**
     * A handle whose reads see at least this version of the scope, as a {@link WriteAck} named it. A read waits for it up to
     * the backend's timeout, then throws Unavailable. Only on a handle of a single namespace.
     */
    Storage atLeast(long version);

    /**
     * What the backend can prove of the reads of this handle now. For {@link Freshness#STRICT} and {@link Freshness#BALANCED} it
     * first tries to come to what its ownership promises, up to its timeout; for {@link Freshness#EVENTUAL} it asks nobody. Only
     * on a handle of a single namespace. A backend that does not own its writes answers for itself.
     */
    default Standing standing(Freshness freshness) {
        return Standing.proven(Ownership.WRITE_THROUGH, version().version());
    }

    /**
     * Reads, and says how current the answer is: all that the work reads is at least of the version that the answer names. Only
     * on a handle of a single namespace.
     *
     * @throws StaleBlockedException when the freshness is {@link Freshness#STRICT} and the answer could not be proven; the work was
     *     not run
     */
    default <T> Served<T> read(Freshness freshness, Function<Stores, T> work) {
        Standing standing = standing(freshness);
        if (freshness == Freshness.STRICT && !standing.proven()) {
            throw new StaleBlockedException("A strict read of " + scope() + " was blocked: " + standing.reason());
        }
        return new Served<>(work.apply(atLeast(standing.version())), freshness, standing);
    }

    /**
     * Query rows and events as reactive streams. Each stream is a read of its own, also inside the work of a transaction.
     *
     * @throws UnsupportedCapabilityException when the backend does not declare {@link Capability#STREAMS}
     */
    default ScopeStreams streams() {
        throw new UnsupportedCapabilityException(
                Capability.STREAMS,
                "This backend does not stream (STREAMS); read with query(…) and events().follow(…) instead.");
    }
}
