package dev.khive.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Expressions of a wanted kind over the variables that are visible. */
final class RandomExpressions {
    private static final Map<Kind, String> KEYS = Map.of(
            Kind.BOOLEAN, "b",
            Kind.INTEGER, "i",
            Kind.FLOAT, "f",
            Kind.TEXT, "s",
            Kind.DATE, "d",
            Kind.MOMENT, "m",
            Kind.DURATION, "u",
            Kind.INTEGERS, "l",
            Kind.TEXTS, "t",
            Kind.MAP, "o");

    private static final List<Kind> LITERALS =
            List.of(Kind.BOOLEAN, Kind.INTEGER, Kind.FLOAT, Kind.TEXT, Kind.INTEGERS, Kind.TEXTS, Kind.MAP);

    private final Dice dice;
    private final RandomQueries queries;

    RandomExpressions(Dice dice, RandomQueries queries) {
        this.dice = dice;
        this.queries = queries;
    }

    /** An expression of a kind, mostly not deep. */
    String of(Kind kind, Visible visible) {
        return of(kind, visible, dice.between(0, 3));
    }

    String of(Kind kind, Visible visible, int depth) {
        if (depth <= 0 || dice.chance(20)) {
            return leaf(kind, visible);
        }
        if (dice.chance(8)) {
            return general(kind, visible, depth - 1);
        }
        int next = depth - 1;
        return switch (kind) {
            case BOOLEAN -> new RandomConditions(dice, this, queries).of(visible, next);
            case INTEGER -> integer(visible, next);
            case FLOAT -> real(visible, next);
            case INEXACT -> inexact(visible, next);
            case TEXT -> text(visible, next);
            case DATE -> date(visible, next);
            case MOMENT -> moment(visible, next);
            case DURATION -> duration(visible, next);
            case INTEGERS -> integers(visible, next);
            case TEXTS -> texts(visible, next);
            case MAP -> map(visible, next);
            case ANY -> any(visible, next);
            case BAG -> bag(visible, next);
            case NODE, EDGE, EDGES, PATH, SOME_PATH -> leaf(kind, visible);
        };
    }

    /** A variable, a property, a parameter, null, or a constant. */
    private String leaf(Kind kind, Visible visible) {
        List<String> options = new ArrayList<>(visible.of(kind));
        if (KEYS.containsKey(kind) || kind == Kind.ANY) {
            String key = KEYS.getOrDefault(kind, "x");
            visible.of(Kind.NODE).forEach(node -> options.add(node + "." + key));
            if (kind == Kind.INTEGER) {
                visible.of(Kind.EDGE).forEach(edge -> options.add(edge + ".w"));
            }
        }
        if (!options.isEmpty() && dice.chance(75)) {
            return dice.of(options);
        }
        if (dice.chance(4)) {
            return "null";
        }
        return dice.chance(15) && RandomQueries.PARAMETERS.containsKey(parameter(kind))
                ? "$" + parameter(kind)
                : constant(kind, visible);
    }

