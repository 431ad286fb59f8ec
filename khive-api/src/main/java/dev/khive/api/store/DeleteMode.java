package dev.khive.api.store;

/** How a record is deleted. */
public enum DeleteMode {
    /**
     * Hidden from every read that does not ask for deleted records, and restorable. Edges that end in a softly deleted
     * node are hidden with it and come back with it.
     */
    SOFT,
    /** Gone, with its edges, vectors and documents; only the event log remembers that it was there. */
    HARD
}
