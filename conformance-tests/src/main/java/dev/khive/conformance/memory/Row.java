package dev.khive.conformance.memory;

import dev.khive.api.store.StoredRecord;

/**
 * A record in its place.
 *
 * @param number which record it was to be stored, of all in the database: the order of "stored first"
 */
record Row(long number, StoredRecord record) {}
