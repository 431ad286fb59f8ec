package dev.khive.query.value;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON that needs no parser: texts without escapes and short integers. */
final class PlainJson {
    /** A sign and this many digits less one are a long. */
    private static final int DIGITS_THAT_FIT = 18;

    private PlainJson() {}

    /** The value of a text; null for any that needs a parser. */
    static @Nullable Object read(String text) {
        int last = text.length() - 1;
        if (last > 0 && text.charAt(0) == '"') {
            return text.indexOf('\\') < 0 && text.indexOf('"', 1) == last ? text.substring(1, last) : null;
        }
        if (last < 0 || last >= DIGITS_THAT_FIT) {
            return null;
        }
        for (int place = text.charAt(0) == '-' && last > 0 ? 1 : 0; place <= last; place++) {
            if (text.charAt(place) < '0' || text.charAt(place) > '9') {
                return null;
            }
        }
        return Long.valueOf(text);
    }

    /** The value of a text in UTF-8; null for any that needs a parser. */
    static @Nullable Object read(byte[] utf8) {
        int last = utf8.length - 1;
        if (last < 0) {
            return null;
        }
        return utf8[0] == '"' ? text(utf8, last) : last < DIGITS_THAT_FIT ? integer(utf8, last) : null;
    }

    private static @Nullable String text(byte[] utf8, int last) {
        for (int place = 1; place < last; place++) {
            if (utf8[place] == '\\' || utf8[place] == '"') {
                return null;
            }
        }
        return last > 0 && utf8[last] == '"' ? new String(utf8, 1, last - 1, StandardCharsets.UTF_8) : null;
    }

    private static @Nullable Long integer(byte[] utf8, int last) {
        boolean negative = utf8[0] == '-' && last > 0;
        long number = 0;
        for (int place = negative ? 1 : 0; place <= last; place++) {
            int digit = utf8[place] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }
}
