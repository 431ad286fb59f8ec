package dev.khive.r2dbc.postgres;

import dev.khive.api.error.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with {@code $1}, {@code $2} in the place of question marks, as PostgreSQL itself counts parameters. What stands in
 * texts, names and comments is left as it is (chapter 4.1 of the manual), two question marks are one of an operator.
 */
final class NumberedParameters {
    private static final Pattern DOLLARS = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private final String sql;
    private final StringBuilder numbered = new StringBuilder();
    private int parameters;

    private NumberedParameters(String sql) {
        this.sql = sql;
    }

    /**
     * The statement with its parameters numbered.
     *
     * @throws InvalidInputException when the text goes on after a semicolon
     */
    static String of(String sql) {
        return new NumberedParameters(sql).number();
    }

    private String number() {
        int at = 0;
        while (at < sql.length()) {
            int next = skipped(at);
            if (next > at) {
                numbered.append(sql, at, next);
                at = next;
            } else if (sql.charAt(at) == '?') {
                at = parameter(at);
            } else if (sql.charAt(at) == ';') {
                requireNothingAfter(at + 1);
                break;
            } else {
                numbered.append(sql.charAt(at++));
            }
        }
        return numbered.toString();
    }

    private int parameter(int at) {
        if (sql.startsWith("??", at)) {
            numbered.append('?');
            return at + 2;
        }
        Matcher number = NUMBER.matcher(sql).region(at + 1, sql.length());
        if (number.lookingAt()) {
            numbered.append('$').append(number.group());
            return number.end();
        }
        numbered.append('$').append(++parameters);
        return at + 1;
    }

    private void requireNothingAfter(int from) {
        int at = from;
        while (at < sql.length()) {
            int comment = comment(at);
            if (comment == at && !Character.isWhitespace(sql.charAt(at)) && sql.charAt(at) != ';') {
                throw new InvalidInputException(
                        "One statement is run at a time, and another begins at character " + (at + 1) + ".");
            }
            at = Math.max(comment, at + 1);
        }
    }

    /** Where the text, name, word or comment ends that begins here; the same place where none does. */
    private int skipped(int at) {
        char character = sql.charAt(at);
        if (character == '\'') {
            return quoted(at, '\'', false);
        }
        if (character == '"') {
            return quoted(at, '"', false);
        }
        if (character == '$') {
            Matcher mark = DOLLARS.matcher(sql).region(at, sql.length());
            return mark.lookingAt() ? after(mark.group(), mark.end()) : at;
        }
        return isWord(character) ? word(at) : comment(at);
    }

    /** A word; one that is E alone, right before a quotation mark, lets backslashes escape in the text. */
    private int word(int at) {
        int end = at;
        while (end < sql.length() && (isWord(sql.charAt(end)) || sql.charAt(end) == '$')) {
            end++;
        }
        boolean escapes = end == at + 1 && (sql.charAt(at) == 'E' || sql.charAt(at) == 'e');
        return escapes && end < sql.length() && sql.charAt(end) == '\'' ? quoted(end, '\'', true) : end;
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    /** Where a quoted text ends; a doubled mark is one of the text, which this reads as two texts side by side. */
    private int quoted(int at, char mark, boolean escapes) {
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != mark) {
            end += escapes && sql.charAt(end) == '\\' ? 2 : 1;
        }
        return quotedEnd(end, mark, escapes);
    }

    private int quotedEnd(int end, char mark, boolean escapes) {
        boolean doubled = end + 1 < sql.length() && sql.charAt(end + 1) == mark;
        return doubled ? quoted(end + 1, mark, escapes) : Math.min(end + 1, sql.length());
    }

    /** Where the comment ends that begins here. Comments between slashes nest. */
    private int comment(int at) {
        if (sql.startsWith("--", at)) {
            return after("\n", at + 2);
        }
        if (!sql.startsWith("/*", at)) {
            return at;
        }
        int end = at + 2;
        for (int depth = 1; depth > 0 && end < sql.length(); ) {
            boolean opens = sql.startsWith("/*", end);
            boolean closes = sql.startsWith("*/", end);
            depth += opens ? 1 : closes ? -1 : 0;
            end += opens || closes ? 2 : 1;
        }
        return end;
    }

    private int after(String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
