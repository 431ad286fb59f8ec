package dev.khive.query.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Functions of text. */
final class TextFunctions {
    private TextFunctions() {}

    static String text(@Nullable Object value, String function) {
        if (value instanceof String text) {
            return text;
        }
        throw ValueFault.type(function + "() takes text, was " + value + ".");
    }

    /** The parts between separators; one of several separators where a list of them is given. */
    static List<String> split(Arguments arguments) {
        String text = text(arguments.get(0), "split");
        List<String> separators = arguments.get(1) instanceof List<?> several
                ? several.stream().map(each -> text(each, "split")).toList()
                : List.of(text(arguments.get(1), "split"));
        if (separators.contains("")) {
            return text.isEmpty()
                    ? List.of("")
                    : text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); ) {
            int index = at;
            var found = separators.stream()
                    .filter(each -> text.startsWith(each, index))
                    .findFirst();
            if (found.isPresent()) {
                parts.add(text.substring(from, at));
                at += found.get().length();
                from = at;
            } else {
                at++;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** The reverse of text by code points, or of a list. */
    static Object reverse(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.reversed();
        }
        int[] points = text(value, "reverse").codePoints().toArray();
        StringBuilder reversed = new StringBuilder();
        for (int index = points.length - 1; index >= 0; index--) {
            reversed.appendCodePoint(points[index]);
        }
        return reversed.toString();
    }

    /** Whether the whole text matches; null where either is no text. */
    static @Nullable Boolean matches(@Nullable Object text, @Nullable Object pattern) {
        if (!(text instanceof String subject) || !(pattern instanceof String regex)) {
            return null;
        }
        try {
            return Pattern.compile(regex)
                    .matcher(new Bounded(subject, 10_000_000))
                    .matches();
        } catch (PatternSyntaxException wrong) {
            throw ValueFault.value(
                    "\"" + regex + "\" is no regular expression: " + wrong.getDescription() + " at "
                            + (wrong.getIndex() + 1) + ".",
                    wrong);
        } catch (StackOverflowError tooDeep) {
            throw ValueFault.value("The regular expression \"" + regex + "\" takes too long on this text.");
        }
    }

    /** Text that lets itself be read a limited number of times, so that a pattern that backtracks without end is ended. */
    private static final class Bounded implements CharSequence {
        private final CharSequence text;
        private long left;

        Bounded(CharSequence text, long left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw ValueFault.value(
                        "A regular expression takes too long on a text of " + text.length() + " characters.");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static String upper(@Nullable Object value) {
        return text(value, "toUpper").toUpperCase(Locale.ROOT);
    }

    static String lower(@Nullable Object value) {
        return text(value, "toLower").toLowerCase(Locale.ROOT);
    }

    /** Every place where the text stands, from the left; the empty text stands everywhere. */
    static String replace(Arguments arguments) {
        String text = text(arguments.get(0), "replace");
        String target = text(arguments.get(1), "replace");
        String replacement = text(arguments.get(2), "replace");
        if (!target.isEmpty()) {
            return text.replace(target, replacement);
        }
        // String.replace would put it between the two halves of a character too.
        StringBuilder everywhere = new StringBuilder(replacement);
        text.codePoints().forEach(point -> everywhere.appendCodePoint(point).append(replacement));
        return everywhere.toString();
    }
}
