package dev.khive.conformance.fuzz;

/** Queries of which only the ends of edges in a row are asked, and of undirected edges one after another. */
final class RandomEnds {
    private final Dice dice;

    RandomEnds(Dice dice) {
        this.dice = dice;
    }

    RandomQuery query() {
        return dice.chance(70) ? ends() : chain();
    }

    private RandomQuery ends() {
        String start = "MATCH (a" + label() + dice.one("", "", " {i: 1}", " WHERE a.i < 3") + ")";
        String middle = dice.one("", "", "MATCH (b" + label() + ") ", "WITH DISTINCT a ", "MATCH (a)--(c) ");
        String mode = dice.one("", "", "", "", "TRAIL ");
        String several = "(a)" + hop(length()) + "(b" + label() + ")" + dice.one("", "", "", hop("") + "(d)");
        String where = dice.one("", "WHERE a <> b ", "WHERE b <> a ", "WHERE a <> b AND b.i > 0 ", "WHERE NOT a = b ");
        if (dice.chance(20)) {
            return unordered(start + " WHERE " + dice.one("", "NOT ") + "EXISTS { MATCH " + mode + several + " " + where
                    + "} RETURN a.i AS i");
        }
        String match =
                RandomQueries.joined(start, middle + dice.one("MATCH ", "MATCH ", "OPTIONAL MATCH ") + mode + several);
        return unordered(match + " " + where
                + dice.one(
                        "RETURN DISTINCT b",
                        "RETURN DISTINCT a, b",
                        "RETURN count(DISTINCT b) AS c",
                        "RETURN a, count(DISTINCT b) AS c",
                        "RETURN min(b.i) AS least, max(b.i) AS most",
                        "WITH DISTINCT a, b RETURN a, count(*) AS c",
                        "RETURN count(b) AS c",
                        "RETURN DISTINCT b ORDER BY b.i LIMIT 0"));
    }

    private RandomQuery chain() {
        StringBuilder path = new StringBuilder("MATCH (n0" + label() + ")");
        int hops = dice.between(1, 4);
        for (int hop = 1; hop <= hops; hop++) {
            String node = hop > 1 && dice.chance(20) ? "n" + dice.below(hop) : "n" + hop + label();
            path.append(dice.chance(70) ? "-[e" + hop + dice.one("", ":R", ":R|S") + "]-" : hop(""))
                    .append('(')
                    .append(node)
                    .append(')');
        }
        String where = dice.one("", "", " WHERE n0 <> n1", " WHERE n0.i > 0");
        return unordered(path
                + where
                + dice.one(
                        " RETURN n0",
                        " RETURN count(*) AS c",
                        " RETURN DISTINCT n0, n1",
                        " RETURN n0.i AS i, n1.i AS j"));
    }

    private static RandomQuery unordered(String text) {
        return new RandomQuery(text, false);
    }

    private String label() {
        return dice.one("", "", "", ":A", ":B", ":!C");
    }

    private String length() {
        return dice.one("*", "*1..", "*0..", "*..4", "*1..2", "*1..3", "*2..3", "*0..2", "*..1", "*2", "*3..4");
    }

    private String hop(String length) {
        String relation = dice.one(":R", ":S", ":R|S", ":T");
        String condition = !length.isEmpty() && dice.chance(15) ? " {w: 1}" : "";
        String edge = "[" + (length.isEmpty() ? dice.one("", relation) : relation) + length + condition + "]";
        return dice.one("-" + edge + "-", "-" + edge + "-", "-" + edge + "->", "<-" + edge + "-");
    }
}
