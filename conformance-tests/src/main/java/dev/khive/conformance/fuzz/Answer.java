package dev.khive.conformance.fuzz;

import dev.khive.api.Storage;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a query. */
sealed interface Answer {
    /** Rows with their columns. */
    record Rows(List<String> columns, List<List<@Nullable Object>> rows) implements Answer {
        List<String> shown(Shown shown, boolean ordered) {
            List<String> texts = new ArrayList<>(rows.stream().map(shown::text).toList());
            if (!ordered) {
                texts.sort(null);
            }
            return texts;
        }
    }

    /** An error that a query may give. */
    record Refused(QueryException error) implements Answer {}

    /** It took too long. */
    record TimedOut() implements Answer {}

    /** Anything else, which is wrong. */
    record Crashed(RuntimeException failure) implements Answer {}

    /** Asks a backend. */
    static Answer of(Storage storage, String text, Map<String, ?> parameters, Duration limit) {
        try {
            QueryResult result = storage.query(text, parameters, QueryOptions.DEFAULT.withTimeout(limit));
            List<String> columns =
                    result.columns().stream().map(column -> column.name()).toList();
            return new Rows(columns, result.toList().stream().map(Row::toList).toList());
        } catch (QueryException refused) {
            return new Refused(refused);
        } catch (OperationTimeoutException timeout) {
            return new TimedOut();
        } catch (RuntimeException failure) {
            return new Crashed(failure);
        }
    }

    /** What a reader of a report sees. */
    default String summary() {
        return switch (this) {
            case Rows rows -> {
                String text = rows.shown(new Shown(true, true), false).toString();
                yield text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
            }
            case Refused refused ->
                refused.error().reason() + " " + refused.error().code() + " "
                        + refused.error().getMessage();
            case TimedOut timedOut -> "too slow";
            case Crashed crashed -> crashed.failure().toString();
        };
    }
}
