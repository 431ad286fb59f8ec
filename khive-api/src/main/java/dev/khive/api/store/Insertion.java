package dev.khive.api.store;

import dev.khive.api.WriteAck;

/**
 * The answer to an insert-if-absent.
 *
 * @param inserted true when the record was new; false when one with its id was there, softly deleted ones included, and
 *     nothing was written
 * @param revision of the record that is stored now
 * @param ack the receipt
 */
public record Insertion(boolean inserted, long revision, WriteAck ack) {}
