package dev.khive.query.function;

import dev.khive.query.value.OneZero;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as text, and text as numbers. */
final class NumberText {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,9})?");
    private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0[xX]([0-9a-fA-F]+)");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberText() {}

    /** What toString() gives. */
    static String of(Object value) {
        return switch (value) {
            case List<?> list -> throw noText(list);
            case Map<?, ?> map -> throw noText(map);
            case dev.khive.api.query.NodeValue node -> throw noText("a node");
            case dev.khive.api.query.EdgeValue edge -> throw noText("an edge");
            case dev.khive.api.query.PathValue path -> throw noText("a path");
            case Double number -> String.valueOf(OneZero.of(number));
            default -> value.toString();
        };
    }

    private static ValueFault noText(Object value) {
        return ValueFault.type("toString() is not defined of " + value + ".");
    }

    /** The integer that a text starts as, towards zero; null where it is no number. */
    static @Nullable Long integer(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> {
                if (number.isNaN() || Math.abs(number) >= 0x1p63) {
                    throw ValueFault.overflow(new ArithmeticException(number.toString()));
                }
                yield number.longValue();
            }
            case String text -> integerOf(text.strip());
            case Boolean bool -> bool ? 1L : 0L;
            default -> throw ValueFault.value("toInteger() is not defined of " + value + ".");
        };
    }

    private static @Nullable Long integerOf(String text) {
        var hexadecimal = HEXADECIMAL.matcher(text);
        BigInteger whole;
        if (hexadecimal.matches()) {
            whole = new BigInteger(hexadecimal.group(1) + hexadecimal.group(2), 16);
        } else if (DECIMAL.matcher(text).matches()) {
            BigDecimal exact = new BigDecimal(text);
            int places = exact.precision() - exact.scale();
            if (places > 20) {
                throw ValueFault.overflow(new ArithmeticException(text));
            }
            // toBigInteger would divide by a power of ten of any size.
            whole = places <= 0 ? BigInteger.ZERO : exact.toBigInteger();
        } else {
            return null;
        }
        if (whole.compareTo(LEAST) < 0 || whole.compareTo(MOST) > 0) {
            throw ValueFault.overflow(new ArithmeticException(text));
        }
        return whole.longValue();
    }

    /** The float of a number or of a text that is one; null for other text. */
    static @Nullable Double real(Object value) {
        return switch (value) {
            case Long number -> number.doubleValue();
            case Double number -> number;
            case String text -> realOf(text.strip());
            default -> throw ValueFault.value("toFloat() is not defined of " + value + ".");
        };
    }

    /** As {@link #real}, for where a float must be finite. */
    static @Nullable Double finite(Object value) {
        Double number = real(value);
        if (number != null && !Double.isFinite(number)) {
            throw ValueFault.notANumber();
        }
        return number;
    }

    /** The truth that a text says or a boolean is; null for other text. */
    static @Nullable Boolean bool(Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case String text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                };
            default -> throw ValueFault.value("toBoolean() is not defined of " + value + ".");
        };
    }

    private static @Nullable Double realOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> DECIMAL.matcher(text).matches() ? (Double) Double.parseDouble(text) : null;
        };
    }
}
