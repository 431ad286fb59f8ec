package dev.khive.query.analysis;

import static dev.khive.query.analysis.Type.Kind.ANY;
import static dev.khive.query.analysis.Type.Kind.BOOLEAN;
import static dev.khive.query.analysis.Type.Kind.EDGE;
import static dev.khive.query.analysis.Type.Kind.FLOAT;
import static dev.khive.query.analysis.Type.Kind.INTEGER;
import static dev.khive.query.analysis.Type.Kind.LIST;
import static dev.khive.query.analysis.Type.Kind.MAP;
import static dev.khive.query.analysis.Type.Kind.NODE;
import static dev.khive.query.analysis.Type.Kind.NUMBER;
import static dev.khive.query.analysis.Type.Kind.PATH;
import static dev.khive.query.analysis.Type.Kind.STRING;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions of the language: their arguments and results. */
public final class Functions {
    /**
     * A function.
     *
     * @param name in lower case
     * @param minimum the least number of arguments
     * @param maximum the largest number of arguments
     * @param aggregate whether it consumes rows
     * @param result what it gives
     * @param first the kinds that its first argument may have
     */
    public record Function(
            String name, int minimum, int maximum, boolean aggregate, Type result, Set<Type.Kind> first) {}

    private static final Set<String> TEMPORAL =
            Set.of("date", "time", "localtime", "datetime", "localdatetime", "duration");

    /** Functions of the language that no dialect answers yet. */
    private static final Set<String> LATER = Set.of(
            "timestamp",
            "stdev",
            "stdevp",
            "percentilecont",
            "percentiledisc",
            "rand",
            "randomuuid",
            "pi",
            "e",
            "sin",
            "cos",
            "tan",
            "cot",
            "asin",
            "acos",
            "atan",
            "atan2",
            "degrees",
            "radians",
            "haversin",
            "log",
            "log10",
            "exp",
            "split",
            "reverse",
            "tobooleanornull",
            "tofloatornull",
            "tointegerornull",
            "tostringornull",
            "isnan",
            "isempty",
            "valuetype",
            "nullif",
            "char_length",
            "character_length",
            "point",
            "distance");

    private static final Map<String, Function> BY_NAME = new HashMap<>();

    static {
        aggregate("count", Type.INTEGER, ANY);
        aggregate("sum", Type.NUMBER, NUMBER);
        aggregate("avg", Type.FLOAT, NUMBER);
        aggregate("min", Type.ANY, ANY);
        aggregate("max", Type.ANY, ANY);
        aggregate("collect", Type.LIST, ANY);
        scalar("id", 1, 1, Type.STRING, NODE, EDGE);
        scalar("elementid", 1, 1, Type.STRING, NODE, EDGE);
        scalar("labels", 1, 1, Type.list(Type.STRING), NODE);
        scalar("type", 1, 1, Type.STRING, EDGE);
        scalar("properties", 1, 1, Type.MAP, NODE, EDGE, MAP);
        scalar("keys", 1, 1, Type.list(Type.STRING), NODE, EDGE, MAP);
        scalar("startnode", 1, 1, Type.NODE, EDGE);
        scalar("endnode", 1, 1, Type.NODE, EDGE);
        scalar("nodes", 1, 1, Type.list(Type.NODE), PATH);
        scalar("relationships", 1, 1, Type.list(Type.EDGE), PATH);
        scalar("length", 1, 1, Type.INTEGER, PATH);
        scalar("size", 1, 1, Type.INTEGER, LIST, STRING);
        scalar("coalesce", 1, Integer.MAX_VALUE, Type.ANY, ANY);
        scalar("exists", 1, 1, Type.BOOLEAN, ANY);
        scalar("head", 1, 1, Type.ANY, LIST);
        scalar("last", 1, 1, Type.ANY, LIST);
        scalar("tail", 1, 1, Type.LIST, LIST);
        scalar("range", 2, 3, Type.list(Type.INTEGER), INTEGER);
        scalar("tolower", 1, 1, Type.STRING, STRING);
        scalar("toupper", 1, 1, Type.STRING, STRING);
        scalar("trim", 1, 1, Type.STRING, STRING);
        scalar("ltrim", 1, 1, Type.STRING, STRING);
        scalar("rtrim", 1, 1, Type.STRING, STRING);
        scalar("substring", 2, 3, Type.STRING, STRING);
        scalar("left", 2, 2, Type.STRING, STRING);
        scalar("right", 2, 2, Type.STRING, STRING);
        scalar("replace", 3, 3, Type.STRING, STRING);
        scalar("tostring", 1, 1, Type.STRING, STRING, NUMBER, BOOLEAN, INTEGER, FLOAT);
        scalar("tointeger", 1, 1, Type.INTEGER, STRING, NUMBER, INTEGER, FLOAT, BOOLEAN);
        scalar("tofloat", 1, 1, Type.FLOAT, STRING, NUMBER, INTEGER, FLOAT);
        scalar("toboolean", 1, 1, Type.BOOLEAN, STRING, BOOLEAN);
        scalar("abs", 1, 1, Type.NUMBER, NUMBER);
        scalar("ceil", 1, 1, Type.FLOAT, NUMBER);
        scalar("floor", 1, 1, Type.FLOAT, NUMBER);
        scalar("round", 1, 1, Type.FLOAT, NUMBER);
        scalar("sqrt", 1, 1, Type.FLOAT, NUMBER);
        scalar("sign", 1, 1, Type.INTEGER, NUMBER);
    }

    private Functions() {}

    private static void aggregate(String name, Type result, Type.Kind... first) {
        BY_NAME.put(name, new Function(name, 1, 1, true, result, Set.of(first)));
    }

    private static void scalar(String name, int minimum, int maximum, Type result, Type.Kind... first) {
        BY_NAME.put(name, new Function(name, minimum, maximum, false, result, Set.of(first)));
    }

    /** A function by its name in lower case, empty where there is none. */
    public static Optional<Function> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether the language has this function and khive does not yet. */
    public static boolean isRefused(String name) {
        int dot = name.indexOf('.');
        return LATER.contains(name)
                || TEMPORAL.contains(name)
                || (dot > 0 && TEMPORAL.contains(name.substring(0, dot)));
    }

    /** Whether the function consumes rows. */
    public static boolean isAggregate(String name) {
        Function function = BY_NAME.get(name);
        return (function != null && function.aggregate())
                || name.equals("stdev")
                || name.equals("stdevp")
                || name.startsWith("percentile");
    }
}
