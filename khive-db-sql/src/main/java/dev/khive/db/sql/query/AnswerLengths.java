package dev.khive.db.sql.query;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which texts had short answers so far: those that were read whole with their first rows. One long answer, and a text counts as
 * long. Thread-safe.
 */
public final class AnswerLengths {
    private static final int TEXTS_KEPT = 1_000;

    private final Map<String, Boolean> isShort = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > TEXTS_KEPT;
        }
    };

    /** Nothing is known of any text. */
    public AnswerLengths() {}

    /** Whether the text was answered before, and never at length. */
    synchronized boolean isShort(String text) {
        return isShort.getOrDefault(text, false);
    }

    /** Notes the length of an answer. */
    synchronized void note(String text, boolean wasShort) {
        isShort.merge(text, wasShort, Boolean::logicalAnd);
    }
}
