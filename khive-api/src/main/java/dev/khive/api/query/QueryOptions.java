package dev.khive.api.query;

import dev.khive.api.error.InvalidInputException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a query is to be run.
 *
 * @param language the language of the text
 * @param timeLimit how long the statement may run, null for the backend's own limit
 * @param maximumRows how many rows the result hands out before it ends with {@link QueryResult#truncated()}, null for
 *     no limit
 */
public record QueryOptions(
        QueryLanguage language,
        @Nullable Duration timeLimit,
        @Nullable Long maximumRows) {
    /** GQL, the backend's time limit, every row. */
    public static final QueryOptions DEFAULT = new QueryOptions(QueryLanguage.GQL, null, null);

    /**
     * Checks the bounds.
     *
     * @throws InvalidInputException where the time limit or the number of rows is not positive
     */
    public QueryOptions {
        Objects.requireNonNull(language, "language");
        if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
            throw new InvalidInputException("The time limit of a query must be positive, was " + timeLimit + ".");
        }
        if (maximumRows != null && maximumRows < 1) {
            throw new InvalidInputException(
                    "The maximum number of rows of a query must be at least 1, was " + maximumRows + ".");
        }
    }

    /** How long the statement may run, empty for the backend's own limit. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeLimit);
    }

    /** How many rows are handed out at most, empty for no limit. */
    public OptionalLong rowLimit() {
        return maximumRows == null ? OptionalLong.empty() : OptionalLong.of(maximumRows);
    }

    /** The same with another time limit. */
    public QueryOptions withTimeout(Duration timeout) {
        return new QueryOptions(language, timeout, maximumRows);
    }

    /** The same with another limit of rows. */
    public QueryOptions withRowLimit(long rows) {
        return new QueryOptions(language, timeLimit, rows);
    }
}
