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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

    private static final List<String> TEMPORAL = List.of("date", "time", "localtime", "datetime", "localdatetime");

    /** Functions of the language that no dialect answers yet. */
    private static final Set<String> LATER = Set.of("valuetype", "point", "distance");

    private static final Map<String, Function> BY_NAME = new HashMap<>();

    static {
        aggregate("count", Type.INTEGER, ANY);
        aggregate("sum", Type.NUMBER, NUMBER);
        aggregate("avg", Type.FLOAT, NUMBER);
        aggregate("min", Type.ANY, ANY);
        aggregate("max", Type.ANY, ANY);
        aggregate("collect", Type.LIST, ANY);
        aggregate("stdev", Type.FLOAT, NUMBER);
        aggregate("stdevp", Type.FLOAT, NUMBER);
        BY_NAME.put("percentilecont", new Function("percentilecont", 2, 2, true, Type.FLOAT, Set.of(NUMBER)));
        BY_NAME.put("percentiledisc", new Function("percentiledisc", 2, 2, true, Type.NUMBER, Set.of(NUMBER)));
        scalar("id", 1, 1, Type.STRING, NODE, EDGE);
        scalar("elementid", 1, 1, Type.STRING, NODE, EDGE);
        scalar("labels", 1, 1, Type.list(Type.STRING), NODE);
        scalar("type", 1, 1, Type.STRING, EDGE);
        scalar("properties", 1, 1, Type.MAP, NODE, EDGE, MAP);
        scalar("merged", 2, 2, Type.MAP, NODE, EDGE, MAP);
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
        scalar("round", 1, 3, Type.FLOAT, NUMBER);
        scalar("sign", 1, 1, Type.INTEGER, NUMBER);
        for (String name : List.of(
                "sqrt",
                "sin",
                "cos",
                "tan",
                "cot",
                "asin",
                "acos",
                "atan",
                "degrees",
                "radians",
                "haversin",
                "log",
                "log10",
                "exp")) {
            scalar(name, 1, 1, Type.FLOAT, NUMBER);
        }
        scalar("atan2", 2, 2, Type.FLOAT, NUMBER);
        scalar("pi", 0, 0, Type.FLOAT, ANY);
        scalar("e", 0, 0, Type.FLOAT, ANY);
        scalar("rand", 0, 0, Type.FLOAT, ANY);
        scalar("randomuuid", 0, 0, Type.STRING, ANY);
        scalar("timestamp", 0, 0, Type.INTEGER, ANY);
        scalar("split", 2, 2, Type.list(Type.STRING), STRING);
        scalar("reverse", 1, 1, Type.ANY, STRING, LIST);
        scalar("isempty", 1, 1, Type.BOOLEAN, STRING, LIST, MAP);
        scalar("isnan", 1, 1, Type.BOOLEAN, NUMBER);
        scalar("nullif", 2, 2, Type.ANY, ANY);
        scalar("char_length", 1, 1, Type.INTEGER, STRING);
        scalar("character_length", 1, 1, Type.INTEGER, STRING);
        scalar("tobooleanornull", 1, 1, Type.BOOLEAN, ANY);
        scalar("tofloatornull", 1, 1, Type.FLOAT, ANY);
        scalar("tointegerornull", 1, 1, Type.INTEGER, ANY);
        scalar("tostringornull", 1, 1, Type.STRING, ANY);
        temporals();
    }

    private static void temporals() {
        for (String name : TEMPORAL) {
            scalar(name, 0, 1, Type.ANY, ANY);
            scalar(name + ".transaction", 0, 1, Type.ANY, ANY);
            scalar(name + ".statement", 0, 1, Type.ANY, ANY);
            scalar(name + ".realtime", 0, 1, Type.ANY, ANY);
            scalar(name + ".truncate", 1, 3, Type.ANY, STRING);
        }
        scalar("datetime.fromepoch", 1, 2, Type.ANY, INTEGER);
        scalar("datetime.fromepochmillis", 1, 1, Type.ANY, INTEGER);
        scalar("duration", 1, 1, Type.ANY, ANY);
        for (String name : List.of("between", "inmonths", "indays", "inseconds")) {
            scalar("duration." + name, 2, 2, Type.ANY, ANY);
        }
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

    /** The names of all functions in order, with those that the language has and khive does not. */
    public static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(BY_NAME.keySet());
        names.addAll(LATER);
        return names;
    }

    /** Whether the language has this function and khive does not yet. */
    public static boolean isRefused(String name) {
        return LATER.contains(name);
    }

    /** Whether the function consumes rows. */
    public static boolean isAggregate(String name) {
        Function function = BY_NAME.get(name);
        return function != null && function.aggregate();
    }
}
