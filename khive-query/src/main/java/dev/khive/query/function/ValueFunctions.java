package dev.khive.query.function;

import dev.khive.query.function.Temporals.Form;
import dev.khive.query.function.ValueFunction.Body;
import dev.khive.query.function.ValueFunction.Result;
import dev.khive.query.value.GraphJson;
import dev.khive.query.value.OneZero;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All functions of values, and how they are called with what a database holds. Safe for use by many threads. */
public final class ValueFunctions {
    private static final Map<String, ValueFunction> BY_NAME = new LinkedHashMap<>();

    static {
        add("equal", Result.BOOLEAN, true, a -> ValueComparison.equal(a.get(0), a.get(1)));
        add("compare", Result.BOOLEAN, false, a -> ValueComparison.compare(a.text(0), a.get(1), a.get(2)));
        add("rank", Result.INTEGER, true, a -> (long) ValueOrder.rank(a.get(0)));
        add("order_key", Result.BYTES, true, a -> ValueOrder.key(a.get(0)));
        add("calculate", Result.VALUE, false, a -> ValueArithmetic.calculate(a.text(0), a.get(1), a.get(2)));
        add("component", Result.VALUE, false, a -> TemporalComponents.of(a.value(0), a.text(1)));
        add("text", Result.TEXT, false, a -> NumberText.of(a.value(0)));
        add("to_integer", Result.INTEGER, false, a -> NumberText.integer(a.value(0)));
        add("to_float", Result.VALUE, false, a -> NumberText.real(a.value(0)));
        add("upper", Result.TEXT, false, a -> TextFunctions.upper(a.get(0)));
        add("lower", Result.TEXT, false, a -> TextFunctions.lower(a.get(0)));
        add("replace", Result.TEXT, false, TextFunctions::replace);
        add("split", Result.VALUE, false, TextFunctions::split);
        add("reverse", Result.VALUE, false, a -> TextFunctions.reverse(a.get(0)));
        add("matches", Result.BOOLEAN, false, a -> TextFunctions.matches(a.get(0), a.get(1)));
        add("ranked", Result.TEXT, false, a -> ValueOrder.ranked(a.get(0)));
        add("float_of_text", Result.FLOAT, false, a -> NumberText.finite(a.value(0)));
        orNull("tointegerornull", NumberText::integer);
        orNull("tofloatornull", NumberText::real);
        orNull("tobooleanornull", NumberText::bool);
        orNull("tostringornull", NumberText::of);
        graph();
        numbers();
        temporals();
    }

    private ValueFunctions() {}

    private interface Conversion {
        @Nullable
        Object apply(Object value);
    }

    /** Conversions that give null where others raise an error. */
    private static void orNull(String name, Conversion conversion) {
        add(name, Result.VALUE, false, a -> {
            try {
                return conversion.apply(a.value(0));
            } catch (ValueFault notConvertible) {
                return null;
            }
        });
    }

    private static void graph() {
        add(
                "labels",
                Result.VALUE,
                false,
                a -> GraphFunctions.node(a.value(0), "labels").labels());
        add(
                "relation",
                Result.TEXT,
                false,
                a -> GraphFunctions.edge(a.value(0), "type").relation());
        add("identity", Result.TEXT, false, a -> GraphFunctions.identity(a.value(0), "id"));
        add(
                "node_id",
                Result.TEXT,
                false,
                a -> GraphFunctions.node(a.value(0), "A pattern").id().toString());
        add(
                "edge_id",
                Result.TEXT,
                false,
                a -> GraphFunctions.edge(a.value(0), "A pattern").id().toString());
        add("merged", Result.VALUE, false, a -> GraphFunctions.merged(a.value(0), a.value(1)));
        add("properties", Result.VALUE, false, a -> GraphFunctions.properties(a.value(0)));
        add(
                "source",
                Result.TEXT,
                false,
                a -> GraphFunctions.edge(a.value(0), "startNode").source().toString());
        add(
                "target",
                Result.TEXT,
                false,
                a -> GraphFunctions.edge(a.value(0), "endNode").target().toString());
        add(
                "nodes",
                Result.VALUE,
                false,
                a -> GraphFunctions.path(a.value(0), "nodes").nodes());
        add(
                "relationships",
                Result.VALUE,
                false,
                a -> GraphFunctions.path(a.value(0), "relationships").edges());
        add("length", Result.INTEGER, false, a ->
                (long) GraphFunctions.path(a.value(0), "length").length());
        add("element", Result.VALUE, false, a -> GraphFunctions.element(a.value(0), a.value(1)));
        add("has_label", Result.BOOLEAN, false, a -> GraphFunctions.hasLabel(a.value(0), a.text(1)));
    }

