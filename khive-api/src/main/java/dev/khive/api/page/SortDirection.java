package dev.khive.api.page;

/** Which end of an order comes first. */
public enum SortDirection {
    /** Least first. */
    ASCENDING,
    /** Greatest first. */
    DESCENDING
}
