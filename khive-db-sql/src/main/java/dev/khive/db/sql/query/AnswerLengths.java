package dev.khive.db.sql.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the answers of texts were like so far. One long answer, and a text counts as long. Thread-safe. */
public final class AnswerLengths {
    private static final int TEXTS_KEPT = 1_000;

    /** What an answer takes beside which a statement more is nothing. */
    private static final long SLOW = Duration.ofMillis(10).toNanos();

    /** An answer, as far as it decides how the next one is asked for. */
    enum Length {
        /** Nothing was answered yet. */
        UNKNOWN,
        /** No rows. */
        NONE,
        /** All rows were read with the first of them. */
        SHORT,
        /** As {@link #SHORT}, and it took a while. */
        SLOW,
        /** More rows than are read at first. */
        LONG;

        /** The length of an answer that was read whole. */
        static Length ofWhole(boolean hasRows, long nanos) {
            return nanos > AnswerLengths.SLOW ? SLOW : hasRows ? SHORT : NONE;
        }

        /** Whether it is likely that the next answer is read whole with its first rows. */
        boolean isShort() {
            return this != UNKNOWN && this != LONG;
        }
    }

    private final Map<String, Length> lengths = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Length> eldest) {
            return size() > TEXTS_KEPT;
        }
    };

    /** Nothing is known of any text. */
    public AnswerLengths() {}

    /** {@link Length#LONG} where an answer to the text ever was, otherwise the last one. */
    synchronized Length of(String text) {
        return lengths.getOrDefault(text, Length.UNKNOWN);
    }

    /** Notes the length of an answer. */
    synchronized void note(String text, Length length) {
        lengths.merge(text, length, (before, now) -> before == Length.LONG ? before : now);
    }
}
