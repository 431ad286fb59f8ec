package dev.khive.query.function;

import dev.khive.api.value.CalendarDuration;
import dev.khive.query.value.OneZero;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of numbers and of the numbers of a group. */
final class NumberFunctions {
    private static final Map<String, DoubleUnaryOperator> REAL = Map.ofEntries(
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan),
            Map.entry("cot", value -> 1 / OneZero.of(Math.tan(value))),
            Map.entry("asin", Math::asin),
            Map.entry("acos", Math::acos),
            Map.entry("atan", Math::atan),
            Map.entry("degrees", Math::toDegrees),
            Map.entry("radians", Math::toRadians),
            Map.entry("haversin", value -> (1 - Math.cos(value)) / 2),
            Map.entry("log", Math::log),
            Map.entry("log10", Math::log10),
            Map.entry("exp", Math::exp),
            Map.entry("sqrt", Math::sqrt));

    private NumberFunctions() {}

    static Map<String, DoubleUnaryOperator> ofOneNumber() {
        return new TreeMap<>(REAL);
    }

    static double real(@Nullable Object value, String function) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw ValueFault.type(function + "() takes a number, was " + value + ".");
    }

    private static List<Double> reals(@Nullable Object group, String function) {
        List<Double> numbers = new ArrayList<>();
        if (group instanceof List<?> list) {
            list.forEach(each -> numbers.add(real(each, function)));
        }
        return numbers;
    }

    private static double fraction(@Nullable Object value, String function) {
        double fraction = real(value, function);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw ValueFault.range("The percentile of " + function + "() must be 0 to 1, was " + fraction + ".");
        }
        return fraction;
    }

    /** Between the two numbers that stand next to the fraction of the way from the least to the largest. */
    static @Nullable Double percentileCont(@Nullable Object group, @Nullable Object percentile) {
        double fraction = fraction(percentile, "percentileCont");
        List<Double> numbers = reals(group, "percentileCont");
        if (numbers.isEmpty()) {
            return null;
        }
        numbers.sort(Double::compare);
        double place = fraction * (numbers.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return below == above
                ? numbers.get(below)
                : (Double) (numbers.get(below) * (above - place) + numbers.get(above) * (place - below));
    }

    /** The least number that at least the fraction of all are no larger than. */
    static @Nullable Object percentileDisc(@Nullable Object group, @Nullable Object percentile) {
        double fraction = fraction(percentile, "percentileDisc");
        if (!(group instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        List<Number> numbers = new ArrayList<>();
        list.forEach(each -> {
            real(each, "percentileDisc");
            numbers.add((Number) each);
        });
        numbers.sort(ValueComparison::numbers);
        return numbers.get(Math.max(0, (int) Math.ceil(fraction * numbers.size()) - 1));
    }

    /** By the deviations from the mean, which loses less than sums of squares do; of a sample, one less is divided by. */
    static Double standardDeviation(@Nullable Object group, boolean sample) {
        List<Double> numbers = reals(group, sample ? "stDev" : "stDevP");
        int divisor = sample ? numbers.size() - 1 : numbers.size();
        if (divisor < 1) {
            return 0.0;
        }
        double mean =
                numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares = numbers.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        return Math.sqrt(squares / divisor);
    }

    /** The sum of numbers or of durations. Beside a float, integers may have a sum beyond 64 bits. */
    static @Nullable Object sum(@Nullable Object group) {
        Object sum = null;
        if (group instanceof List<?> list) {
            boolean real = list.stream().anyMatch(Double.class::isInstance);
            for (Object item : list) {
                Object each = real && item instanceof Long integer ? (Object) integer.doubleValue() : item;
                if (!(each instanceof Number) && !(each instanceof CalendarDuration)) {
                    throw ValueFault.type("sum() takes numbers or durations, was " + each + ".");
                }
                sum = sum == null ? each : ValueArithmetic.calculate("+", sum, each);
            }
        }
        return sum;
    }

    /** The mean of numbers or of durations. Integers may have a sum beyond 64 bits. */
    static @Nullable Object average(@Nullable Object group) {
        if (group instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Long.class::isInstance)) {
            BigInteger sum =
                    list.stream().map(each -> BigInteger.valueOf((Long) each)).reduce(BigInteger.ZERO, BigInteger::add);
            return sum.doubleValue() / list.size();
        }
        Object sum = sum(group);
        long size = group instanceof List<?> list ? list.size() : 0;
        return sum == null
                ? null
                : ValueArithmetic.calculate("/", sum, sum instanceof Long ? (Object) (double) size : size);
    }

    static Object absolute(@Nullable Object value) {
        return switch (value) {
            case Long number -> {
                if (number == Long.MIN_VALUE) {
                    throw ValueFault.overflow(new ArithmeticException("abs"));
                }
                yield Math.abs(number);
            }
            case Double number -> Math.abs(number);
            case null, default -> throw ValueFault.type("abs() takes a number, was " + value + ".");
        };
    }

    /** To a number of decimal places; halves away from zero unless a mode is named. */
    static Double round(Arguments arguments) {
        double value = real(arguments.get(0), "round");
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        int places = (int) real(arguments.get(1), "round");
        if (places < 0 || places > 300) {
            throw ValueFault.range("The precision of round() must be 0 to 300, was " + places + ".");
        }
        String mode = arguments.size() > 2 ? TextFunctions.text(arguments.get(2), "round") : "HALF_UP";
        try {
            return java.math.BigDecimal.valueOf(value)
                    .setScale(places, java.math.RoundingMode.valueOf(mode.toUpperCase(java.util.Locale.ROOT)))
                    .doubleValue();
        } catch (IllegalArgumentException wrong) {
            throw ValueFault.value("There is no way of rounding called \"" + mode + "\".", wrong);
        }
    }
}
