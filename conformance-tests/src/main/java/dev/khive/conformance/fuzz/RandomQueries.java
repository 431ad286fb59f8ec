package dev.khive.conformance.fuzz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one random query: most are right, some are not. */
final class RandomQueries {
    /** What every query is given. */
    static final Map<String, Object> PARAMETERS = Map.of(
            "pInteger",
            2L,
            "pFloat",
            1.5,
            "pText",
            "ab",
            "pBoolean",
            true,
            "pDate",
            LocalDate.of(2020, 1, 31),
            "pIntegers",
            List.of(1L, 2L, 3L),
            "pTexts",
            List.of("a", "b"),
            "pMap",
            Map.of("i", 2L, "s", "a"),
            "pAny",
            0.5);

    private static final List<Kind> UNION_KINDS = List.of(Kind.INTEGER, Kind.TEXT, Kind.ANY, Kind.FLOAT, Kind.BOOLEAN);
    /** Without them the query leaves open which paths it gives. */
    private static final Set<String> PATHS_THAT_ARE_ALL = Set.of("ALL", "GROUPS");

    private static final int DEEPEST_SUBQUERY = 2;
    private static final int COUNTS_PERCENT = 20;
    private static final int LENGTHS_PERCENT = 4;

    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomPatterns patterns;
    private final RandomConditions conditions;
    private int depth;

    RandomQueries(Dice dice) {
        this.dice = dice;
        this.expressions = new RandomExpressions(dice, this);
        this.patterns = new RandomPatterns(dice, expressions);
        this.conditions = new RandomConditions(dice, expressions, this);
    }

    RandomPatterns patterns() {
        return patterns;
    }

    /** The query of a seed. */
    static RandomQuery of(Dice dice) {
        RandomQuery query = new RandomQueries(dice).query();
        return dice.chance(5) ? new RandomQuery(broken(dice, query.text()), false) : query;
    }

    /** A query of a seed that counts a pattern, which is where rewrites have most to do. */
    static RandomQuery ofCounts(Dice dice) {
        return new RandomCounts(dice).query();
    }

    private static String broken(Dice dice, String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        int place = dice.below(words.size());
        if (PATHS_THAT_ARE_ALL.contains(words.get(place))) {
            return text;
        }
        dice.make(
                () -> words.remove(place),
                () -> words.set(place, dice.one("undefined", "nosuch(1)", "1", "'a'", "true", "count(*)", "LIMIT -1")));
        return String.join(" ", words);
    }

    private RandomQuery query() {
        int shape = dice.below(100);
        if (shape < 8) {
            return union();
        }
        if (shape >= 92) {
            return new RandomEnds(dice).query();
        }
        if (shape >= 92 - countsPercent()) {
            return new RandomCounts(dice).query();
        }
        if (shape >= 92 - countsPercent() - Integer.getInteger("khive.fuzz.lengths", LENGTHS_PERCENT)) {
            return new RandomLengths(dice).query();
        }
        RandomPatterns.Part body = clauses(Visible.NOTHING, dice.between(0, 3));
        if (shape < 14) {
            RandomProjections.Projected first = projections().projected("RETURN", body.visible());
            Visible next = first.visible();
            RandomPatterns.Part rest = clauses(next, dice.between(0, 2));
            RandomProjections.Projected last = projections().projected("RETURN", rest.visible());
            return new RandomQuery(joined(body.text(), first.text(), "NEXT", rest.text(), last.text()), last.ordered());
        }
        if (shape < 18 && !body.visible().kinds().isEmpty() && !body.visible().has(Kind.SOME_PATH)) {
            return new RandomQuery(joined(body.text(), "RETURN *"), false);
        }
        RandomProjections.Projected last = projections().projected("RETURN", body.visible());
        return new RandomQuery(joined(body.text(), last.text()), last.ordered());
    }

