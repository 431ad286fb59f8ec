package dev.khive.db.postgres;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the server backend.
 *
 * @param poolSize the most connections of this process, 1 to 1,000
 * @param streamPoolSize the most connections that streams have beside those, 1 to 1,000
 * @param timeout how long a call may wait or run
 * @param connectTimeout how long to wait for the server to answer a new connection
 * @param lockTimeout how long a statement may wait for a lock, at most {@code timeout}
 * @param retries how often a transaction that the server could not order is run again, 0 to 100
 * @param role what the stores run as, empty to stay what logged in
 * @param password used when the address has none, empty for none
 * @param migrate whether opening may bring the schema up to date
 * @param create whether opening may make the schema
 * @param vectors how vectors are indexed
 */
record PostgresOptions(
        int poolSize,
        int streamPoolSize,
        Duration timeout,
        Duration connectTimeout,
        Duration lockTimeout,
        int retries,
        String role,
        String password,
        boolean migrate,
        boolean create,
        VectorIndexing vectors) {
    /** The role that the migrations grant the tables to. */
    static final String APPLICATION_ROLE = "khive_app";

    /** The role that sees past the policies. */
    static final String OPERATOR_ROLE = "khive_operator";

    /** The settings that a configuration may have besides those of every backend. */
    static final List<OptionKey> KEYS =
            Stream.concat(connectionKeys(), VectorIndexing.KEYS.stream()).toList();

    private static Stream<OptionKey> connectionKeys() {
        return Stream.of(
                OptionKey.of("postgres.pool-size", "8", "How many connections this process has at most, 1 to 1000."),
                OptionKey.of(
                        "postgres.stream-pool-size",
                        "8",
                        "How many connections the streams of this process have at most beside those, 1 to 1000."),
                OptionKey.of(
                        "postgres.connect-timeout",
                        "PT10S",
                        "How long to wait for a new connection, at most the timeout."),
                OptionKey.of(
                        "postgres.lock-timeout",
                        "",
                        "How long a statement may wait for a lock, as an ISO 8601 duration; the timeout when it is not set."),
                OptionKey.of(
                        "postgres.retries",
                        "5",
                        "How often a transaction is run again that the server could not order among others, 0 to 100."),
                OptionKey.of(
                        "postgres.role",
                        APPLICATION_ROLE,
                        "What the stores run as: a role without superuser rights and without BYPASSRLS that khive_app was granted"
                                + " to; empty to stay what logged in."),
                new OptionKey("postgres.password", "", true, "The password, where the address has none."));
    }

    private static final Pattern ROLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    /** The settings of a configuration. */
    static PostgresOptions of(KhiveConfig config) {
        Duration timeout = config.timeout();
        String role = config.text("postgres.role", APPLICATION_ROLE);
        if (!role.isEmpty() && !ROLE.matcher(role).matches()) {
            throw new InvalidInputException(
                    "The setting postgres.role must be the name of a role, 1 to 63 letters, digits,"
                            + " underscores and hyphens, was \"" + role + "\".");
        }
        return new PostgresOptions(
                between(config, "postgres.pool-size", 8, 1, 1_000),
                between(config, "postgres.stream-pool-size", 8, 1, 1_000),
                timeout,
                wait(config, "postgres.connect-timeout", "PT10S", timeout),
                wait(config, "postgres.lock-timeout", "", timeout),
                between(config, "postgres.retries", 5, 0, 100),
                role,
                config.text("postgres.password", ""),
                config.flag("migrate", true),
                config.flag("create", true),
                VectorIndexing.of(config));
    }

    static int between(KhiveConfig config, String key, int fallback, int least, int most) {
        int value = config.integer(key, fallback);
        if (value < least || value > most) {
            throw new InvalidInputException(
                    "The setting " + key + " must be " + least + " to " + most + ", was " + value + ".");
        }
        return value;
    }

    private static Duration wait(KhiveConfig config, String key, String fallback, Duration timeout) {
        String text = config.text(key, fallback);
        if (text.isEmpty()) {
            return timeout;
        }
        try {
            Duration wait = Duration.parse(text);
            if (wait.isNegative() || wait.isZero()) {
                throw wrong(key, text, null);
            }
            return wait.compareTo(timeout) < 0 ? wait : timeout;
        } catch (DateTimeParseException notADuration) {
            throw wrong(key, text, notADuration);
        }
    }

    private static InvalidInputException wrong(String key, String text, @Nullable Throwable cause) {
        return new InvalidInputException(
                "The setting " + key + " must be a positive ISO 8601 duration such as PT5S, was \"" + text + "\".",
                cause);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "PostgresOptions[poolSize=" + poolSize + ", timeout=" + timeout + ", role=" + role + "]";
    }
}
