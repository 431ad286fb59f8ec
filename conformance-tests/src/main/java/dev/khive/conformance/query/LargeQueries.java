package dev.khive.conformance.query;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways in which a query grows without end. */
enum LargeQueries {
    CONDITIONS(size -> "MATCH (n) WHERE " + repeat(size, " OR ", i -> "n.a = " + i) + " RETURN n"),
    SUMS(size -> "MATCH (n) RETURN " + repeat(size, " + ", i -> "n.a") + " AS v"),
    LITERAL_SUMS(size -> "RETURN " + repeat(size, " + ", i -> "1") + " AS v"),
    TEXTS(size -> "MATCH (n) RETURN " + repeat(size, " || ", i -> "n.a") + " AS v"),
    COMPARISONS(size -> "MATCH (n) RETURN " + repeat(size, " < ", i -> "n.a") + " AS v"),
    BRACKETS(size -> "RETURN " + "(".repeat(size) + "1" + ")".repeat(size) + " AS v"),
    LISTS(size -> "MATCH (n) RETURN " + "[".repeat(size) + "n.a" + "]".repeat(size) + " AS v"),
    NEGATIONS(size -> "MATCH (n) RETURN " + "NOT ".repeat(size) + "n.a AS v"),
    CALLS(size -> "MATCH (n) RETURN " + "toUpper(".repeat(size) + "n.a" + ")".repeat(size) + " AS v"),
    ABSOLUTES(size -> "MATCH (n) RETURN " + "abs(".repeat(size) + "n.a" + ")".repeat(size) + " AS v"),
    INDEXES(size -> "MATCH (n) RETURN n.a" + "[0]".repeat(size) + " AS v"),
    CASES(size -> "MATCH (n) RETURN " + "CASE WHEN n.a THEN ".repeat(size) + "1" + " END".repeat(size) + " AS v"),
    BRANCHES(size -> "MATCH (n) RETURN CASE " + repeat(size, " ", i -> "WHEN n.a = " + i + " THEN n.b") + " END AS v"),
    COMPREHENSIONS(
            size -> "MATCH (n) RETURN " + "[x IN ".repeat(size) + "n.a" + " WHERE x > 0]".repeat(size) + " AS v"),
    INNER_COMPREHENSIONS(size -> "MATCH (n) RETURN " + "[x IN n.a | ".repeat(size) + "1" + "]".repeat(size) + " AS v"),
    QUANTIFIERS(
            size -> "MATCH (n) RETURN " + "any(x IN n.a WHERE ".repeat(size) + "x > 0" + ")".repeat(size) + " AS v"),
    REDUCTIONS(size ->
            "MATCH (n) RETURN " + "reduce(s = ".repeat(size) + "0" + ", x IN [1] | s + x)".repeat(size) + " AS v"),
    SUBQUERIES(size -> "MATCH (n) WHERE " + "EXISTS { MATCH (n)-->(m) WHERE ".repeat(size) + "true" + " }".repeat(size)
            + " RETURN n"),
    COLLECTIONS(size ->
            "MATCH (n) RETURN " + "COLLECT { MATCH (m) RETURN ".repeat(size) + "1" + " AS v }".repeat(size) + " AS v"),
    PATTERN_COMPREHENSIONS(
            size -> "MATCH (n) RETURN " + "[(n)-->(m) | ".repeat(size) + "1" + "]".repeat(size) + " AS v"),
    PROJECTIONS(size -> "MATCH (n) " + repeat(size, " ", i -> "WITH n ORDER BY n.a LIMIT 3") + " RETURN n"),
    AGGREGATIONS(size -> "MATCH (n) " + repeat(size, " ", i -> "WITH n, count(*) AS c" + i) + " RETURN n"),
    MATCHES(size -> repeat(size, " ", i -> "MATCH (n" + i + ")-->(n" + (i + 1) + ")") + " RETURN count(*) AS c"),
    OPTIONAL_MATCHES(size ->
            "MATCH (n) " + repeat(size, " ", i -> "OPTIONAL MATCH (n)-->(m" + i + ")-->()") + " RETURN count(*) AS c"),
    UNWINDS(size -> repeat(size, " ", i -> "UNWIND [1] AS x" + i) + " RETURN count(*) AS c"),
    UNIONS(size -> repeat(size, " UNION ALL ", i -> "MATCH (n) RETURN n.a AS v")),
    NEXTS(size -> repeat(size, " NEXT ", i -> i == 0 ? "MATCH (n) RETURN n" : "RETURN n")),
    LONG_PATTERNS(size -> "MATCH (n0)" + repeat(size, "", i -> "-->(n" + (i + 1) + ")") + " RETURN count(*) AS c"),
    PATTERNS(size -> "MATCH " + repeat(size, ", ", i -> "(n" + i + ")") + " RETURN count(*) AS c"),
    TRAILS(size -> "MATCH p = (n)" + repeat(size, "", i -> "-[:R*1..2]->()") + " RETURN p"),
    LENGTHS(size -> "MATCH (n)-[*1.." + size + "]->(m) RETURN count(*) AS c"),
    EXACT_LENGTHS(size -> "MATCH (n)-[*" + size + "]-(m) RETURN count(*) AS c"),
    SHORTEST_PATHS(size -> repeat(size, " ", i -> "MATCH p" + i + " = shortestPath((a" + i + ")-[*]->(b" + i + "))")
            + " RETURN count(*) AS c"),
    COLUMNS(size -> "MATCH (n) RETURN " + repeat(size, ", ", i -> "n.a AS c" + i)),
    NODES(size -> "MATCH (n) RETURN " + repeat(size, ", ", i -> "n AS c" + i)),
    GROUPS(size -> "MATCH (n) RETURN count(*) AS c, " + repeat(size, ", ", i -> "n.a" + i + " AS c" + i)),
    SORT_KEYS(size -> "MATCH (n) RETURN n ORDER BY " + repeat(size, ", ", i -> "n.a" + i)),
    ELEMENTS(size -> "RETURN [" + repeat(size, ", ", i -> "'" + i + "'") + "] AS v"),
    STORED_ELEMENTS(size -> "MATCH (n) RETURN [" + repeat(size, ", ", i -> "n.a") + "] AS v"),
    ENTRIES(size -> "MATCH (n) RETURN {" + repeat(size, ", ", i -> "k" + i + ": n.a") + "} AS v"),
    MEMBERS(size -> "MATCH (n) WHERE n.a IN [" + repeat(size, ", ", i -> "" + i) + "] RETURN n"),
    ARGUMENTS(size -> "MATCH (n) RETURN coalesce(" + repeat(size, ", ", i -> "n.a") + ") AS v"),
    LABELS(size -> "MATCH (n:" + repeat(size, "|", i -> "L" + i) + ") RETURN n"),
    NOT_LABELS(size -> "MATCH (n:" + "!".repeat(size) + "L) RETURN n"),
    RELATIONS(size -> "MATCH (n)-[:" + repeat(size, "|", i -> "R" + i) + "]->() RETURN n"),
    PROPERTIES(size -> "MATCH (n {" + repeat(size, ", ", i -> "k" + i + ": " + i) + "}) RETURN n"),
    PARAMETERS(size -> "RETURN [" + repeat(size, ", ", i -> "$p") + "] AS v");

    private static final List<Integer> SIZES = List.of(20, 79, 199, 3_000);

    @SuppressWarnings("ImmutableEnumChecker") // A lambda without a state.
    private final IntFunction<String> text;

    LargeQueries(IntFunction<String> text) {
        this.text = text;
    }

    private static String repeat(int size, String separator, IntFunction<String> part) {
        return IntStream.range(0, size).mapToObj(part).collect(Collectors.joining(separator));
    }

    /** The query in a size. */
    String text(int size) {
        return text.apply(size);
    }

    /** From a few to more than anybody writes. */
    static List<Integer> sizes() {
        return SIZES;
    }
}
