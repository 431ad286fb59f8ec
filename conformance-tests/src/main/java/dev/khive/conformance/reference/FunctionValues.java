package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import dev.khive.query.parse.QueryErrors;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls of functions that do not aggregate. Most give null where an argument is null. */
final class FunctionValues {
    private static final long MOST_OF_A_RANGE = 2_000_000;

    private final Evaluation evaluation;
    private final ExpressionValues expressions;

    FunctionValues(Evaluation evaluation, ExpressionValues expressions) {
        this.evaluation = evaluation;
        this.expressions = expressions;
    }

    /** Calls a function of the library of values. */
    static @Nullable Object call(String name, @Nullable Object... arguments) {
        ValueFunction function = ValueFunctions.find(name)
                .orElseThrow(() -> new IllegalStateException("There is no function of values called " + name + "."));
        return ValueFunctions.apply(function, Arrays.asList(arguments));
    }

    @Nullable
    Object value(FunctionCall call, Bindings row) {
        if (call.name().equals("coalesce")) {
            return firstOf(call.arguments(), row);
        }
        List<@Nullable Object> arguments = expressions.values(call.arguments(), row);
        Object first = arguments.isEmpty() ? null : arguments.getFirst();
        return switch (call.name()) {
            case "exists" -> first instanceof Boolean truth && isPattern(call) ? truth : (Object) (first != null);
            case "nullif" -> Truth.isTrue(Equality.equal(first, arguments.get(1))) ? null : first;
            case "pi" -> Math.PI;
            case "e" -> Math.E;
            case "rand" -> Math.random();
            case "randomuuid" -> UUID.randomUUID().toString();
            case "timestamp" -> evaluation.now().toEpochMilli();
            default ->
                call.name().endsWith(".truncate") || arguments.stream().noneMatch(Objects::isNull)
                        ? ofValues(call, arguments)
                        : null;
        };
    }

    /** What comes after the first value is not asked for. */
    private @Nullable Object firstOf(List<Expression> arguments, Bindings row) {
        for (Expression argument : arguments) {
            Object value = expressions.value(argument, row);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static boolean isPattern(FunctionCall call) {
        return call.arguments().getFirst() instanceof dev.khive.query.ast.Expression.PatternPredicate;
    }

    private @Nullable Object ofValues(FunctionCall call, List<@Nullable Object> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.getFirst();
        return switch (call.name()) {
            case "id", "elementid" -> call("identity", first);
            case "type" -> call("relation", first);
            case "keys" ->
                ((Map<?, ?>) Objects.requireNonNull(call("properties", first)))
                        .keySet().stream()
                                .map(Object::toString)
                                .sorted(Equality::texts)
                                .toList();
            case "startnode" -> evaluation.graph().source(edge(call, first));
            case "endnode" -> evaluation.graph().target(edge(call, first));
            case "size" -> size(call, first);
            case "char_length", "character_length" ->
                (long) text(call, first).codePointCount(0, text(call, first).length());
            case "isempty" -> isEmpty(call, first);
            case "head" ->
                list(call, first).isEmpty() ? null : list(call, first).getFirst();
            case "last" ->
                list(call, first).isEmpty() ? null : list(call, first).getLast();
            case "tail" ->
                list(call, first).isEmpty()
                        ? List.of()
                        : list(call, first).subList(1, list(call, first).size());
            case "range" -> range(call, arguments);
            case "tolower" -> call("lower", first);
            case "toupper" -> call("upper", first);
            case "trim" -> text(call, first).strip();
            case "ltrim" -> text(call, first).stripLeading();
            case "rtrim" -> text(call, first).stripTrailing();
            case "substring" -> substring(call, arguments);
            case "left" -> part(text(call, first), 0, count(call, arguments, 1));
            case "right" -> right(text(call, first), count(call, arguments, 1));
            case "tostring" -> call("text", first);
            case "tointeger" -> call("to_integer", first);
            case "tofloat" -> call("to_float", first);
            case "toboolean" -> toBoolean(call, first);
            case "abs" -> call("absolute", first);
            case "ceil" -> Math.ceil(real(call, first));
            case "floor" -> Math.floor(real(call, first));
            case "sign" -> (long) Math.signum(real(call, first));
            case "round" -> arguments.size() == 1 ? halvesUp(real(call, first)) : library(call, arguments);
            case "isnan" -> Double.isNaN(real(call, first));
            default -> library(call, arguments);
        };
    }

    /** What the library of values has under the language's own name; a clock is asked with the present instant. */
    private @Nullable Object library(FunctionCall call, List<@Nullable Object> arguments) {
        String name = call.name();
        boolean clock = arguments.isEmpty()
                || name.endsWith(".transaction")
                || name.endsWith(".statement")
                || name.endsWith(".realtime");
        if (!clock) {
            return call(name.replace('.', '_'), arguments.toArray());
        }
        List<@Nullable Object> withNow = new ArrayList<>();
        withNow.add(ChronoUnit.MICROS.between(Instant.EPOCH, evaluation.now()));
        withNow.addAll(arguments);
        return call((name + ".").split("\\.", 2)[0] + "_now", withNow.toArray());
    }

    /** A half is added to what is left of the floor, for just below a half it would be one too many. */
    private static double halvesUp(double number) {
        return Math.floor(number) + (number - Math.floor(number) >= 0.5 ? 1 : 0);
    }

    private static RuntimeException wrong(FunctionCall call, @Nullable Object value) {
        return Evaluation.wrongType(call.position(), call.name() + "() does not take " + value + ".");
    }

    private static EdgeValue edge(FunctionCall call, @Nullable Object value) {
        if (value instanceof EdgeValue edge) {
            return edge;
        }
        throw wrong(call, value);
    }

    private static String text(FunctionCall call, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(call, value);
    }

    private static List<? extends @Nullable Object> list(FunctionCall call, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(call, value);
    }

    private static double real(FunctionCall call, @Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(call, value);
    }

    private static long integer(FunctionCall call, @Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw wrong(call, value);
    }

    private static Object size(FunctionCall call, @Nullable Object value) {
        return switch (value) {
            case List<?> list -> (long) list.size();
            case String text -> (long) text.codePointCount(0, text.length());
            case null, default -> throw wrong(call, value);
        };
    }

    private static Object isEmpty(FunctionCall call, @Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.isEmpty();
            case String text -> text.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case null, default -> throw wrong(call, value);
        };
    }

    private static @Nullable Object toBoolean(FunctionCall call, @Nullable Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case String text ->
                text.strip().equalsIgnoreCase("true")
                        ? (Object) true
                        : text.strip().equalsIgnoreCase("false") ? (Object) false : null;
            case null, default ->
                throw QueryErrors.evaluation(
                        call.position(), "InvalidArgumentValue", "toBoolean() is not defined of " + value + ".");
        };
    }

