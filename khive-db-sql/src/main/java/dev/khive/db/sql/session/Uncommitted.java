package dev.khive.db.sql.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has learnt from rows that may still be rolled back. It is handed to the shared caches after the commit, and
 * forgotten when the transaction, or a savepoint in it, is rolled back: an id of a row that was rolled back can be given again.
 */
public final class Uncommitted {
    private final Map<Object, Object> known = new HashMap<>();
    private final List<Runnable> publications = new ArrayList<>();

    Uncommitted() {}

    /** What was kept under a key in this transaction, or null. */
    public @Nullable Object get(Object key) {
        return known.get(key);
    }

    /** Keeps a fact until the end of the transaction and runs {@code publication} once it is committed. */
    public void keep(Object key, Object value, Runnable publication) {
        known.put(key, value);
        publications.add(publication);
    }

    /** Runs an action after the commit, unless it or a savepoint around it is rolled back before. */
    public void afterCommit(Runnable action) {
        publications.add(action);
    }

    /** How much there is to publish now, for {@link #rollBackTo}. */
    int mark() {
        return publications.size();
    }

    /** Forgets every fact, and the publications since a mark. */
    void rollBackTo(int mark) {
        known.clear();
        publications.subList(mark, publications.size()).clear();
    }

    void publish() {
        publications.forEach(Runnable::run);
    }

    void clear() {
        known.clear();
        publications.clear();
    }
}
