package dev.khive.api.store;

import dev.khive.api.filter.Filter;
import java.util.Set;

/**
 * A full-text search.
 *
 * @param text what is looked for, at most 1,000 words; any text is a safe query
 * @param mode how the text is read
 * @param k how many records, 1 up to the configured bound
 * @param fields the fields searched; empty means every field
 * @param filter on the record that a text belongs to; it holds before the cut
 */
public record TextQuery(String text, Mode mode, int k, Set<String> fields, Filter filter) {
    /** Copies the fields. */
    public TextQuery {
        fields = Set.copyOf(fields);
    }

    /** All words, in every field, without a filter. */
    public static TextQuery of(String text, int k) {
        return new TextQuery(text, Mode.ALL_WORDS, k, Set.of(), Filter.ALL);
    }

    /** The same text read in another way. */
    public TextQuery as(Mode newMode) {
        return new TextQuery(text, newMode, k, fields, filter);
    }

    /** How the text is read. */
    public enum Mode {
        /** Every word must occur. */
        ALL_WORDS,
        /** At least one word must occur; records with more and rarer words come first. */
        ANY_WORD,
        /** The words must occur one after the other. */
        PHRASE,
        /** Every word must occur, the last one as the beginning of a word: for search while typing. */
        PREFIX,
        /**
         * A small language: words are joined by AND unless OR stands between them, and AND binds tighter; quotes make phrases, a star
         * after a word makes it a prefix, a minus before a word or phrase excludes it, parentheses group. What is excluded needs
         * something beside it to look for. A word with several words in it, such as {@code e-mail}, is a phrase; one without any, such
         * as {@code &}, is passed over. Text that does not follow it is InvalidInput with the place.
         */
        EXPRESSION
    }
}