    /** A number of characters, which is not negative. */
    private static long count(FunctionCall call, List<@Nullable Object> arguments, int index) {
        long count = integer(call, arguments.get(index));
        if (count < 0) {
            throw QueryErrors.evaluation(
                    call.position(),
                    "NegativeIntegerArgument",
                    call.name() + "() takes a number that is not negative, was " + count + ".");
        }
        return count;
    }

    private static String substring(FunctionCall call, List<@Nullable Object> arguments) {
        String text = text(call, arguments.getFirst());
        long length = arguments.size() > 2 ? count(call, arguments, 2) : Long.MAX_VALUE;
        return part(text, count(call, arguments, 1), length);
    }

    private static String right(String text, long length) {
        return part(text, Math.max(0, text.codePointCount(0, text.length()) - length), length);
    }

    /** Characters are code points. */
    private static String part(String text, long from, long length) {
        StringBuilder part = new StringBuilder();
        text.codePoints().skip(from).limit(length).forEach(part::appendCodePoint);
        return part.toString();
    }

    private static List<Long> range(FunctionCall call, List<@Nullable Object> arguments) {
        long from = integer(call, arguments.get(0));
        long to = integer(call, arguments.get(1));
        long step = arguments.size() > 2 ? integer(call, arguments.get(2)) : 1;
        if (step == 0 || ((double) to - from) / step >= MOST_OF_A_RANGE) {
            throw QueryErrors.evaluation(
                    call.position(),
                    "NumberOutOfRange",
                    "range() takes a step other than 0 and gives at most " + MOST_OF_A_RANGE + " elements.");
        }
        List<Long> range = new ArrayList<>();
        BigInteger last = BigInteger.valueOf(to);
        BigInteger each = BigInteger.valueOf(from);
        while (step > 0 ? each.compareTo(last) <= 0 : each.compareTo(last) >= 0) {
            range.add(each.longValueExact());
            each = each.add(BigInteger.valueOf(step));
        }
        return range;
    }
}
