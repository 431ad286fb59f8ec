package dev.khive.api.store;

/** Which way edges are followed from a node. */
public enum EdgeDirection {
    /** From source to target. */
    OUT,
    /** From target to source. */
    IN,
    /** Both ways; an edge from a node to itself counts once. */
    BOTH
}
