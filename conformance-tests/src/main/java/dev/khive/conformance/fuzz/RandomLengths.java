package dev.khive.conformance.fuzz;

/** Queries of which only the lengths of shortest paths are asked, and some that ask for more of them. */
final class RandomLengths {
    private final Dice dice;

    RandomLengths(Dice dice) {
        this.dice = dice;
    }

    RandomQuery query() {
        String rows = dice.one(
                "MATCH (a" + node() + "), (b" + node() + ")",
                "MATCH (a" + node() + "), (b" + node() + ")",
                "MATCH (a" + node() + ") MATCH (b" + node() + ")",
                "MATCH (a" + node() + ") WITH a AS a, a AS b",
                "MATCH (a" + node() + ")--(b)",
                "UNWIND [1, 2] AS i MATCH (a {i: i}), (b" + node() + ")",
                "OPTIONAL MATCH (a" + node() + ") OPTIONAL MATCH (b" + node() + ")");
        String ends = dice.one("(a)#(b)", "(a)#(b)", "(b)#(a)", "(a)#(a)", "(a)#(:A)");
        String path = ends.replace("#", hop());
        String found = dice.chance(60)
                ? "shortestPath(" + path + ")"
                : dice.one(
                                "ANY SHORTEST ",
                                "ANY SHORTEST WALK ",
                                "SHORTEST 1 ",
                                "ANY SHORTEST ACYCLIC ",
                                "ALL SHORTEST ")
                        + path;
        String where =
                dice.one("", "", "", " WHERE length(p) > 1", " WHERE length(p) < 3 AND a.i > 0", " WHERE a <> b");
        String match = dice.one(" MATCH ", " MATCH ", " MATCH ", " OPTIONAL MATCH ");
        String result = dice.one(
                "length(p) AS n",
                "a.i AS i, length(p) AS n",
                "a.i AS i, length(p) AS n ORDER BY length(p), i",
                "length(p) AS n, count(*) AS c",
                "count(*) AS c, sum(length(p)) AS s, max(length(p)) AS m",
                "count(p) AS c",
                "DISTINCT length(p) + 1 AS n",
                "[x IN [1, 2] WHERE x >= length(p)] AS l",
                "CASE WHEN length(p) > 1 THEN a.i END AS n",
                "size(nodes(p)) AS n, length(p) AS m");
        String more = dice.one(
                "", "", "", "", " MATCH (b)-->(d)", " WITH a, b, p", " WITH a, b, length(p) AS k MATCH p = (a)-->()");
        boolean ordered = result.contains("ORDER BY");
        return new RandomQuery(rows + match + "p = " + found + where + more + " RETURN " + result, ordered);
    }

    private String node() {
        return dice.one("", "", ":A", ":B", " {i: 1}", " {i: 2}", ":A {b: true}");
    }

    private String hop() {
        String edge = "[" + dice.one("", ":R", ":S", ":R|S", ":!T")
                + dice.one("*", "*", "*", "*1..", "*..3", "*0..", "*0..2", "*..1", "*1..6", "*..5", "*2..")
                + dice.one("", "", "", "", " {w: 1}") + "]";
        return dice.one("-" + edge + "-", "-" + edge + "-", "-" + edge + "->", "<-" + edge + "-");
    }
}
