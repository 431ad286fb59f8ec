package dev.khive.api.stream;

import dev.khive.api.query.QueryOptions;
import dev.khive.api.store.Event;
import java.util.Map;
import java.util.concurrent.Flow;

/**
 * The rows of queries and the events of a scope as reactive streams; what {@link dev.khive.api.Storage#streams()} gives. Safe
 * for use by many threads.
 *
 * <p>Every publisher keeps the rules of <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams
 * 1.0.4</a>, which are those of {@link Flow}; the numbers below are theirs. Beyond the rules:
 *
 * <ul>
 *   <li><b>Nothing runs before the first request.</b> A publisher is cheap and can be kept. Each subscription runs the
 *       statement anew in a transaction of its own that only reads and sees one snapshot, behind the same walls between
 *       scopes as every other call, and has one subscriber (2.12, 1.10).
 *   <li><b>Demand reaches the database's cursor.</b> No row is read from it that was not requested (1.1), and at most some
 *       hundred at a time. Between requests an open stream holds a connection and no thread.
 *   <li><b>Signals arrive in virtual threads of khive</b>, one after the other (1.3), except {@code onSubscribe}, which
 *       arrives in the thread that subscribes. A subscriber may block in them: its own stream alone waits for it.
 *   <li><b>Cancelling returns at once</b> (3.5), ends the statement on the server if it is running, and gives the
 *       connection back; the signals that were under way may still arrive (2.8). A stream that ends by itself has given its
 *       connection back before {@code onComplete} or {@code onError}.
 *   <li><b>Errors</b> are the {@link dev.khive.api.error.KhiveException} that the blocking call throws. What can be said
 *       without the database, such as a query that does not parse, is thrown by the methods here and not signalled.
 *       Requesting fewer than one item is signalled as an {@link IllegalArgumentException} (3.9).
 *   <li><b>Time limits</b> count while the database works, not while the subscriber does. A subscriber that requests nothing
 *       for a long time keeps the snapshot alive; a backend may end it with a TransactionException then.
 *   <li><b>Closing the backend</b> ends every stream with Unavailable.
 * </ul>
 */
public interface ScopeStreams {
    /**
     * The rows of a query.
     *
     * @param options a limit of rows is refused: a subscriber ends a stream by cancelling it, and a cut would have no place to
     *     be reported
     * @throws dev.khive.api.query.QueryException where the text or a parameter is wrong, or where this backend does not
     *     support what is asked
     */
    QueryStream query(String text, Map<String, ?> parameters, QueryOptions options);

    /** The rows of a query with the default options. */
    default QueryStream query(String text, Map<String, ?> parameters) {
        return query(text, parameters, QueryOptions.DEFAULT);
    }

    /** The rows of a query without parameters. */
    default QueryStream query(String text) {
        return query(text, Map.of());
    }

    /**
     * The events after a sequence, in order and without a gap, without end: when there are no more it waits for the next,
     * and holds no connection meanwhile. An event that commits late is never skipped. Whoever was cut off goes on with the
     * last sequence seen. Only on a handle that reads a single namespace.
     *
     * @param afterSequence 0 to begin at the beginning
     */
    Flow.Publisher<Event> follow(long afterSequence);
}
