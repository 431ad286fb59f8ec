package dev.khive.bench.graph.run;

import java.util.Locale;

/** How times and sizes are written. */
final class Texts {
    private Texts() {}

    /** A time with three digits. */
    static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return "–";
        }
        int digits = millis >= 100 ? 0 : millis >= 10 ? 1 : millis >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", millis);
    }

    /** The last outcome for a line of progress. */
    static String shown(Result result, boolean measured) {
        return switch (result.outcome()) {
            case ANSWERED -> measured ? millis(result.medianMillis()) + " ms" : "ok";
            case TIMED_OUT -> "over the limit";
            case FAILED -> "failed";
        };
    }

    static String megabytes(long bytes) {
        return bytes == 0 ? "–" : String.format(Locale.ROOT, "%,d", bytes / 1_000_000);
    }
}
