package dev.khive.db.sql.search;

import dev.khive.db.sql.session.Session;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The full-text index of one kind of database. Each scope has an index of its own, so that the statistics that BM25 weighs words
 * by never mix tenants. The index holds words alone; the texts stay in the table {@code document}.
 */
public interface TextIndexDialect {
    /**
     * A text as the index takes it.
     *
     * @param docId the row of the table {@code document}
     * @param title as {@link TextTokenizer#indexed} gives it
     * @param body the same
     */
    record IndexedText(long docId, String title, String body) {}

    /**
     * A query that gives the columns {@code doc_id} and {@code score}, a row for each document that fits.
     *
     * @param sql with a question mark for each bind
     * @param binds in order
     */
    record Ranking(String sql, List<@Nullable Object> binds) {
        /** Copies the binds. */
        public Ranking {
            binds = List.copyOf(binds);
        }
    }

    /** Makes the index of a scope, empty. */
    void create(Session session, long scopeId, TextTokenizer tokenizer);

    /** Drops the index of a scope. */
    void drop(Session session, long scopeId);

    /** Adds texts that are not in the index. */
    void add(Session session, long scopeId, List<IndexedText> texts);

    /** Removes texts; one that is not there changes nothing. */
    void remove(Session session, long scopeId, long[] docIds);

    /** Which of these are in the index. */
    Set<Long> present(Session session, long scopeId, long[] docIds);

    /**
     * The documents that fit a pattern with their BM25 score (k1 = 1.2, b = 0.75), above 0, higher is better.
     *
     * @param tokenizer that the index was made with
     */
    Ranking ranking(long scopeId, TextPattern pattern, TextTokenizer tokenizer);
}
