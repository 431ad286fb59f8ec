package dev.khive.bench.writers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One, four and sixteen writers over four tenants, on SQLite and on PostgreSQL, every commit forced to the disk. The table is
 * printed and written as {@code writers.md}, the chart as {@code writers.svg}.
 */
public final class WritersBenchmark {
    private static final List<Integer> WRITERS = List.of(1, 4, 16);
    private static final long SECONDS = 10;

    private WritersBenchmark() {}

    /**
     * Runs it; {@code KHIVE_POSTGRES_URL} says where PostgreSQL is.
     *
     * @param arguments the folder for the results, then the seconds that each measurement takes, 10 where they are left out
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Path results = Path.of(arguments.length > 0 ? arguments[0] : "docs");
        Duration duration = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : SECONDS);
        List<Measurement> measurements = new ArrayList<>();
        System.out.println(WritersTable.HEAD);
        for (Place.Kind kind : Place.Kind.values()) {
            for (int writers : WRITERS) {
                try (Place place = kind.make()) {
                    Measurement measurement = place.contender().measure(writers, duration);
                    measurements.add(measurement);
                    System.out.println(WritersTable.row(measurement));
                }
            }
        }
        String machine = Machine.describe();
        Files.writeString(results.resolve("writers.md"), WritersTable.page(measurements, machine, duration));
        WritersChart.draw(measurements, machine, results.resolve("writers.svg"));
    }
}
