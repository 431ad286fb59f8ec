package dev.khive.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Paths of patterns; not many nodes of a query are free to be any node, so that the rows stay few. */
final class RandomPatterns {
    private static final List<String> LABELS =
            List.of(":A", ":B", ":A|B", ":!A", ":A&B", ":%", " IS C", ":(A|B)&!C", ":A:B");
    private static final List<String> RELATIONS = List.of(":R", ":S", ":R|S", ":!R", ":R|:T", ":%", " IS R");

    private final Dice dice;
    private final RandomExpressions expressions;
    private int free = 3;
    private int edges = 6;
    private int names;

    RandomPatterns(Dice dice, RandomExpressions expressions) {
        this.dice = dice;
        this.expressions = expressions;
    }

    /** A text with what is visible after it. */
    record Part(String text, Visible visible) {}

    String fresh(String letter) {
        return letter + ++names;
    }

    /** Whether a pattern can still begin somewhere. */
    boolean canMatch(Visible visible) {
        return free > 0 || visible.has(Kind.NODE);
    }

    /** One path or two. */
    Part paths(Visible visible) {
        Part first = path(visible);
        // Which of several shortest paths is found decides which edges are left for another path of the same MATCH.
        boolean some = first.visible().of(Kind.SOME_PATH).size()
                > visible.of(Kind.SOME_PATH).size();
        if (some || dice.chance(75) || !canMatch(first.visible())) {
            return first;
        }
        Part second = plain(first.visible());
        return new Part(first.text() + ", " + second.text(), second.visible());
    }

    private Part path(Visible visible) {
        return dice.chance(15) && visible.of(Kind.NODE).size() + free >= 2 ? shortest(visible) : plain(visible);
    }

    private Part plain(Visible visible) {
        Part path = start(visible);
        int hops = Math.min(edges, dice.one(0, 1, 1, 1, 2, 2, 3));
        edges -= hops;
        for (int hop = 0; hop < hops; hop++) {
            Part edge = edge(path.visible());
            Part node = node(edge.visible(), dice.chance(15));
            path = new Part(path.text() + edge.text() + node.text(), node.visible());
        }
        String mode =
                hops > 0 ? dice.one("", "", "", "", "TRAIL ", "ACYCLIC ", "SIMPLE ", "WALK ", "ALL WALK PATHS ") : "";
        if (!dice.chance(25)) {
            return new Part(mode + path.text(), path.visible());
        }
        String name = fresh("p");
        return new Part(name + " = " + mode + path.text(), path.visible().with(name, Kind.PATH));
    }

    private Part shortest(Visible visible) {
        Part from = start(visible);
        Part to = start(from.visible());
        String edge = dice.one("-[", "-[", "<-[") + dice.one("", ":R", ":R|S")
                + dice.one("*", "*1..", "*..3", "*0..2", "*2..", "*2..3") + "]";
        String hop = edge.startsWith("<") ? edge + "-" : edge + dice.one("->", "-");
        String whole = from.text() + hop + to.text();
        boolean all = dice.chance(50);
        String mode = dice.one("", "", "WALK ", "TRAIL ", "ACYCLIC ", "SIMPLE PATHS ");
        String text = dice.chance(35)
                ? (all ? "allShortestPaths(" : "shortestPath(") + whole + ")"
                : all
                        ? dice.make(
                                () -> "ALL SHORTEST " + mode + whole,
                                () -> "SHORTEST " + dice.one("", "2 ", "3 ") + mode + "GROUPS " + whole)
                        : dice.one("ANY SHORTEST ", "SHORTEST 1 ", "ANY ", "SHORTEST 2 ", "SHORTEST 3 ", "ANY 2 ")
                                + mode
                                + whole;
        String name = fresh("p");
        return new Part(name + " = " + text, to.visible().with(name, all ? Kind.PATH : Kind.SOME_PATH));
    }

    /** A node that is bound already where there is one or none is free. */
    private Part start(Visible visible) {
        boolean bound = visible.has(Kind.NODE) && (free == 0 || dice.chance(60));
        if (!bound) {
            free--;
        }
        return node(visible, bound);
    }

    private Part node(Visible visible, boolean bound) {
        if (bound && visible.has(Kind.NODE)) {
            return new Part(
                    "(" + dice.of(visible.of(Kind.NODE)) + (dice.chance(15) ? dice.of(LABELS) : "") + ")", visible);
        }
        String name = dice.chance(75) ? fresh("n") : "";
        Visible after = name.isEmpty() ? visible : visible.with(name, Kind.NODE);
        String labels = dice.chance(20) ? dice.of(LABELS) : "";
        String properties = dice.chance(5)
                ? dice.make(
                        () -> " {i: " + expressions.of(Kind.INTEGER, visible, 0) + "}",
                        () -> " {s: " + expressions.of(Kind.TEXT, visible, 0) + ", b: true}",
                        () -> " {x: " + expressions.of(Kind.ANY, visible, 0) + "}")
                : "";
        String where = !name.isEmpty() && dice.chance(8) ? " WHERE " + expressions.of(Kind.BOOLEAN, after, 1) : "";
        return new Part("(" + name + labels + properties + where + ")", after);
    }

    private Part edge(Visible visible) {
        String left = dice.chance(25) ? "<-" : "-";
        String right = left.equals("<-") ? "-" : dice.one("->", "->", "-");
        if (dice.chance(15)) {
            return new Part(left + right, visible);
        }
        String relations = dice.chance(25) ? dice.of(RELATIONS) : "";
        String length = dice.chance(20) ? dice.one("*1..2", "*2", "*0..1", "*..2", "*1..3") : "";
        String quantifier = length.isEmpty() && dice.chance(8) ? dice.one("{1,2}", "{2}", "{0,1}", "{,2}") : "";
        boolean several = !length.isEmpty() || !quantifier.isEmpty();
        String name = dice.chance(55) ? fresh("r") : "";
        Visible after = name.isEmpty() ? visible : visible.with(name, several ? Kind.EDGES : Kind.EDGE);
        String properties = dice.chance(5) ? " {w: " + dice.below(3) + "}" : "";
        String where = !name.isEmpty() && properties.isEmpty() && dice.chance(10) ? " WHERE " + name + ".w > 0" : "";
        return new Part(left + "[" + name + relations + length + properties + where + "]" + right + quantifier, after);
    }

    /** A pattern of at least one edge from a node that is bound, which binds nothing. */
    String predicate(Visible visible) {
        String from = "(" + dice.of(visible.of(Kind.NODE)) + ")";
        String edge = dice.one("-->", "<--", "--", "-[:R]->", "-[:R|S]-", "<-[:T]-", "-[:R*1..2]->", "-[{w: 1}]->");
        String to = dice.chance(20)
                ? "(" + dice.of(visible.of(Kind.NODE)) + ")"
                : dice.one("()", "(:A)", "(:!B)", "({i: 1})");
        return from + edge + to;
    }

    /** A path of one edge from a bound node to a new one, with the name of the new one visible. */
    Part hop(Visible visible) {
        String name = fresh("m");
        List<String> edges = new ArrayList<>(List.of("-->", "<--", "--", "-[:R]->", "-[:S|T]-", "-[:R*1..2]->"));
        return new Part(
                "(" + dice.of(visible.of(Kind.NODE)) + ")" + dice.of(edges) + "(" + name + dice.one("", "", ":A") + ")",
                visible.with(name, Kind.NODE));
    }
}
