package dev.khive.query.sql;

/** The constructs of the language for which a dialect says how it answers them. */
public enum Construct {
    /** MATCH with fixed edges. */
    MATCH("MATCH"),
    /** OPTIONAL MATCH. */
    OPTIONAL_MATCH("OPTIONAL MATCH"),
    /** An edge walked either way. */
    UNDIRECTED_EDGE("an undirected edge"),
    /** Edges in a row. */
    VARIABLE_LENGTH("a path of variable length"),
    /** A path bound to a variable. */
    NAMED_PATH("a named path"),
    /** shortestPath and allShortestPaths. */
    SHORTEST_PATH("shortestPath()"),
    /** SHORTEST and ANY with a number of paths or groups. */
    COUNTED_PATHS("SHORTEST k, SHORTEST k GROUPS and ANY k"),
    /** The path mode WALK. */
    WALK("the path mode WALK"),
    /** WITH. */
    WITH("WITH"),
    /** UNWIND. */
    UNWIND("UNWIND"),
    /** CALL with a query in braces. */
    CALL("CALL { … }"),
    /** UNION. */
    UNION("UNION"),
    /** Grouping and aggregates. */
    AGGREGATE("aggregation"),
    /** DISTINCT. */
    DISTINCT("DISTINCT"),
    /** ORDER BY. */
    ORDER_BY("ORDER BY"),
    /** SKIP, OFFSET and LIMIT. */
    SLICE("SKIP and LIMIT"),
    /** A pattern as a condition, EXISTS, COUNT with braces. */
    SUBQUERY("a subquery or pattern condition"),
    /** Comparison of values of unknown type. */
    DYNAMIC_COMPARISON("comparison of properties"),
    /** Lists and maps. */
    LIST_AND_MAP("lists and maps"),
    /** Comprehensions and quantifiers. */
    COMPREHENSION("comprehensions and quantifiers"),
    /** reduce. */
    REDUCE("reduce()"),
    /** {@code =~}. */
    REGULAR_EXPRESSION("=~"),
    /** Labels and relations as conditions. */
    LABELS("labels and their expressions"),
    /** Constants, variables, operators and calls. */
    SCALAR("scalar expressions"),
    /** Functions of dates and times. */
    TEMPORAL("temporal functions");

    private final String title;

    Construct(String title) {
        this.title = title;
    }

    /** How messages and tables call it. */
    public String title() {
        return title;
    }
}
