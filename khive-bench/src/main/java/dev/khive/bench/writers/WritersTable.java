package dev.khive.bench.writers;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The measurements in Markdown. */
final class WritersTable {
    static final String HEAD = """
            | database | writers | calls a second | median ms | 99% ms |
            |---|--:|--:|--:|--:|""";

    private WritersTable() {}

    static String row(Measurement measurement) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f | %.2f | %.2f |",
                measurement.database(),
                measurement.writers(),
                measurement.perSecond(),
                measurement.medianMillis(),
                measurement.slowMillis());
    }

    /** The page of the documentation. */
    static String page(List<Measurement> measurements, String machine, Duration duration) {
        return """
                # Writers

                `dev/bench writers` lets 1, 4 and 16 writers write to four tenants, each for %d seconds after a warm-up of two. Of ten calls four upsert an entity (its texts are indexed), three insert an edge, two read a tenant's counter and swap it by its revision, and one deletes. Every commit is forced to the disk on both databases. \"Followed\" means that another backend waits for the events of each tenant.

                Measured %s, server and writers on the same machine:

                %s
                %s

                ![Calls a second](writers.svg)
                """.formatted(
                        duration.toSeconds(),
                        machine,
                        HEAD,
                        measurements.stream().map(WritersTable::row).collect(Collectors.joining("\n")));
    }
}
