package dev.khive.db.sql.stream;

import java.util.concurrent.CompletionStage;

/** Where the items of one subscription come from. Its two methods may be called from any thread. */
public interface BatchSource<T> {
    /**
     * Asks for the next items; never again before the answer is there, nor after the last batch, a failure or {@link #close}.
     *
     * @param most how many at most, from 1
     * @return at least one item, unless the batch is the last. A failure is the error of the stream, and the source has given
     *     back everything it held.
     */
    CompletionStage<Batch<T>> next(int most);

    /**
     * Ends the source, also while it looks for a batch, which then need not come. Returns at once; everything that is held is
     * given back soon after.
     */
    void close();
}
