package dev.khive.db.sqlite;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the embedded backend.
 *
 * @param readers how many connections read at once, 1 to 64
 * @param busyTimeout how long to wait for another process's lock, at most {@code timeout}
 * @param timeout how long a call may wait or run
 * @param synchronous how a commit is forced to disk
 * @param cacheBytes the page cache of a connection
 * @param migrate whether opening may bring the schema up to date
 * @param create whether opening may make the file
 */
record SqliteOptions(
        int readers,
        Duration busyTimeout,
        Duration timeout,
        Synchronous synchronous,
        int cacheBytes,
        boolean migrate,
        boolean create) {
    /** The settings that a configuration may have besides those of every backend. */
    static final List<OptionKey> KEYS = List.of(
            OptionKey.of("sqlite.readers", "4", "How many connections read at once, 1 to 64."),
            OptionKey.of(
                    "sqlite.busy-timeout",
                    "",
                    "How long to wait for the lock of another process, as an ISO 8601 duration; the timeout when it is not set."),
            OptionKey.of(
                    "sqlite.synchronous",
                    "full",
                    "full: a commit outlives a power cut. normal: it outlives the process, and commits are faster."),
            OptionKey.of("sqlite.cache-bytes", "33554432", "The page cache of each connection, in bytes."));

    private static final int MOST_READERS = 64;

    /** How a commit is forced to disk. */
    enum Synchronous {
        /** The log is forced to disk at every commit. */
        FULL,
        /** The log is forced to disk before it is folded into the database. */
        NORMAL
    }

    /** The settings of a configuration. */
    static SqliteOptions of(KhiveConfig config) {
        Duration timeout = config.timeout();
        int readers = config.integer("sqlite.readers", 4);
        require("sqlite.readers", readers, 1, MOST_READERS);
        int cacheBytes = config.integer("sqlite.cache-bytes", 32 << 20);
        require("sqlite.cache-bytes", cacheBytes, 1 << 16, Integer.MAX_VALUE);
        String synchronous = config.choice("sqlite.synchronous", "full", List.of("full", "normal"));
        return new SqliteOptions(
                readers,
                busyTimeout(config, timeout),
                timeout,
                Synchronous.valueOf(synchronous.toUpperCase(Locale.ROOT)),
                cacheBytes,
                config.flag("migrate", true),
                config.flag("create", true));
    }

    private static void require(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidInputException(
                    "The setting " + key + " must be " + least + " to " + most + ", was " + value + ".");
        }
    }

    private static Duration busyTimeout(KhiveConfig config, Duration timeout) {
        String text = config.text("sqlite.busy-timeout", "");
        if (text.isEmpty()) {
            return timeout;
        }
        try {
            Duration wait = Duration.parse(text);
            if (wait.isNegative()) {
                throw wrongWait(text, null);
            }
            return wait.compareTo(timeout) < 0 ? wait : timeout;
        } catch (DateTimeParseException notADuration) {
            throw wrongWait(text, notADuration);
        }
    }

    private static InvalidInputException wrongWait(String text, @Nullable Throwable cause) {
        return new InvalidInputException(
                "The setting sqlite.busy-timeout must be an ISO 8601 duration of 0 or more such as PT5S, was \"" + text
                        + "\".",
                cause);
    }

    /** {@link #busyTimeout} as the driver takes it. */
    int busyMillis() {
        return (int) Math.min(Integer.MAX_VALUE, busyTimeout.toMillis());
    }
}
