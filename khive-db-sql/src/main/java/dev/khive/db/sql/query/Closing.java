package dev.khive.db.sql.query;

import dev.khive.api.error.CancelledException;
import org.jspecify.annotations.Nullable;

/** Who closed a result, and whether rows were left then. */
final class Closing {
    private boolean cut;
    private volatile @Nullable Thread closer;

    /** Notes that the present thread closes it; a first time alone counts. */
    void close(boolean withRowsLeft) {
        if (closer == null) {
            cut = withRowsLeft;
            closer = Thread.currentThread();
        }
    }

    /** Whether somebody closed it. */
    boolean happened() {
        return closer != null;
    }

    /**
     * Whether there are no rows because it was closed. For whoever closed it there are none; another thread must not take the rows
     * it has had for all of them.
     *
     * @throws CancelledException in another thread than the one that closed it, where rows were left
     */
    boolean endsTheRows() {
        Thread thread = closer;
        if (thread != null && !thread.equals(Thread.currentThread()) && cut) {
            throw cancelled();
        }
        return thread != null;
    }

    /** What a read ends with that another thread does not wait for. */
    static CancelledException cancelled() {
        return new CancelledException("The result was closed while its rows were read.", SqlGraphQueries.CALL, null);
    }
}
