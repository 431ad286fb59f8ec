package dev.khive.db.sql.search;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.TextQuery;
import dev.khive.api.value.PropertyValues;
import java.util.List;
import java.util.Optional;

/** What a text must hold to fit a query; made of words alone, so that no character of it means anything to a database. */
public sealed interface TextPattern {
    /** How many words a query may name. */
    int MAX_WORDS = 1_000;

    /**
     * Words that stand one after the other.
     *
     * @param words one or more
     * @param prefix whether the last one is the beginning of a word
     */
    record Sequence(List<String> words, boolean prefix) implements TextPattern {}

    /** All of two or more parts. */
    record All(List<TextPattern> parts) implements TextPattern {}

    /** At least one of two or more parts. */
    record Any(List<TextPattern> parts) implements TextPattern {}

    /** What is wanted without what is excluded. */
    record Except(TextPattern wanted, TextPattern excluded) implements TextPattern {}

    /**
     * The pattern of a query, empty when its text holds no word.
     *
     * @throws InvalidInputException when the text is not well-formed Unicode, names too many words or is no expression
     */
    static Optional<TextPattern> of(String text, TextQuery.Mode mode, TextTokenizer tokenizer) {
        PropertyValues.checkText(text, "text query");
        return switch (mode) {
            case ALL_WORDS -> all(singles(tokenizer.words(text)));
            case ANY_WORD -> any(singles(tokenizer.words(text)));
            case PHRASE -> sequence(tokenizer.phrase(text), false);
            case PREFIX -> prefix(tokenizer.words(text), tokenizer);
            case EXPRESSION -> TextExpressionParser.parse(text, tokenizer);
        };
    }

    /** All of the parts, the part itself when it is one, empty for none. */
    static Optional<TextPattern> all(List<? extends TextPattern> parts) {
        return parts.size() < 2
                ? parts.stream().<TextPattern>map(part -> part).findFirst()
                : Optional.of(new All(List.copyOf(parts)));
    }

    /** Any of the parts, the part itself when it is one, empty for none. */
    static Optional<TextPattern> any(List<? extends TextPattern> parts) {
        return parts.size() < 2
                ? parts.stream().<TextPattern>map(part -> part).findFirst()
                : Optional.of(new Any(List.copyOf(parts)));
    }

    /** Words one after the other, empty for none. */
    static Optional<TextPattern> sequence(List<String> words, boolean prefix) {
        checkCount(words.size());
        return words.isEmpty() ? Optional.empty() : Optional.of(new Sequence(List.copyOf(words), prefix));
    }

    /** Refuses more words than a query may name. */
    static void checkCount(int words) {
        if (words > MAX_WORDS) {
            throw new InvalidInputException(
                    "A text query names at most " + MAX_WORDS + " words, this one names " + words + ".");
        }
    }

    private static List<Sequence> singles(List<String> words) {
        List<String> distinct = words.stream().distinct().toList();
        checkCount(distinct.size());
        return distinct.stream().map(word -> new Sequence(List.of(word), false)).toList();
    }

    private static Optional<TextPattern> prefix(List<String> words, TextTokenizer tokenizer) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Sequence> parts = new java.util.ArrayList<>(singles(words.subList(0, words.size() - 1)));
        parts.add(new Sequence(List.of(words.getLast()), !tokenizer.findsParts()));
        return all(parts);
    }
}
