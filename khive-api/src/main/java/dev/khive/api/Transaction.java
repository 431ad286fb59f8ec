package dev.khive.api;

import java.util.function.Supplier;

/**
 * The stores of a scope inside one transaction. Only the thread that runs the work may use it, and only until the work
 * returns; afterwards every call throws a TransactionException. Write acknowledgements say {@link Durability#PENDING}.
 */
public interface Transaction extends Stores {
    /** The scope that it writes and reads. */
    Scope scope();

    /**
     * Runs a part of the work that can fail alone: when it throws, everything it wrote is undone, the exception is passed
     * on, and the transaction can go on. Savepoints nest.
     *
     * @return what the work returned
     */
    <T> T savepoint(Supplier<T> work);
}
