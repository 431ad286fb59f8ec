package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;

/** Commits by number from 0, which make the same rows in the same order wherever they are made. */
interface Commits {
    /** Writes what is there before the first of them. */
    default void prepare(Storage storage) {}

    /** Makes one, after all with lower numbers. */
    void commit(Backend backend, Scope scope, int number);
}
