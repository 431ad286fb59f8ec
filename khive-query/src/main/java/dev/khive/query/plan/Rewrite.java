package dev.khive.query.plan;

import dev.khive.api.error.InvalidInputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change to a plan or its statement that leaves the rows as they are. Explain lists those that changed a query; the setting
 * {@code query.rewrites-off} turns some off, for tests and diagnosis.
 */
public enum Rewrite {
    /** Numbers instead of names. */
    NAMES_AS_NUMBERS(
            "names-as-numbers",
            "Relations and sets of labels are bound by their numbers, which the facts of the graph tell."),
    /** No test of labels that always holds. */
    LABELS_PROVED("labels-proved", "A label is not tested where the edges that lead to the node imply it."),
    /** Labels that edges ask for, where a pattern begins. */
    LABELS_INFERRED(
            "labels-inferred", "A pattern that names no label begins at the nodes that its edges can join at all."),
    /** Joins in the order that costs least. */
    JOIN_ORDER("join-order", "Joins are ordered by how many rows each is expected to meet."),
    /** The index by which a pair of nodes is looked up. */
    PAIR_INDEX(
            "pair-index",
            "Edges between two known nodes are looked up in the index of those ends of which there are more."),
    /** No rows where no graph with these facts has any. */
    NO_MATCH("no-match", "A pattern that no edge of the graph can match gives no rows, and nothing is read for it."),
    /** No test that two edges of a MATCH differ, where they are certainly two. */
    DISTINCT_EDGES(
            "distinct-edges", "Edges of one MATCH are not told apart where their patterns never meet the same edge."),

    /** An undirected edge along the edges and against them, each from its own index. */
    UNDIRECTED_ARMS(
            "undirected-arms",
            "An undirected edge is followed along the edges and against them, each from its own index; a pair of nodes is"
                    + " looked up both ways."),

    /** Ends of edges in a row, without the ways to them. */
    DISTINCT_ENDS_BY_LEVEL(
            "distinct-ends-by-level",
            "Where only the ends of edges in a row matter, they are found level by level and each once."),

    /** Levels from the first node and from the last. */
    SHORTEST_FROM_BOTH_ENDS(
            "shortest-from-both-ends", "Shortest paths are searched level by level from both of their ends."),

    /** Lengths of shortest paths without the paths. */
    SHORTEST_LENGTHS(
            "shortest-lengths",
            "Where only the length of a shortest path matters, sets of nodes meet in the middle and no path is found."),

    /** The first rows without all of them. */
    EARLY_END("early-end", "Edges in a row are followed as rows are asked for, where not all of them may be."),

    /** Conditions on properties as a declared index holds them. */
    PROPERTY_CONDITIONS(
            "property-conditions",
            "Spans of numbers, lists and beginnings of text are asked of a property as a declared index holds it, where the"
                    + " type of the other side is known."),

    /** Properties read once a row, and not of rows that are cut off. */
    READ_ONCE(
            "read-once",
            "An order or an aggregate reads each property once a row; what does not decide the order is read after the limit."),

    /** The first rows of many by what a sample of them tells. */
    SAMPLED_BOUND(
            "sampled-bound",
            "The first rows of many nodes by a property are sought among those that are not beyond as many rows of a sample."),

    /** The first rows in the order of a declared index. */
    INDEX_ORDER(
            "index-order",
            "The first rows by a property that a condition bounds below by a number come in the order of its index, without a"
                    + " sort."),

