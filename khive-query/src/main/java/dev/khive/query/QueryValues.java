package dev.khive.query;

import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.value.GraphJson;
import dev.khive.query.value.JsonValues;
import dev.khive.query.value.OneZero;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values go into a compiled statement and come out of it. */
public final class QueryValues {
    private QueryValues() {}

    /** The types of parameters, which a query is compiled for. */
    public static Map<String, Type> types(Map<String, ?> parameters) {
        Map<String, Type> types = HashMap.newHashMap(parameters.size());
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            types.put(parameter.getKey(), ExpressionChecker.ofValue(parameter.getValue()));
        }
        return types;
    }

    /** A parameter's value as JDBC takes it: null, Boolean, Long, Double or String. */
    public static @Nullable Object bound(Type type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean bool -> type.is(Kind.BOOLEAN) ? (Object) bool : JsonValues.writeValue(bool);
            case Long number -> whole(type, number);
            case Integer number -> whole(type, number.longValue());
            case Short number -> whole(type, number.longValue());
            case Byte number -> whole(type, number.longValue());
            case Double number -> type.is(Kind.FLOAT) ? number : JsonValues.writeValue(number);
            case Float number ->
                type.is(Kind.FLOAT) ? (Object) number.doubleValue() : JsonValues.writeValue(number.doubleValue());
            case String text -> type.is(Kind.STRING) ? text : JsonValues.writeValue(text);
            default -> JsonValues.writeValue(value);
        };
    }

    private static Object whole(Type type, long number) {
        return type.isNumeric() ? (Object) number : JsonValues.writeValue(number);
    }

    /**
     * A column's value, as JDBC gives it, as the value of the query language, in which there is one zero ({@link OneZero}). A text
     * may be given as its bytes in UTF-8.
     */
    public static @Nullable Object read(Type type, @Nullable Object carried) {
        return switch (carried) {
            case null -> null;
            case Boolean bool -> bool;
            case Number number -> number(type, number);
            case String text -> type.kind() == Kind.STRING ? text : OneZero.in(GraphJson.read(text));
            case byte[] utf8 ->
                type.kind() == Kind.STRING
                        ? new String(utf8, StandardCharsets.UTF_8)
                        : OneZero.in(GraphJson.read(utf8));
            default ->
                throw new IllegalStateException("A column of type " + type + " holds a "
                        + carried.getClass().getName() + ".");
        };
    }

    /** Whether a column of a type holds text where the database has no types for what is more than a number. */
    public static boolean isText(Type type) {
        return switch (type.kind()) {
            case NULL, BOOLEAN, INTEGER, FLOAT, NUMBER -> false;
            case ANY, STRING, LIST, MAP, NODE, EDGE, PATH -> true;
        };
    }

    private static Object number(Type type, Number number) {
        boolean real = number instanceof Double || number instanceof Float;
        return switch (type.kind()) {
            case BOOLEAN -> number.intValue() != 0;
            case FLOAT -> number.doubleValue() + 0.0; // 0.0 for -0.0
            default -> real ? (Object) (number.doubleValue() + 0.0) : (Object) number.longValue();
        };
    }
}
