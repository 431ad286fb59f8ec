package dev.khive.vector;

import java.util.function.Predicate;

/**
 * A cursor over the vectors that a search may answer with: what a filter refuses is left out here, before the search cuts
 * to k. Used by one thread.
 *
 * @param <S> the record that a vector belongs to, with equality
 */
public interface Candidates<S> {
    /** Moves to the next vector; false when there is none. Call it once before the first. */
    boolean next();

    /** The current vector as {@link VectorBytes} stores it; the search does not keep or change the array. */
    byte[] vector();

    /** The record of the current vector; asked for only where the vector is near enough to matter. */
    S subject();

    /** Those candidates alone whose record the condition accepts, for conditions that the source could not hold. */
    default Candidates<S> where(Predicate<? super S> condition) {
        Candidates<S> all = this;
        return new Candidates<>() {
            @Override
            public boolean next() {
                while (all.next()) {
                    if (condition.test(all.subject())) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public byte[] vector() {
                return all.vector();
            }

            @Override
            public S subject() {
                return all.subject();
            }
        };
    }
}
