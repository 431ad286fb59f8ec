package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.TextQuery;
import dev.khive.api.value.PropertyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a text must hold to fit a query. */
sealed interface Pattern {
    /** How many words a query may name. */
    int MAX_WORDS = 1_000;

    /** Words one after the other, the last one perhaps the beginning of a word. */
    record Phrase(List<String> words, boolean prefix) implements Pattern {
        @Override
        public boolean fits(IndexedText text) {
            return text.frequency(this) > 0;
        }

        @Override
        public Stream<Phrase> phrases() {
            return Stream.of(this);
        }
    }

    /** All of the parts. */
    record All(List<Pattern> parts) implements Pattern {
        @Override
        public boolean fits(IndexedText text) {
            return parts.stream().allMatch(part -> part.fits(text));
        }

        @Override
        public Stream<Phrase> phrases() {
            return parts.stream().flatMap(Pattern::phrases);
        }
    }

    /** At least one of the parts. */
    record Any(List<Pattern> parts) implements Pattern {
        @Override
        public boolean fits(IndexedText text) {
            return parts.stream().anyMatch(part -> part.fits(text));
        }

        @Override
        public Stream<Phrase> phrases() {
            return parts.stream().flatMap(Pattern::phrases);
        }
    }

    /** What is wanted without what is excluded. */
    record Except(Pattern wanted, Pattern excluded) implements Pattern {
        @Override
        public boolean fits(IndexedText text) {
            return wanted.fits(text) && !excluded.fits(text);
        }

        @Override
        public Stream<Phrase> phrases() {
            return wanted.phrases();
        }
    }

    /** Whether a text holds it. */
    boolean fits(IndexedText text);

    /** The phrases that make a score. */
    Stream<Phrase> phrases();

    /** The pattern of a query, empty when its text holds no word. */
    static Optional<Pattern> of(String text, TextQuery.Mode mode) {
        PropertyValues.checkText(text, "text query");
        List<String> words = Words.of(text);
        return switch (mode) {
            case ALL_WORDS -> all(singles(words));
            case ANY_WORD -> any(singles(words));
            case PHRASE -> phrase(words, false);
            case PREFIX -> prefix(words);
            case EXPRESSION -> PatternParser.parse(text);
        };
    }

    private static List<Pattern> singles(List<String> words) {
        List<String> distinct = words.stream().distinct().toList();
        checkCount(distinct.size());
        return distinct.stream()
                .<Pattern>map(word -> new Phrase(List.of(word), false))
                .toList();
    }

    private static Optional<Pattern> prefix(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<Pattern> parts = new ArrayList<>(singles(words.subList(0, words.size() - 1)));
        parts.add(new Phrase(List.of(words.getLast()), true));
        return all(parts);
    }

    /** All of the parts, empty for none. */
    static Optional<Pattern> all(List<Pattern> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(new All(List.copyOf(parts)));
    }

    /** Any of the parts, empty for none. */
    static Optional<Pattern> any(List<Pattern> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Any(List.copyOf(parts)));
    }

    /** Words one after the other, empty for none. */
    static Optional<Pattern> phrase(List<String> words, boolean prefix) {
        checkCount(words.size());
        return words.isEmpty() ? Optional.empty() : Optional.of(new Phrase(List.copyOf(words), prefix));
    }

    /** Refuses more words than a query may name. */
    static void checkCount(int words) {
        if (words > MAX_WORDS) {
            throw new InvalidInputException(
                    "A text query names at most " + MAX_WORDS + " words, this one names " + words + ".");
        }
    }
}
