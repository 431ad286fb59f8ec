package dev.khive.query.function;

import dev.khive.api.value.CalendarDuration;
import dev.khive.query.value.OneZero;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code + - * / % ^} of values whose kinds are known when they are met. */
final class ValueArithmetic {
    private ValueArithmetic() {}

    static @Nullable Object calculate(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        try {
            return switch (operator) {
                case "+" -> add(left, right);
                case "-" -> subtract(left, right);
                case "*" -> multiply(left, right);
                case "/" -> divide(left, right);
                default ->
                    left instanceof Number a && right instanceof Number b
                            ? numbers(operator, a, b)
                            : undefined(operator, left, right);
            };
        } catch (ArithmeticException overflow) {
            throw ValueFault.overflow(overflow);
        }
    }

    private static Object undefined(String operator, Object left, Object right) {
        throw ValueFault.type("There is no " + left + " " + operator + " " + right + ".");
    }

    private static Object add(Object left, Object right) {
        if (left instanceof List<?> || right instanceof List<?>) {
            List<@Nullable Object> joined = new ArrayList<>();
            append(joined, left);
            append(joined, right);
            return joined;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return numbers("+", a, b);
        }
        if (left instanceof String || right instanceof String) {
            return isTextual(left) && isTextual(right)
                    ? NumberText.of(left) + NumberText.of(right)
                    : undefined("+", left, right);
        }
        if (left instanceof CalendarDuration a && right instanceof CalendarDuration b) {
            return Durations.add(a, b, 1);
        }
        if (right instanceof CalendarDuration duration && Temporals.formOf(left) != null) {
            return Durations.shift(left, duration, 1);
        }
        if (left instanceof CalendarDuration duration && Temporals.formOf(right) != null) {
            return Durations.shift(right, duration, 1);
        }
        return undefined("+", left, right);
    }

    private static void append(List<@Nullable Object> joined, Object value) {
        if (value instanceof List<?> list) {
            joined.addAll(list);
        } else {
            joined.add(value);
        }
    }

    private static boolean isTextual(Object value) {
        return value instanceof String || value instanceof Number;
    }

    private static Object subtract(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers("-", a, b);
        }
        if (right instanceof CalendarDuration duration) {
            return left instanceof CalendarDuration other
                    ? Durations.add(other, duration, -1)
                    : Temporals.formOf(left) != null
                            ? Durations.shift(left, duration, -1)
                            : undefined("-", left, right);
        }
        return undefined("-", left, right);
    }

    private static Object multiply(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers("*", a, b);
        }
        if (left instanceof CalendarDuration duration && right instanceof Number factor) {
            return Durations.multiply(duration, exact(factor));
        }
        if (left instanceof Number factor && right instanceof CalendarDuration duration) {
            return Durations.multiply(duration, exact(factor));
        }
        return undefined("*", left, right);
    }

    private static Object divide(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers("/", a, b);
        }
        if (left instanceof CalendarDuration duration && right instanceof Number divisor) {
            return Durations.divide(duration, exact(divisor));
        }
        return undefined("/", left, right);
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        double real = number.doubleValue();
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw ValueFault.value("A duration cannot be multiplied with or divided by " + real + ".");
        }
        return BigDecimal.valueOf(real);
    }

    private static Object numbers(String operator, Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b && !operator.equals("^")) {
            return integers(operator, a, b);
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / OneZero.of(b);
            case "%" -> a % b;
            default -> Math.pow(OneZero.of(a), b);
        };
    }

    private static Long integers(String operator, long left, long right) {
        if (right == 0 && (operator.equals("/") || operator.equals("%"))) {
            throw ValueFault.divisionByZero();
        }
        return switch (operator) {
            case "+" -> Math.addExact(left, right);
            case "-" -> Math.subtractExact(left, right);
            case "*" -> Math.multiplyExact(left, right);
            case "/" -> Math.divideExact(left, right);
            default -> left % right;
        };
    }
}