    /** Numbers of branches in place of their rows. */
    PUSH_COUNTS(
            "push-counts",
            "Where only counts are asked for, the branches of a pattern are counted by themselves and multiplied."),
    /** Values times the numbers of their matches in place of rows. */
    PUSH_AGGREGATES(
            "push-aggregates",
            "Where sums, least and greatest values of some nodes are asked for, the other branches of a pattern are counted, and a"
                    + " value is taken times its number."),
    /** Optional branches as numbers. */
    OPTIONAL_COUNTS("optional-counts", "An optional branch that is only counted is max(1, n), n being its matches."),
    /** Edges of a row as a number before the rest of it. */
    COUNT_FIRST(
            "count-first",
            "Edges that drop rows and are only counted are counted before the rest of a row, which is then asked for once."),
    /** Aggregates of the groups that are left. */
    LATE_AGGREGATES(
            "late-aggregates",
            "Where the first groups are known by their keys and counts, other aggregates read the rows of those groups alone."),
    /** Undirected edges as a table of pairs. */
    PAIR_TABLES(
            "pair-tables",
            "Where many rows ask which nodes undirected edges join, and how many of them, the edges are read once into a table"
                    + " of pairs."),
    /** Pairs of known nodes, looked up in the table of pairs. */
    PAIR_LOOKUPS(
            "pair-lookups",
            "How many undirected edges join two known nodes is looked up in the table of pairs where many rows ask for it."),
    /** Rows that are joined with the pairs of which their nodes are one. */
    PAIR_JOINS(
            "pair-joins",
            "Rows of which two nodes must be joined by undirected edges are found first and joined with a table of pairs by"
                    + " hashing."),
    /** Triangles and pairs, each met once. */
    SYMMETRIC_ONCE(
            "symmetric-once",
            "Nodes that undirected edges join to each other, three or two, are met once and not in each order; what each order"
                    + " counts is added."),
    /** The node that joined nodes share, as a table. */
    LINK_TABLES(
            "link-tables",
            "The node that two joined nodes or all of a triangle share is found once for each, in a table, and no pair of nodes"
                    + " is made that share none."),
    /** Matches where two are the same, taken off. */
    SUBTRACT_EQUAL(
            "subtract-equal",
            "Matches with two different nodes or edges are counted as all matches less those where the two are one."),
    /** Matches with nodes of other labels, taken off. */
    SUBTRACT_LABELS(
            "subtract-labels",
            "Edges to nodes with a label are counted as all such edges less those to other nodes, where those are fewer."),
    /** Matches of a pattern that must not be there, taken off. */
    SUBTRACT_PATTERN(
            "subtract-pattern",
            "Matches without an edge between two nodes are counted as all matches less those that have one.");

    private final String title;
    private final String description;

    Rewrite(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The name that users see, in kebab case. */
    public String title() {
        return title;
    }

    /** What it does, in a sentence. */
    public String description() {
        return description;
    }

    /** Whether it is worth its while only where a database reads row by row what is asked of each, and searches the tables of a statement by an index. */
    public boolean needsIndexes() {
        return this == COUNT_FIRST || this == PAIR_LOOKUPS || this == SHORTEST_LENGTHS;
    }

    /** Whether it asks for tables that a statement makes and the database joins by hashing. */
    public boolean needsHashing() {
        return this == PAIR_JOINS;
    }

    /** Every rewrite: what is on where nobody says otherwise. */
    public static Set<Rewrite> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(Rewrite.class));
    }

    /**
     * The rewrites that stay on.
     *
     * @param off the names of those that do not, separated by commas; blank for none, {@code all} for all
     * @throws InvalidInputException where a name is that of no rewrite
     */
    public static Set<Rewrite> allBut(String off) {
        Set<Rewrite> on = EnumSet.allOf(Rewrite.class);
        if (off.isBlank()) {
            return Collections.unmodifiableSet(on);
        }
        if (off.strip().equals("all")) {
            return Set.of();
        }
        Arrays.stream(off.split(",", -1)).map(String::strip).forEach(name -> on.remove(named(name)));
        return Collections.unmodifiableSet(on);
    }

    private static Rewrite named(String name) {
        return Arrays.stream(values())
                .filter(rewrite -> rewrite.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("The setting query.rewrites-off names the rewrite \""
                        + name + "\", which there is not; known are "
                        + Arrays.stream(values()).map(Rewrite::title).collect(Collectors.joining(", "))
                        + ", and all for every one."));
    }
}
