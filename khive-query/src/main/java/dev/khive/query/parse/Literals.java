package dev.khive.query.parse;

import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Position;
import java.math.BigInteger;
import java.util.Locale;

/** The values of literals as they are written. */
final class Literals {
    private static final BigInteger LEAST_MAGNITUDE = BigInteger.TWO.pow(63);

    private Literals() {}

    static Literal integer(Position position, String text, boolean negative) {
        String lower = text.toLowerCase(Locale.ROOT);
        BigInteger magnitude;
        try {
            if (lower.startsWith("0x")) {
                magnitude = digits(lower.substring(2), 16);
            } else if (lower.startsWith("0o")) {
                magnitude = digits(lower.substring(2), 8);
            } else {
                magnitude = digits(lower, 10);
            }
        } catch (NumberFormatException notANumber) {
            throw QueryErrors.syntax(position, "InvalidNumberLiteral", "'" + text + "' is no number.");
        }
        BigInteger value = negative ? magnitude.negate() : magnitude;
        if (value.bitLength() > 63 || magnitude.compareTo(LEAST_MAGNITUDE) > 0) {
            throw QueryErrors.syntax(
                    position,
                    "IntegerOverflow",
                    "The integer " + (negative ? "-" : "") + text + " is beyond the range of 64 bits.");
        }
        return new Literal(position, value.longValueExact());
    }

    private static BigInteger digits(String text, int radix) {
        boolean separated = text.indexOf('_') > 0 && !text.endsWith("_") && !text.contains("__");
        return new BigInteger(separated ? text.replace("_", "") : text, radix);
    }

    static Literal real(Position position, String text, boolean negative) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw QueryErrors.syntax(
                    position, "FloatingPointOverflow", "The number " + text + " is beyond the range of a float.");
        }
        return new Literal(position, negative && value != 0 ? -value : value);
    }

    static String string(Position position, String token) {
        String body = token.substring(1, token.length() - 1);
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder text = new StringBuilder(body.length());
        int index = 0;
        while (index < body.length()) {
            char character = body.charAt(index);
            if (character != '\\') {
                text.append(character);
                index++;
            } else {
                index = escape(position, body, index + 1, text);
            }
        }
        return text.toString();
    }

    private static int escape(Position position, String body, int index, StringBuilder text) {
        char kind = body.charAt(index);
        switch (kind) {
            case '\\', '\'', '"', '`', '/' -> text.append(kind);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                return unicode(position, body, index + 1, 4, text);
            }
            case 'U' -> {
                return unicode(position, body, index + 1, 8, text);
            }
            default ->
                throw QueryErrors.syntax(position, "InvalidEscape", "'\\" + kind + "' is no escape of a string.");
        }
        return index + 1;
    }

    private static int unicode(Position position, String body, int start, int length, StringBuilder text) {
        int end = start + length;
        String digits = body.substring(Math.min(start, body.length()), Math.min(end, body.length()));
        if (digits.length() == length && digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
            long point = Long.parseLong(digits, 16);
            if (point <= Character.MAX_CODE_POINT) {
                text.appendCodePoint((int) point);
                return end;
            }
        }
        throw QueryErrors.syntax(
                position,
                "InvalidUnicodeLiteral",
                "'\\" + body.charAt(start - 1) + digits + "' is no escape; it takes " + length
                        + " hexadecimal digits.");
    }

    static String escapedName(String token) {
        return token.substring(1, token.length() - 1).replace("``", "`");
    }
}
