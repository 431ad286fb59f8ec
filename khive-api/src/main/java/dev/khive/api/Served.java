package dev.khive.api;

import java.util.Optional;

/**
 * An answer with what is known of its age.
 *
 * @param value the answer, which is at least of the standing's version
 * @param freshness what was asked
 * @param standing what the backend could prove when the read began
 */
public record Served<T>(T value, Freshness freshness, Standing standing) {
    /** How an answer may be used. */
    public enum Status {
        /** As the backend's ownership proves. */
        FRESH,
        /** Proof was tried for and could not be had: the answer may be old. */
        DEGRADED,
        /** Nobody was asked for proof: the answer may be old. */
        STALE
    }

    /** How the answer may be used. */
    public Status status() {
        if (standing.proven()) {
            return Status.FRESH;
        }
        return freshness == Freshness.EVENTUAL ? Status.STALE : Status.DEGRADED;
    }

    /** Why the answer may be old, in a whole sentence; nothing where it is fresh. */
    public Optional<String> warning() {
        return Optional.of(standing.reason()).filter(reason -> !reason.isEmpty());
    }
}