    /** How many of a hundred queries count patterns, which is where rewrites have most to do. */
    private static int countsPercent() {
        return Integer.getInteger("khive.fuzz.counts", COUNTS_PERCENT);
    }

    private RandomProjections projections() {
        return new RandomProjections(dice, expressions, patterns, conditions);
    }

    private RandomQuery union() {
        List<Kind> kinds = new ArrayList<>();
        for (int column = dice.between(1, 2); column > 0; column--) {
            kinds.add(dice.of(UNION_KINDS));
        }
        String union = dice.one("UNION", "UNION ALL", "UNION DISTINCT");
        List<String> parts = new ArrayList<>();
        for (int part = dice.between(2, 3); part > 0; part--) {
            RandomPatterns.Part body = clauses(Visible.NOTHING, dice.between(0, 2));
            parts.add(joined(body.text(), projections().columns(kinds, body.visible())));
        }
        return new RandomQuery(String.join(" " + union + " ", parts), false);
    }

    static String joined(String... parts) {
        return String.join(
                " ", Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }

    private RandomPatterns.Part clauses(Visible visible, int number) {
        RandomPatterns.Part all = new RandomPatterns.Part("", visible);
        if (dice.chance(75)) {
            all = match(visible, "MATCH ");
        }
        for (int clause = 0; clause < number; clause++) {
            RandomPatterns.Part next = clause(all.visible());
            all = new RandomPatterns.Part(joined(all.text(), next.text()), next.visible());
        }
        return all;
    }

    private RandomPatterns.Part clause(Visible visible) {
        int choice = dice.below(100);
        if (choice < 25 && patterns.canMatch(visible)) {
            return match(visible, "MATCH ");
        }
        if (choice < 45 && patterns.canMatch(visible)) {
            return match(visible, "OPTIONAL MATCH ");
        }
        if (choice < 60) {
            return unwind(visible);
        }
        if (choice < 68) {
            String name = patterns.fresh("v");
            Kind kind = dice.of(List.copyOf(Kind.VALUES));
            return new RandomPatterns.Part(
                    "LET " + name + " = " + expressions.of(kind, visible), visible.with(name, kind));
        }
        if (choice < 75) {
            return new RandomPatterns.Part(dice.one("FILTER ", "FILTER WHERE ") + conditions.where(visible), visible);
        }
        if (choice < 82 && depth < DEEPEST_SUBQUERY) {
            return call(visible);
        }
        RandomProjections.Projected with = projections().projected("WITH", visible);
        return new RandomPatterns.Part(with.text(), with.visible());
    }

    private RandomPatterns.Part match(Visible visible, String keyword) {
        RandomPatterns.Part paths = patterns.paths(visible);
        String where = dice.chance(25) ? " WHERE " + conditions.where(paths.visible()) : "";
        return new RandomPatterns.Part(keyword + paths.text() + where, paths.visible());
    }

    private RandomPatterns.Part unwind(Visible visible) {
        String name = patterns.fresh("u");
        Kind list = dice.one(Kind.INTEGERS, Kind.INTEGERS, Kind.TEXTS, Kind.BAG);
        Kind element = list == Kind.INTEGERS ? Kind.INTEGER : list == Kind.TEXTS ? Kind.TEXT : Kind.ANY;
        String source = expressions.of(list, visible, dice.below(2));
        List<String> paths = visible.of(Kind.PATH);
        if (!paths.isEmpty() && dice.chance(50)) {
            source = "nodes(" + dice.of(paths) + ")";
            element = Kind.NODE;
        }
        Visible after = visible.with(name, element);
        if (dice.chance(60)) {
            return new RandomPatterns.Part("UNWIND " + source + " AS " + name, after);
        }
        if (list == Kind.BAG || dice.chance(50)) {
            return new RandomPatterns.Part("FOR " + name + " IN " + source, after);
        }
        String ordinal = patterns.fresh("o");
        return new RandomPatterns.Part(
                "FOR " + name + " IN " + source + " WITH " + dice.one("ORDINALITY ", "OFFSET ") + ordinal,
                after.with(ordinal, Kind.INTEGER));
    }

    /** CALL with a query in braces, which sees all, some or nothing of the row. */
    private RandomPatterns.Part call(Visible visible) {
        depth++;
        Visible seen = Visible.NOTHING;
        for (String name : visible.kinds().keySet()) {
            seen = dice.chance(70) ? seen.with(name, visible.kinds().getOrDefault(name, Kind.ANY)) : seen;
        }
        String names = String.join(", ", seen.kinds().keySet());
        boolean imports = !names.isEmpty() && dice.chance(30);
        boolean everything = !imports && dice.chance(20);
        String head = imports ? "CALL { WITH " + names : everything ? "CALL (*) {" : "CALL (" + names + ") {";
        RandomPatterns.Part body = clauses(everything ? visible : seen, dice.below(2));
        Visible after = visible;
        List<String> columns = new ArrayList<>();
        for (int column = dice.between(1, 3); column > 0; column--) {
            List<String> nodes = body.visible().of(Kind.NODE);
            Kind kind = nodes.isEmpty() || dice.chance(60) ? dice.of(List.copyOf(Kind.VALUES)) : Kind.NODE;
            String name = patterns.fresh("y");
            columns.add((kind == Kind.NODE ? dice.of(nodes) : expressions.of(kind, body.visible(), 1)) + " AS " + name);
            after = after.with(name, kind);
        }
        String counted = patterns.fresh("y");
        if (dice.chance(20)) {
            columns.add("count(*) AS " + counted);
            after = after.with(counted, Kind.INTEGER);
        }
        depth--;
        String result = "RETURN " + dice.one("", "", "DISTINCT ") + String.join(", ", columns) + " }";
        return new RandomPatterns.Part(joined(head, body.text(), result), after);
    }

    /** EXISTS with something in braces. */
    String existing(Visible visible) {
        return visible.has(Kind.NODE) && depth < DEEPEST_SUBQUERY ? "EXISTS " + inner(visible) : "true";
    }

    /** COUNT with something in braces. */
    String counted(Visible visible) {
        return visible.has(Kind.NODE) && depth < DEEPEST_SUBQUERY ? "COUNT " + inner(visible) : "1";
    }

    private String inner(Visible visible) {
        depth++;
        RandomPatterns.Part hop = patterns.hop(visible);
        String where = dice.chance(40) ? " WHERE " + expressions.of(Kind.BOOLEAN, hop.visible(), 1) : "";
        String text = dice.make(
                () -> "{ " + hop.text() + where + " }",
                () -> "{ MATCH " + hop.text() + where + " }",
                () -> "{ MATCH " + hop.text() + where + " RETURN " + dice.one("", "DISTINCT ")
                        + expressions.of(Kind.INTEGER, hop.visible(), 1) + " AS c }",
                () -> "{ MATCH " + hop.text() + where + " WITH " + expressions.of(Kind.ANY, hop.visible(), 0)
                        + " AS c, count(*) AS k RETURN c, k }");
        depth--;
        return text;
    }

    /** A pattern comprehension, or COLLECT with a query in braces. */
    String collected(Visible visible, int deep) {
        if (depth >= DEEPEST_SUBQUERY) {
            return "[]";
        }
        depth++;
        RandomPatterns.Part hop = patterns.hop(visible);
        String where = dice.chance(40) ? " WHERE " + expressions.of(Kind.BOOLEAN, hop.visible(), 1) : "";
        String result = expressions.of(dice.one(Kind.INTEGER, Kind.TEXT, Kind.ANY), hop.visible(), Math.min(deep, 1));
        String text = dice.chance(60)
                ? "[" + hop.text() + where + " | " + result + "]"
                : "COLLECT { MATCH " + hop.text() + where + " RETURN " + dice.one("", "DISTINCT ") + result + " AS c }";
        depth--;
        return text;
    }
}
