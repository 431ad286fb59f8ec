package dev.khive.db.sql.search;

import dev.khive.api.error.InvalidInputException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How text is cut into words, for the index and for queries alike: the setting {@code text.tokenizer}. Words are cut, folded and
 * stemmed here, and a database is given nothing but words that it takes as they are, so that no two databases differ.
 */
public enum TextTokenizer {
    /** Runs of letters, numbers and their marks; case and diacritics do not count. */
    UNICODE,
    /** The same, each word brought to its English stem (Porter 1980). */
    ENGLISH,
    /**
     * Every three characters in a row, so that any part of a word is found, symbols included. A word ends at white space, and
     * one of fewer than three characters cannot be looked for. Case and diacritics do not count.
     */
    TRIGRAM;

    private static final int GRAM = 3;
    private static final int MORE_THAN_ASCII = 0x80;

    /**
     * The tokenizer of this name.
     *
     * @throws InvalidInputException when there is none
     */
    public static TextTokenizer of(String name) {
        return Arrays.stream(values())
                .filter(tokenizer -> tokenizer.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no tokenizer \"" + name + "\"; text.tokenizer is one of unicode, english, trigram."));
    }

    /** Its name in the configuration, in the database and in statistics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text as it is given to the database's index. */
    public String indexed(String text) {
        return this == TRIGRAM ? folded(text) : String.join(" ", words(text));
    }

    /** The words of a text, in order, each as often as it stands there. */
    public List<String> words(String text) {
        return switch (this) {
            case UNICODE -> runs(folded(text));
            case ENGLISH -> runs(folded(text)).stream().map(PorterStemmer::stem).toList();
            case TRIGRAM -> pieces(folded(text));
        };
    }

    /** What must follow one another when the text is a phrase; empty when it holds no word. */
    public List<String> phrase(String text) {
        if (this != TRIGRAM) {
            return words(text);
        }
        String whole = folded(text).strip();
        return isLongEnough(whole) ? List.of(whole) : List.of();
    }

    /** Whether a word is found as the beginning of a longer one without being asked to. */
    public boolean findsParts() {
        return this == TRIGRAM;
    }

    /** Without diacritics, and in the one case that upper and lower case share. */
    private static String folded(String text) {
        if (text.chars().allMatch(c -> c < MORE_THAN_ASCII)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(point -> !isDiacritic(point))
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The blocks of combining diacritical marks; the marks of other scripts are part of their letters. */
    private static boolean isDiacritic(int point) {
        return (point >= 0x0300 && point <= 0x036F)
                || (point >= 0x1AB0 && point <= 0x1AFF)
                || (point >= 0x1DC0 && point <= 0x1DFF)
                || (point >= 0x20D0 && point <= 0x20FF)
                || (point >= 0xFE20 && point <= 0xFE2F);
    }

    private static List<String> pieces(String text) {
        return text.codePoints().allMatch(TextTokenizer::isSpace)
                ? List.of()
                : Arrays.stream(text.strip().split("\\s+"))
                        .filter(TextTokenizer::isLongEnough)
                        .toList();
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point);
    }

    private static boolean isLongEnough(String piece) {
        return piece.codePointCount(0, piece.length()) >= GRAM;
    }

    private static List<String> runs(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean inside = start < 0 ? isLetterOrNumber(point) : isLetterOrNumber(point) || isMark(point);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
            i += Character.charCount(point);
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    private static boolean isLetterOrNumber(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.PRIVATE_USE -> true;
            default -> Character.isLetter(point);
        };
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
