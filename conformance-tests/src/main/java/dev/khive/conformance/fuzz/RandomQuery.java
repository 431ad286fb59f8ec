package dev.khive.conformance.fuzz;

import java.util.regex.Pattern;

/**
 * A query.
 *
 * @param ordered whether its last clause gives every row a place of its own
 */
record RandomQuery(String text, boolean ordered) {
    private static final Pattern UNORDERED_LISTS = Pattern.compile("collect|COLLECT|keys\\s*\\(|\\|");
    private static final Pattern GROUPS =
            Pattern.compile("DISTINCT|UNION|count|sum|min|max|collect|COLLECT|avg|stDev|percentile");

    /** Whether the order in every list of its rows is defined. */
    boolean hasListsInOrder() {
        return !UNORDERED_LISTS.matcher(text).find();
    }

    /** Whether one of several equivalent values may stand for all of them. */
    boolean groups() {
        return GROUPS.matcher(text).find();
    }

    /** A shorter text; where its last clause is not the same, its rows have no order. */
    RandomQuery withText(String other) {
        String order = text.substring(Math.max(0, text.lastIndexOf("ORDER BY")));
        return new RandomQuery(other, ordered && withoutSpace(other).endsWith(withoutSpace(order)));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
