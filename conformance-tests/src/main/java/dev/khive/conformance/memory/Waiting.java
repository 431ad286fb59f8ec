package dev.khive.conformance.memory;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How a handle waits for the commits of others; one inside a transaction does not wait. */
@FunctionalInterface
interface Waiting {
    /** Returns when the condition holds or the time is over; whether it holds. */
    boolean until(Duration most, BooleanSupplier condition);
}
