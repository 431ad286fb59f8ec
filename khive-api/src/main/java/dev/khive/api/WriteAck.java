package dev.khive.api;

/**
 * The receipt of a write.
 *
 * @param scope where it was written
 * @param version the scope's version with this write in it: the sequence of its last event. Versions of a scope only
 *     grow, without gaps; a read at least at this version sees the write
 * @param durability what was reached when the call returned
 */
public record WriteAck(Scope scope, long version, Durability durability) {}
