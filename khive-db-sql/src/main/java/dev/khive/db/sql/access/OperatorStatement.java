package dev.khive.db.sql.access;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.db.sql.session.RowStatement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operator's statement must be before a driver sees it: drivers run the first of several and are silent on the rest. */
public final class OperatorStatement {
    private static final Set<String> BOUNDARIES =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");
    private static final Set<String> WRITES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE", "CREATE", "ALTER", "DROP");
    private static final Pattern NUMBERED = Pattern.compile("\\?([0-9]{1,5})");
    private static final Pattern DOLLARS = Pattern.compile("\\$\\w*\\$");

    private final String sql;
    private final ErrorContext context;
    private int parameters;

    private OperatorStatement(String sql, ErrorContext context) {
        this.sql = sql;
        this.context = context;
    }

    /** Refuses several statements, none, one that ends the transaction it runs in, and values that do not fit it. */
    public static void check(String sql, @Nullable Object[] values, ErrorContext context) {
        new OperatorStatement(sql, context).check(values);
    }

    /** A statement that was checked, its rows as the names of their columns and values. */
    public static RowStatement<Map<String, @Nullable Object>> rows(String sql, List<@Nullable Object> values) {
        return new RowStatement<>(sql, values, ColumnMap::of);
    }

    private void check(@Nullable Object[] values) {
        int zero = sql.indexOf(0);
        if (zero >= 0) {
            throw refused("A statement holds no character U+0000; one is character " + (zero + 1) + ".");
        }
        int start = blank(0);
        int end = end(start);
        if (start == end) {
            throw refused("The text holds no statement.");
        }
        int rest = blank(end < sql.length() ? end + 1 : end);
        if (rest < sql.length()) {
            throw refused("One statement is run at a time, and another begins at character " + (rest + 1) + ".");
        }
        String word = word(start);
        if (BOUNDARIES.contains(word)) {
            throw refused("A transaction is begun and ended by transaction(…), and " + word + " was given.");
        }
        if (!context.equals(SqlDoor.UPDATE) && WRITES.contains(word)) {
            throw refused("A query only reads, and " + word + " was given; update(…) writes.");
        }
        if (values.length != parameters) {
            throw refused("The number of parameters in the statement is " + parameters + ", and of values "
                    + values.length + ".");
        }
        for (int index = 0; index < values.length; index++) {
            Object value = values[index];
            if (value != null && !isStorable(value)) {
                throw refused("Parameter " + (index + 1) + " is of the type "
                        + value.getClass().getName()
                        + "; null, Boolean, Long, Integer, Double, String, byte[] and UUID are known.");
            }
        }
    }

    private static boolean isStorable(Object value) {
        return switch (value) {
            case Boolean flag -> true;
            case Long number -> true;
            case Integer number -> true;
            case Double number -> true;
            case String text -> true;
            case byte[] bytes -> true;
            case UUID id -> true;
            default -> false;
        };
    }

    private InvalidInputException refused(String message) {
        return new InvalidInputException(message, context, null);
    }

    private String word(int start) {
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    /** Where the first character stands that is no white space, no comment and, after a statement, no semicolon. */
    private int blank(int from) {
        int at = from;
        while (at < sql.length()) {
            int comment = comment(at);
            if (comment > at) {
                at = comment;
            } else if (Character.isWhitespace(sql.charAt(at)) || (from > 0 && sql.charAt(at) == ';')) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** Where the semicolon stands that ends the statement, or where the text ends. */
    private int end(int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != ';') {
            char character = sql.charAt(at);
            int comment = comment(at);
            if (comment > at) {
                at = comment;
            } else if (character == '\'' || character == '"' || character == '`') {
                at = after(String.valueOf(character), at + 1);
            } else if (character == '$') {
                at = dollars(at);
            } else if (character == '?') {
                at = parameter(at);
            } else {
                at++;
            }
        }
        return at;
    }

    /** Where a parameter ends, now counted; two question marks are a driver's way to write an operator. */
    private int parameter(int at) {
        if (sql.startsWith("??", at)) {
            return at + 2;
        }
        Matcher numbered = NUMBERED.matcher(sql).region(at, sql.length());
        if (numbered.lookingAt()) {
            parameters = Math.max(parameters, Integer.parseInt(numbered.group(1)));
            return numbered.end();
        }
        parameters++;
        return at + 1;
    }

    /** Where text between dollar signs ends. */
    private int dollars(int at) {
        Matcher mark = DOLLARS.matcher(sql).region(at, sql.length());
        return mark.lookingAt() ? after(mark.group(), mark.end()) : at + 1;
    }

    private int comment(int at) {
        if (sql.startsWith("--", at)) {
            return after("\n", at + 2);
        }
        return sql.startsWith("/*", at) ? after("*/", at + 2) : at;
    }

    private int after(String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
