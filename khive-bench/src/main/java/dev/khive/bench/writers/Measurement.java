package dev.khive.bench.writers;

import java.util.List;

/**
 * What some writers reached on a database.
 *
 * @param database as the table and the chart call it
 * @param perSecond calls a second of all writers together
 * @param medianMillis what half of the calls took at most
 * @param slowMillis what 99 of 100 calls took at most
 */
record Measurement(String database, int writers, double perSecond, double medianMillis, double slowMillis) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    static Measurement of(String database, int writers, List<Long> took, long nanos) {
        List<Long> sorted = took.stream().sorted().toList();
        return new Measurement(
                database,
                writers,
                sorted.size() * NANOS_PER_SECOND / nanos,
                sorted.get(sorted.size() / 2) / NANOS_PER_MILLI,
                sorted.get(sorted.size() * 99 / 100) / NANOS_PER_MILLI);
    }
}
