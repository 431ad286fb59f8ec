package dev.khive.api;

/** What a read asks of the age of its answer. A backend that owns its writes gives the same answer to all three. */
public enum Freshness {
    /**
     * What the backend's {@link Ownership} proves, or nothing: the backend first tries to come to it, and a read that it cannot
     * prove ends with a {@link dev.khive.api.error.StaleBlockedException}.
     */
    STRICT,
    /** The same attempt; what cannot be proven is served all the same, as {@link Served.Status#DEGRADED}. */
    BALANCED,
    /** What the backend has, without asking anybody; what is not proven is marked {@link Served.Status#STALE}. */
    EVENTUAL
}