    private static String parameter(Kind kind) {
        return "p" + kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private String constant(Kind kind, Visible visible) {
        return switch (kind) {
            case BOOLEAN -> dice.one("true", "false");
            case INTEGER ->
                dice.chance(85)
                        ? Integer.toString(dice.between(-2, 5))
                        : dice.one("9007199254740993", "9223372036854775807", "-9223372036854775808", "0x1F");
            case FLOAT -> dice.one("0.5", "1.5", "-2.25", "2.5e0", "1e10", "(0.0 / 0.0)", "(1.0 / 0.0)");
            case INEXACT -> "pi()";
            case TEXT -> dice.one("'a'", "'ab'", "''", "\"b\"", "'é'", "'1'", "'%'", "'it\\'s'", "'🙂'");
            case DATE -> dice.one("date('2020-01-31')", "date('2019-W01-1')", "date({year: 2020, month: 2, day: 29})");
            case MOMENT -> dice.one("localdatetime('2020-01-31T12:30:15')", "localdatetime('2020-02-29T00:00')");
            case DURATION -> dice.one("duration('P1M2DT3S')", "duration({days: 1, hours: 2})", "duration('PT90M')");
            case INTEGERS -> dice.one("[]", "[1, 2, 3]", "[2]", "[1, null, 3]", "[0, -1]");
            case TEXTS -> dice.one("['a', 'b']", "['a']", "['', null]");
            case MAP -> dice.one("{}", "{i: 1}", "{i: 2, s: 'a'}", "{s: null}");
            case ANY -> constant(dice.of(LITERALS), visible);
            case BAG -> "[]";
            case NODE, EDGE, EDGES, PATH, SOME_PATH -> "null";
        };
    }

    /** What any kind can be made by. */
    private String general(Kind kind, Visible visible, int depth) {
        return dice.make(
                () -> "coalesce(" + of(kind, visible, depth) + ", " + of(kind, visible, depth) + ")",
                () -> "CASE WHEN " + of(Kind.BOOLEAN, visible, depth) + " THEN " + of(kind, visible, depth)
                        + (dice.chance(60) ? " ELSE " + of(kind, visible, depth) : "") + " END",
                () -> "CASE " + of(Kind.INTEGER, visible, depth) + " WHEN " + of(Kind.INTEGER, visible, 0) + " THEN "
                        + of(kind, visible, depth) + " WHEN " + of(Kind.ANY, visible, 0) + " THEN "
                        + of(kind, visible, depth) + " END",
                () -> "[" + of(kind, visible, depth) + ", " + of(kind, visible, 0) + "][" + dice.one("0", "-1", "1")
                        + "]",
                () -> "{k: " + of(kind, visible, depth) + "}" + dice.one(".k", "['k']"),
                () -> dice.one("head", "last") + "([" + of(kind, visible, depth) + "])",
                () -> "(" + of(kind, visible, depth) + ")",
                () -> Kind.COMPARABLE.contains(kind)
                        ? "nullif(" + of(kind, visible, depth) + ", " + of(kind, visible, 0) + ")"
                        : of(kind, visible, depth));
    }

    private String integer(Visible visible, int depth) {
        Supplier<String> part = () -> of(Kind.INTEGER, visible, depth);
        return dice.make(
                () -> "(" + part.get() + dice.one(" + ", " - ", " * ", " / ", " % ") + part.get() + ")",
                () -> "(" + part.get() + dice.one(" + ", " - ") + part.get() + ")",
                () -> "-" + atomic(part.get()),
                () -> "abs(" + part.get() + ")",
                () -> "sign(" + of(dice.one(Kind.INTEGER, Kind.FLOAT), visible, depth) + ")",
                () -> "size(" + of(dice.one(Kind.INTEGERS, Kind.TEXTS, Kind.TEXT), visible, depth) + ")",
                () -> "size(" + bag(visible, depth) + ")",
                () -> dice.one("char_length(", "character_length(") + of(Kind.TEXT, visible, depth) + ")",
                () -> "toInteger(" + of(dice.one(Kind.TEXT, Kind.FLOAT, Kind.INTEGER), visible, depth) + ")",
                () -> "toIntegerOrNull(" + of(Kind.ANY, visible, depth) + ")",
                () -> lengthOfPath(visible),
                () -> of(Kind.DATE, visible, depth) + dice.one(".year", ".month", ".day", ".week", ".ordinalDay"),
                () -> of(Kind.DURATION, visible, depth) + dice.one(".days", ".months", ".seconds", ".hours"),
                () -> "reduce(a = " + part.get() + ", e IN " + of(Kind.INTEGERS, visible, depth) + " | a + "
                        + dice.one("e", "1", "e * 2", "coalesce(e, 0)") + ")",
                () -> queries.counted(visible),
                () -> endOfEdge(visible),
                () -> "datetime.fromEpochMillis(" + part.get() + ").second",
                () -> "datetime.fromEpoch(" + part.get() + ", " + dice.below(9) + ").minute",
                () -> of(Kind.INTEGERS, visible, depth) + "[" + part.get() + "]",
                () -> dice.one("head(", "last(") + of(Kind.INTEGERS, visible, depth) + ")");
    }

    private String endOfEdge(Visible visible) {
        List<String> edges = visible.of(Kind.EDGE);
        return edges.isEmpty() ? "2" : dice.one("startNode(", "endNode(") + dice.of(edges) + ").i";
    }

    private static String atomic(String expression) {
        return expression.startsWith("-") ? "(" + expression + ")" : expression;
    }

    private String lengthOfPath(Visible visible) {
        List<String> paths = visible.ofAny(List.of(Kind.PATH, Kind.SOME_PATH));
        return paths.isEmpty() ? "0" : "length(" + dice.of(paths) + ")";
    }

    private String real(Visible visible, int depth) {
        Supplier<String> part = () -> of(dice.one(Kind.FLOAT, Kind.FLOAT, Kind.INTEGER), visible, depth);
        return dice.make(
                () -> "(" + of(Kind.FLOAT, visible, depth) + dice.one(" + ", " - ", " * ", " / ", " % ") + part.get()
                        + ")",
                () -> dice.one("ceil(", "floor(", "round(", "abs(") + of(Kind.FLOAT, visible, depth) + ")",
                () -> "round(" + of(Kind.FLOAT, visible, depth) + ", " + dice.one("0", "1", "1, 'HALF_EVEN'") + ")",
                () -> "toFloat(" + of(dice.one(Kind.TEXT, Kind.INTEGER, Kind.FLOAT), visible, depth) + ")",
                () -> "toFloatOrNull(" + of(Kind.ANY, visible, depth) + ")",
                () -> "-" + atomic(of(Kind.FLOAT, visible, depth)));
    }

    private String inexact(Visible visible, int depth) {
        return dice.make(
                () -> dice.one("sqrt", "sin", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "exp", "log", "log10")
                        + "(" + of(Kind.FLOAT, visible, depth) + ")",
                () -> dice.one("degrees", "radians", "haversin") + "(" + of(Kind.INTEGER, visible, depth) + ")",
                () -> "atan2(" + of(Kind.FLOAT, visible, depth) + ", " + of(Kind.INTEGER, visible, depth) + ")",
                () -> of(Kind.FLOAT, visible, depth) + " ^ " + dice.one("2", "0.5", "3"),
                () -> dice.one("pi()", "e()"));
    }

    private String text(Visible visible, int depth) {
        Supplier<String> part = () -> of(Kind.TEXT, visible, depth);
        return dice.make(
                () -> "(" + part.get() + dice.one(" + ", " || ") + part.get() + ")",
                () -> "(" + part.get() + " + " + of(Kind.INTEGER, visible, depth) + ")",
                () -> dice.one("toUpper", "toLower", "trim", "ltrim", "rtrim", "reverse") + "(" + part.get() + ")",
                () -> "substring(" + part.get() + ", " + dice.one("0", "1", "2") + dice.one("", ", 1", ", 0") + ")",
                () -> dice.one("left", "right") + "(" + part.get() + ", " + dice.between(0, 3) + ")",
                () -> "replace(" + part.get() + ", " + part.get() + ", " + part.get() + ")",
                () -> "split(" + part.get() + ", " + dice.one("'a'", "' '", "''") + ")[" + dice.below(2) + "]",
                () -> "toString("
                        + of(
                                dice.one(Kind.INTEGER, Kind.FLOAT, Kind.BOOLEAN, Kind.TEXT, Kind.DATE, Kind.DURATION),
                                visible,
                                depth)
                        + ")",
                () -> "toStringOrNull(" + of(Kind.ANY, visible, depth) + ")",
                () -> ofGraph(visible),
                () -> of(Kind.MAP, visible, depth) + ".s",
                () -> "reduce(a = '', e IN " + of(Kind.TEXTS, visible, depth) + " | a + e)");
    }

    private String ofGraph(Visible visible) {
        if (visible.has(Kind.EDGE) && dice.chance(60)) {
            return "type(" + dice.of(visible.of(Kind.EDGE)) + ")";
        }
        if (!visible.has(Kind.NODE)) {
            return "''";
        }
        String node = dice.of(visible.of(Kind.NODE));
        return dice.one("id(" + node + ")", "elementId(" + node + ")", "head(labels(" + node + "))");
    }

    private String date(Visible visible, int depth) {
        return dice.make(
                () -> "(" + of(Kind.DATE, visible, depth) + dice.one(" + ", " - ") + of(Kind.DURATION, visible, depth)
                        + ")",
                () -> "date.truncate('" + dice.one("month", "week", "year", "quarter", "decade") + "', "
                        + of(dice.one(Kind.DATE, Kind.MOMENT), visible, depth) + ")",
                () -> "date(" + of(dice.one(Kind.DATE, Kind.MOMENT), visible, depth) + ")",
                () -> "date({date: " + of(Kind.DATE, visible, depth) + ", day: " + dice.between(1, 28) + "})");
    }

    private String moment(Visible visible, int depth) {
        return dice.make(
                () -> "(" + of(Kind.MOMENT, visible, depth) + dice.one(" + ", " - ") + of(Kind.DURATION, visible, depth)
                        + ")",
                () -> "localdatetime.truncate('" + dice.one("hour", "day", "minute", "month") + "', "
                        + of(Kind.MOMENT, visible, depth) + ")",
                () -> "localdatetime({date: " + of(Kind.DATE, visible, depth) + ", hour: " + dice.between(0, 23) + "})",
                () -> "localdatetime(" + of(Kind.MOMENT, visible, depth) + ")");
    }

    private String duration(Visible visible, int depth) {
        return dice.make(
                () -> dice.one("duration.between", "duration.inDays", "duration.inMonths", "duration.inSeconds") + "("
                        + of(dice.one(Kind.DATE, Kind.MOMENT), visible, depth) + ", "
                        + of(dice.one(Kind.DATE, Kind.MOMENT), visible, depth) + ")",
                () -> "(" + of(Kind.DURATION, visible, depth) + dice.one(" + ", " - ")
                        + of(Kind.DURATION, visible, depth) + ")",
                () -> "(" + of(Kind.DURATION, visible, depth) + dice.one(" * ", " / ") + dice.one("2", "3", "0.5")
                        + ")");
    }

    private String integers(Visible visible, int depth) {
        Supplier<String> part = () -> of(Kind.INTEGERS, visible, depth);
        return dice.make(
                () -> "[" + repeated(dice.below(4), () -> of(Kind.INTEGER, visible, depth)) + "]",
                () -> "range(" + dice.between(-1, 2) + ", " + dice.between(0, 4) + dice.one("", ", 2", ", -1") + ")",
                () -> "(" + part.get() + " + " + of(dice.one(Kind.INTEGERS, Kind.INTEGER), visible, depth) + ")",
                () -> "(" + part.get() + " || " + part.get() + ")",
                () -> part.get() + "[" + dice.one("0..2", "1..", "..-1", "-2..", "..") + "]",
                () -> dice.one("tail", "reverse") + "(" + part.get() + ")",
                () -> "[e IN " + part.get()
                        + (dice.chance(60) ? " WHERE " + of(Kind.BOOLEAN, visible.with("e", Kind.INTEGER), depth) : "")
                        + (dice.chance(60) ? " | " + of(Kind.INTEGER, visible.with("e", Kind.INTEGER), depth) : "")
                        + "]",
                () -> ofEdges(visible));
    }

    private String ofEdges(Visible visible) {
        List<String> edges = new ArrayList<>(visible.of(Kind.EDGES));
        visible.of(Kind.PATH).forEach(path -> edges.add("relationships(" + path + ")"));
        List<String> nodes = visible.of(Kind.PATH).stream()
                .map(path -> "nodes(" + path + ")")
                .toList();
        if (!nodes.isEmpty() && dice.chance(50)) {
            return "[e IN " + dice.of(nodes) + " | e.i]";
        }
        return edges.isEmpty() ? "[1]" : "[e IN " + dice.of(edges) + " | e.w]";
    }

    private String texts(Visible visible, int depth) {
        return dice.make(
                () -> "[" + repeated(dice.below(3), () -> of(Kind.TEXT, visible, depth)) + "]",
                () -> visible.has(Kind.NODE) ? "labels(" + dice.of(visible.of(Kind.NODE)) + ")" : "['a']",
                () -> "split(" + of(Kind.TEXT, visible, depth) + ", " + dice.one("'a'", "''", "['a', 'b']") + ")",
                () -> "[e IN " + of(Kind.TEXTS, visible, depth) + " | "
                        + of(Kind.TEXT, visible.with("e", Kind.TEXT), depth) + "]",
                () -> "(" + of(Kind.TEXTS, visible, depth) + " + " + of(dice.one(Kind.TEXTS, Kind.TEXT), visible, depth)
                        + ")");
    }

    private String map(Visible visible, int depth) {
        List<String> graph = visible.ofAny(List.of(Kind.NODE, Kind.EDGE));
        return dice.make(
                () -> "{i: " + of(Kind.INTEGER, visible, depth) + ", s: " + of(Kind.TEXT, visible, depth) + "}",
                () -> "{x: " + of(Kind.ANY, visible, depth) + "}",
                () -> graph.isEmpty() ? "{}" : "properties(" + dice.of(graph) + ")",
                () -> "{o: " + of(Kind.MAP, visible, depth) + "}.o");
    }

    private String any(Visible visible, int depth) {
        List<String> graph = visible.ofAny(List.of(Kind.NODE, Kind.EDGE));
        return dice.make(
                () -> of(dice.of(List.copyOf(Kind.VALUES)), visible, depth),
                () -> graph.isEmpty() ? "null" : dice.of(graph) + "['" + dice.one("x", "i", "s", "w") + "']",
                () -> "[" + of(Kind.ANY, visible, depth) + ", " + of(Kind.ANY, visible, depth) + "]",
                () -> "CASE WHEN " + of(Kind.BOOLEAN, visible, depth) + " THEN " + of(Kind.ANY, visible, depth)
                        + " ELSE " + of(Kind.ANY, visible, depth) + " END",
                () -> "coalesce(" + of(Kind.ANY, visible, depth) + ", " + of(Kind.ANY, visible, depth) + ")",
                () -> of(Kind.MAP, visible, depth) + "." + dice.one("i", "s", "x", "none"),
                () -> "{k: " + of(Kind.ANY, visible, depth) + "}.k",
                () -> dice.one(
                        "time('12:30+01:00')",
                        "localtime('12:30')",
                        "datetime('2020-01-31T01:02:03[Europe/Paris]')",
                        "datetime.truncate('day', datetime('2020-01-31T01:02:03+02:00'))",
                        "time.truncate('hour', time('12:30Z'), {minute: 5})",
                        "localtime.truncate('minute', localtime('12:30:15'))"));
    }

    /** Lists whose order no language defines. */
    private String bag(Visible visible, int depth) {
        if (!visible.has(Kind.NODE) || dice.chance(30)) {
            List<String> bags = visible.of(Kind.BAG);
            List<String> graph = visible.ofAny(List.of(Kind.NODE, Kind.EDGE));
            return !bags.isEmpty()
                    ? dice.of(bags)
                    : !graph.isEmpty() ? "keys(" + dice.of(graph) + ")" : "keys({a: 1, b: 2})";
        }
        return queries.collected(visible, depth);
    }

    String repeated(int times, Supplier<String> part) {
        return IntStream.range(0, times).mapToObj(each -> part.get()).collect(Collectors.joining(", "));
    }
}
