package dev.khive.api;

import dev.khive.api.error.InvalidInputException;

/**
 * What a backend can prove of the reads of a scope at a moment.
 *
 * @param ownership whose data they are
 * @param version the version of the scope that reads have reached at least; of a follower the last event of its source that it
 *     has, of a snapshot the version that it is pinned to
 * @param proven whether the reads are what the ownership promises
 * @param reason why they are not, in a whole sentence; empty where they are
 */
public record Standing(Ownership ownership, long version, boolean proven, String reason) {
    /** Refuses a negative version, and a standing that is not proven and does not say why. */
    public Standing {
        if (version < 0) {
            throw new InvalidInputException("A version is 0 or more, was " + version + ".");
        }
        if (proven != reason.isEmpty()) {
            throw new InvalidInputException(
                    "A standing has a reason where it is not proven, and only there; the reason was \"" + reason
                            + "\".");
        }
    }

    /** Reads that are what the ownership promises. */
    public static Standing proven(Ownership ownership, long version) {
        return new Standing(ownership, version, true, "");
    }

    /** Reads that may be older than that. */
    public static Standing unproven(Ownership ownership, long version, String reason) {
        return new Standing(ownership, version, false, reason);
    }
}
