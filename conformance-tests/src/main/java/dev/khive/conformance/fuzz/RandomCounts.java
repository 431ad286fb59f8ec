package dev.khive.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries that count the matches of patterns: trees and cycles, optional branches, what must differ, what must not be there; or
 * that want the first groups by such counts, with other aggregates beside them.
 */
final class RandomCounts {
    private static final List<String> LABELS = List.of("", "", "", "", ":A", ":B", ":C", ":A|B", ":!C");
    private static final List<String> RELATIONS = List.of("", "", ":R", ":R", ":R", ":S", ":S", ":R|S", ":!T");

    private final Dice dice;
    private final List<String> nodes = new ArrayList<>();
    private final List<String> edges = new ArrayList<>();
    private int names;
    private boolean ordered;

    RandomCounts(Dice dice) {
        this.dice = dice;
    }

    /** A query that ends with a count, or with groups in the order of one. */
    RandomQuery query() {
        String text = text();
        return new RandomQuery(text, ordered);
    }

    private String text() {
        if (dice.chance(25)) {
            return dice.chance(60) ? plainTriangle() : linkedNodes();
        }
        if (dice.chance(30)) {
            return dice.chance(60) ? rankedPaths() : numbered();
        }
        StringBuilder text =
                new StringBuilder("MATCH ").append(dice.chance(10) ? triangle() : paths(dice.between(1, 4)));
        if (dice.chance(15)) {
            text.append(" MATCH ").append(paths(1));
        }
        List<String> conditions = conditions(nodes);
        if (!conditions.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        List<String> certain = List.copyOf(nodes);
        List<String> certainEdges = List.copyOf(edges);
        for (int optional = dice.one(0, 0, 0, 1, 1, 2); optional > 0; optional--) {
            text.append(optional(certain));
        }
        return text.append(' ').append(result(certain, certainEdges)).toString();
    }

    /** Three nodes with undirected edges between them, of which nothing is asked but how many there are. */
    private String plainTriangle() {
        StringBuilder text = new StringBuilder("MATCH ").append(triangle());
        List<String> conditions = new ArrayList<>();
        for (int number = dice.one(0, 0, 1, 1, 2); number > 0 && !nodes.isEmpty(); number--) {
            String left = dice.of(nodes);
            String right = dice.of(nodes);
            conditions.add(
                    dice.make(() -> left + " <> " + right, () -> "NOT (" + left + ")" + between() + "(" + right + ")"));
        }
        if (!conditions.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        return text.append(dice.chance(20) ? optional(List.copyOf(nodes)) : "")
                .append(" RETURN count(*) AS c")
                .toString();
    }

    /** Three or two nodes with undirected edges between them, each of which leads to one other, mostly by edges that are alike. */
    private String linkedNodes() {
        String edge = dice.one("-[:R]-", "-[:R]-", "--", "-[:S]-", "-[:R|S]-");
        List<String> corners = dice.chance(60) ? List.of("a", "b", "c") : List.of("a", "b");
        StringBuilder text = new StringBuilder("MATCH (a" + label() + ")" + edge + "(b" + label() + ")");
        if (corners.contains("c")) {
            text.append(edge + "(c" + label() + ")" + edge + "(a)");
        }
        String way = way();
        String another = way();
        for (String corner : corners) {
            text.append(dice.chance(80) ? " MATCH " : ", ")
                    .append("(" + corner + ")")
                    .append(dice.chance(80) ? way : another)
                    .append("(n" + label() + ")");
        }
        nodes.addAll(corners);
        nodes.add("n");
        if (dice.chance(25)) {
            text.append(dice.one(" MATCH ", ", ")).append(path(dice.one(1, 1, 2)));
        }
        List<String> conditions = dice.chance(15) ? conditions(nodes) : List.of();
        if (!conditions.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        return text.append(dice.chance(10) ? optional(List.copyOf(nodes)) : "")
                .append(" RETURN count(*) AS c")
                .toString();
    }

    private String way() {
        String edge = dice.one("-[:S]->", "<-[:S]-", "-[:R]->", "<-[:R]-", "-[:T]->", "-->", "-[:R|S]->");
        return dice.chance(50) ? edge : edge + "(" + label() + ")" + dice.one("-[:S]->", "<-[:R]-", "-->");
    }

    private String label() {
        return dice.chance(10) ? dice.of(LABELS) : "";
    }

    /** Three nodes with undirected edges between them, or two such edges, with something that hangs on them or nothing. */
    private String triangle() {
        String edge = dice.one("-[:R]-", "-[:R]-", "-[:R]-", "--", "-[:S]-", "-[:R|S]-");
        StringBuilder text = new StringBuilder(node(0));
        for (int corner = 0; corner < 2; corner++) {
            text.append(edge).append(node(5));
        }
        if (dice.chance(75)) {
            text.append(dice.chance(90) ? edge : edge())
                    .append('(')
                    .append(nodes.isEmpty() ? "" : nodes.getFirst())
                    .append(')');
        }
        int hanging = dice.one(0, 0, 1, 1, 2);
        return hanging == 0
                ? text.toString()
                : text.append(", ").append(paths(hanging)).toString();
    }

    private String paths(int number) {
        List<String> paths = new ArrayList<>();
        for (int left = number; left > 0; ) {
            int hops = dice.between(dice.chance(90) ? 1 : 0, left);
            paths.add(path(hops));
            left -= Math.max(1, hops);
        }
        return String.join(", ", paths);
    }

    private String path(int hops) {
        StringBuilder path = new StringBuilder(node(nodes.isEmpty() ? 0 : 90));
        for (int hop = 0; hop < hops; hop++) {
            path.append(edge()).append(node(15));
        }
        return path.toString();
    }

    private String node(int known) {
        if (!nodes.isEmpty() && dice.chance(known)) {
            return "(" + dice.of(nodes) + (dice.chance(10) ? dice.of(LABELS) : "") + ")";
        }
        if (dice.chance(15)) {
            return "(" + dice.of(LABELS) + ")";
        }
        String name = "n" + ++names;
        nodes.add(name);
        return "(" + name + dice.of(LABELS) + (dice.chance(5) ? " {i: " + dice.below(4) + "}" : "") + ")";
    }

    private String edge() {
        String name = "";
        if (dice.chance(30)) {
            name = "r" + ++names;
            edges.add(name);
        }
        String inside = "[" + name + dice.of(RELATIONS) + "]";
        return dice.one("-", "-", "<-") + inside + dice.one("->", "-", "-");
    }

    private List<String> conditions(List<String> visible) {
        List<String> conditions = new ArrayList<>();
        for (int number = dice.one(0, 0, 1, 1, 1, 2, 2, 3); number > 0 && !visible.isEmpty(); number--) {
            String left = dice.of(visible);
            String right = dice.of(visible);
            conditions.add(dice.make(
                    () -> left + " <> " + right,
                    () -> left + " <> " + right,
                    () -> left + " <> " + right,
                    () -> "NOT (" + left + ")" + between() + "(" + right + ")",
                    () -> "NOT (" + left + ")" + between() + "(" + right + ")",
                    () -> "(" + left + ")" + between() + "(" + right + ")",
                    () -> "NOT (" + left + ")" + between() + "(" + dice.of(LABELS) + ")",
                    () -> left + ".i" + dice.one(" = ", " < ", " <> ") + right + ".i",
                    () -> left + ".i" + dice.one(" = 1", " > 0", " IS NULL", " < $pInteger"),
                    () -> left + dice.one(":A", " IS LABELED B", " IS NOT LABELED C"),
                    () -> left + " = " + right,
                    () -> edges.isEmpty() ? left + ".b = true" : dice.of(edges) + ".w > 0"));
        }
        return conditions;
    }

    private String between() {
        return dice.one("-->", "<--", "--", "-[:R]->", "-[:R]-", "<-[:S]-", "-[:R|S]-");
    }

    private String optional(List<String> certain) {
        if (certain.isEmpty()) {
            return "";
        }
        List<String> before = List.copyOf(nodes);
        nodes.clear();
        nodes.addAll(dice.chance(85) ? certain : before);
        StringBuilder path = new StringBuilder(" OPTIONAL MATCH (" + dice.of(nodes) + ")");
        List<String> mine = new ArrayList<>();
        for (int hop = dice.one(1, 1, 2); hop > 0; hop--) {
            path.append(edge()).append(node(20));
        }
        mine.addAll(nodes);
        List<String> conditions = dice.chance(25) ? conditions(mine) : List.of();
        if (!conditions.isEmpty()) {
            path.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        before.stream().filter(name -> !nodes.contains(name)).forEach(nodes::add);
        return path.toString();
    }

    private String result(List<String> certain, List<String> certainEdges) {
        String any = nodes.isEmpty() ? "*" : dice.of(nodes);
        String count = dice.one("count(*)", "count(*)", "count(*)", "count(" + any + ")");
        if (certain.isEmpty() || dice.chance(55)) {
            return "RETURN " + count + dice.one("", "", " + 1") + " AS c" + dice.one("", "", ", count(*) AS d");
        }
        if (dice.chance(35)) {
            return ranked(certain, certainEdges, count);
        }
        if (dice.chance(30)) {
            return aggregated(certain, certainEdges, count);
        }
        String key = dice.of(certain);
        if (!certainEdges.isEmpty() && dice.chance(20)) {
            String edge = dice.of(certainEdges);
            return "RETURN " + edge + dice.one("", ".w") + " AS k" + dice.one("", ", " + key + ".i AS l") + ", " + count
                    + " AS c";
        }
        return dice.make(
                () -> "RETURN " + key + " AS k, " + count + " AS c",
                () -> "RETURN " + key + ".i AS k, " + count + " AS c",
                () -> "RETURN " + key + ".x AS k, " + count + " AS c",
                () -> "RETURN " + key + ".i AS k, " + dice.of(certain) + " AS l, " + count + " AS c",
                () -> "RETURN " + key + ".b AS k, min(" + key + ".i) AS m, max(" + dice.of(certain) + ".i) AS n, "
                        + count + " AS c",
                () -> "WITH " + key + ", " + count + " AS c WHERE c > 1 RETURN " + key + ".i AS k, c");
    }

    /** A few edges in a row, of which groups are made. */
    private String rankedPaths() {
        StringBuilder text = new StringBuilder("MATCH ").append(paths(dice.one(1, 1, 2, 3)));
        List<String> conditions = dice.chance(30) ? conditions(nodes) : List.of();
        if (!conditions.isEmpty()) {
            text.append(" WHERE ").append(String.join(" AND ", conditions));
        }
        return nodes.isEmpty()
                ? text.append(" RETURN count(*) AS c").toString()
                : text.append(' ')
                        .append(ranked(List.copyOf(nodes), List.copyOf(edges), "count(*)"))
                        .toString();
    }

    /** A node from which several edges lead, of which nothing is asked but how many there are. */
    private String numbered() {
        StringBuilder text = new StringBuilder();
        for (int edge = dice.between(1, 3); edge > 0; edge--) {
            text.append(text.isEmpty() ? "MATCH " : " MATCH ").append(fan());
        }
        for (int edge = dice.between(0, 3); edge > 0; edge--) {
            text.append(" OPTIONAL MATCH ").append(fan());
        }
        return text.append(dice.one(" RETURN count(*) AS c", " RETURN n.i AS k, count(*) AS c"))
                .toString();
    }

    private String fan() {
        return "(n" + dice.of(LABELS) + ")" + dice.one("-[:R]->", "<-[:R]-", "-[:S]->", "<-[:S]-", "<-[:T]-", "-[:T]->")
                + dice.one("()", "()", "()", "()", "(:A)", "(:!B)");
    }

    /** Values of one or two nodes or edges, which are there as often as there are matches with them. */
    private String aggregated(List<String> certain, List<String> certainEdges, String count) {
        List<String> owners = List.of(dice.of(certain), dice.of(certain));
        StringBuilder text = new StringBuilder("RETURN ");
        if (dice.chance(40)) {
            text.append(owners.getFirst()).append(dice.one("", ".i", ".x")).append(" AS k, ");
        }
        int others = dice.one(1, 1, 2, 3);
        for (int other = 1; other <= others; other++) {
            text.append(dice.one("sum", "sum", "sum", "min", "max", "count"))
                    .append(value(dice.chance(80) ? owners.subList(0, 1) : owners, certainEdges))
                    .append(" AS a")
                    .append(other)
                    .append(", ");
        }
        return text.append(count).append(" AS c").toString();
    }

    private String value(List<String> certain, List<String> certainEdges) {
        String owner = dice.chance(10) && !certainEdges.isEmpty() ? dice.of(certainEdges) : dice.of(certain);
        return dice.one("(", "(", "(", "(DISTINCT ") + owner + dice.one(".i", ".i", ".f", ".s", ".w", ".u", ".x", ".b")
                + ")";
    }

    /** The first groups by a count, each group in one place; beside it what is aggregated of their rows. */
    private String ranked(List<String> certain, List<String> certainEdges, String count) {
        String node = dice.of(certain);
        String key = node + dice.one("", ".i", ".i", ".s", ".b", ".x", ".f");
        StringBuilder text = new StringBuilder("RETURN " + key + " AS k, " + count + " AS c");
        int others = dice.one(0, 1, 1, 1, 2, 2, 3);
        for (int other = 1; other <= others; other++) {
            text.append(", ")
                    .append(dice.one("sum", "sum", "avg", "min", "max", "count"))
                    .append(value(certain, certainEdges))
                    .append(" AS a")
                    .append(other);
        }
        ordered = true;
        return text.append(" ORDER BY ")
                .append(dice.one("c DESC, k", "c, k DESC", "c + 1 DESC, k", "k", "k DESC"))
                .append(dice.one("", "", " SKIP 1", " SKIP $pInteger"))
                .append(dice.one("", " LIMIT 1", " LIMIT 1", " LIMIT 2", " LIMIT 2", " LIMIT 3", " LIMIT $pInteger"))
                .toString();
    }
}
