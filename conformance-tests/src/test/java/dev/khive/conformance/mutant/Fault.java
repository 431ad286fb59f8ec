package dev.khive.conformance.mutant;

import org.jspecify.annotations.Nullable;

/** What a broken backend does instead of a right answer. */
@FunctionalInterface
interface Fault {
    /** The answer to a call. */
    @Nullable
    Object answer(Call call) throws Throwable;
}