    private static void numbers() {
        NumberFunctions.ofOneNumber()
                .forEach((name, function) -> add(
                        name, Result.VALUE, false, a -> function.applyAsDouble(NumberFunctions.real(a.get(0), name))));
        add(
                "atan2",
                Result.VALUE,
                false,
                a -> Math.atan2(
                        OneZero.of(NumberFunctions.real(a.get(0), "atan2")),
                        OneZero.of(NumberFunctions.real(a.get(1), "atan2"))));
        add("round", Result.VALUE, false, NumberFunctions::round);
        add("absolute", Result.VALUE, false, a -> NumberFunctions.absolute(a.get(0)));
        add("percentilecont", Result.VALUE, false, a -> NumberFunctions.percentileCont(a.get(0), a.get(1)));
        add("percentiledisc", Result.VALUE, false, a -> NumberFunctions.percentileDisc(a.get(0), a.get(1)));
        add("stdev", Result.VALUE, false, a -> NumberFunctions.standardDeviation(a.get(0), true));
        add("stdevp", Result.VALUE, false, a -> NumberFunctions.standardDeviation(a.get(0), false));
        add("sum", Result.VALUE, false, a -> NumberFunctions.sum(a.get(0)));
        add("average", Result.VALUE, false, a -> NumberFunctions.average(a.get(0)));
        add("distinct", Result.VALUE, false, a -> distinct(a.value(0)));
    }

    private static void temporals() {
        for (Form form : Form.values()) {
            String name = Temporals.name(form);
            add(name, Result.VALUE, false, a -> Temporals.construct(form, a.value(0)));
            add(name + "_now", Result.VALUE, false, a -> Temporals.now(form, (Long) a.value(0), a.get(1)));
            add(name + "_truncate", Result.VALUE, true, a -> TemporalTruncation.truncate(form, a));
        }
        add("datetime_fromepoch", Result.VALUE, false, a -> Temporals.fromEpoch(a, false));
        add("datetime_fromepochmillis", Result.VALUE, false, a -> Temporals.fromEpoch(a, true));
        add("duration", Result.VALUE, false, a -> Durations.construct(a.value(0)));
        between("duration_between", Durations.Parts.ALL);
        between("duration_inmonths", Durations.Parts.MONTHS);
        between("duration_indays", Durations.Parts.DAYS);
        between("duration_inseconds", Durations.Parts.SECONDS);
    }

    private static void between(String name, Durations.Parts parts) {
        add(name, Result.VALUE, false, a -> Durations.between(a.value(0), a.value(1), parts));
    }

    private static void add(String name, Result result, boolean ofNull, Body body) {
        BY_NAME.put(name, new ValueFunction(name, result, ofNull, body));
    }

    /** The elements without those that an earlier one is equivalent to. */
    private static List<@Nullable Object> distinct(Object list) {
        LinkedHashSet<java.nio.ByteBuffer> keys = new LinkedHashSet<>();
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object each : (List<?>) list) {
            if (keys.add(java.nio.ByteBuffer.wrap(ValueOrder.key(each)))) {
                kept.add(each);
            }
        }
        return kept;
    }

    /** All of them, in a stable order. */
    public static Collection<ValueFunction> all() {
        return java.util.Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** The function of a name, empty where there is none. */
    public static Optional<ValueFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Calls a function as a database does.
     *
     * @param arguments null, Long and Double as they are, and JSON text for any other value
     * @return null, Long, Double, String or byte[] as {@link ValueFunction#result} says
     * @throws ValueFault where the values are not what the function takes
     */
    public static @Nullable Object call(ValueFunction function, List<? extends @Nullable Object> arguments) {
        List<@Nullable Object> values = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            if (argument == null && !function.ofNull()) {
                return null;
            }
            values.add(argument instanceof String json ? GraphJson.read(json) : argument);
        }
        Object result = apply(function, values);
        return result == null ? null : carried(function, result);
    }

    /**
     * Calls a function with values as they are.
     *
     * @return a value of the query language, or bytes where {@link ValueFunction#result} says so; null for null
     * @throws ValueFault where the values are not what the function takes
     */
    public static @Nullable Object apply(ValueFunction function, List<? extends @Nullable Object> values) {
        if (!function.ofNull() && values.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        try {
            return function.body().apply(new Arguments(new ArrayList<>(values)));
        } catch (ArithmeticException overflow) {
            throw ValueFault.overflow(overflow);
        } catch (DateTimeException beyond) {
            throw ValueFault.value("A date or time lies beyond the calendar: " + beyond.getMessage(), beyond);
        }
    }

    private static Object carried(ValueFunction function, Object result) {
        return switch (function.result()) {
            case VALUE -> GraphJson.write(result);
            case BOOLEAN -> (Boolean) result ? 1L : 0L;
            case TEXT, INTEGER, FLOAT, BYTES -> result;
        };
    }
}
