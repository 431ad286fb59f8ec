package dev.khive.vector;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits text into lower-case words: at everything that is no letter, mark or digit, at the humps of camel case ({@code
 * HTTPServer} is {@code http}, {@code server}) and between letters and digits ({@code base64} is {@code base}, {@code
 * 64}). A symbol such as an emoji is a word of its own. Text is brought to NFKC first.
 */
final class WordSplitter {
    private WordSplitter() {}

    static List<String> words(String text) {
        int[] points =
                Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().toArray();
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= points.length; i++) {
            if (i == points.length || !isWord(points[i])) {
                add(words, points, start, i);
                start = i + 1;
            } else if (i > start && isBoundary(points, i)) {
                add(words, points, start, i);
                start = i;
            }
        }
        return words;
    }

    private static void add(List<String> words, int[] points, int start, int end) {
        if (end > start) {
            words.add(new String(points, start, end - start).toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point) || isMark(point) || isSymbol(point);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        boolean variationSelector = point >= 0xfe00 && point <= 0xfe0f;
        return !variationSelector && (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK);
    }

    private static boolean isSymbol(int point) {
        return Character.getType(point) == Character.OTHER_SYMBOL;
    }

    private static boolean isBoundary(int[] points, int i) {
        int before = points[i - 1];
        int here = points[i];
        if (isMark(here)) {
            return false;
        }
        if (isSymbol(before) || isSymbol(here) || Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        boolean humpStarts = Character.isLowerCase(before) && Character.isUpperCase(here);
        boolean acronymEnds = Character.isUpperCase(before)
                && Character.isUpperCase(here)
                && i + 1 < points.length
                && Character.isLowerCase(points[i + 1]);
        return humpStarts || acronymEnds;
    }
}
