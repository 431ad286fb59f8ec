package dev.khive.db.sql.session;

import dev.khive.api.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as they are stored: whole microseconds since 1970-01-01T00:00Z. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** The present instant. */
    public static long now() {
        return of(Instant.now());
    }

    /**
     * An instant cut to microseconds.
     *
     * @throws InvalidInputException when it does not fit 64 bits (years before -290308 and after 294247)
     */
    public static long of(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
        } catch (ArithmeticException tooFar) {
            throw new InvalidInputException(
                    "The instant " + instant + " is out of the range that can be stored, years -290308 to 294247.",
                    tooFar);
        }
    }

    /** The instant of a stored number. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
