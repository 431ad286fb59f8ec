package dev.khive.api.store;

import dev.khive.api.WriteAck;

/**
 * The answer to a delete.
 *
 * @param existed how many of the named records were there (and not already deleted, for a soft delete)
 * @param ack the receipt
 */
public record Deletion(long existed, WriteAck ack) {}
