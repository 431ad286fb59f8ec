package dev.khive.conformance.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** WITH and RETURN. */
final class RandomProjections {
    private static final Set<Kind> UNSORTED = Set.of(Kind.BAG, Kind.INEXACT, Kind.PATH, Kind.SOME_PATH, Kind.EDGES);

    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomPatterns patterns;
    private final RandomConditions conditions;

    RandomProjections(Dice dice, RandomExpressions expressions, RandomPatterns patterns, RandomConditions conditions) {
        this.dice = dice;
        this.expressions = expressions;
        this.patterns = patterns;
        this.conditions = conditions;
    }

    /**
     * A clause.
     *
     * @param ordered whether it gives every row a place of its own
     */
    record Projected(String text, Visible visible, boolean ordered) {}

    /** RETURN with columns of these kinds, called alike in every part of a UNION. */
    String columns(List<Kind> kinds, Visible visible) {
        List<String> items = new ArrayList<>();
        for (Kind kind : kinds) {
            items.add(expressions.of(kind, visible) + " AS c" + items.size());
        }
        return "RETURN " + String.join(", ", items);
    }

    Projected projected(String keyword, Visible visible) {
        int shape = dice.below(100);
        Items items = shape < 50 ? plain(visible) : shape < 68 ? distinct(visible) : aggregated(visible);
        boolean distinct = (shape >= 50 && shape < 68) || (items.comparable() && dice.chance(4));
        boolean collapses = distinct || shape >= 68;
        String text = keyword + (distinct ? " DISTINCT " : " ") + String.join(", ", items.texts());
        Visible after = items.visible();
        boolean total = dice.chance(40);
        boolean sorted = after.kinds().values().stream().noneMatch(UNSORTED::contains);
        if (total) {
            text += " ORDER BY " + everyColumn(after);
        } else if (dice.chance(15)) {
            Visible seen = collapses ? after : both(visible, after);
            text += " ORDER BY " + expressions.of(dice.one(Kind.INTEGER, Kind.TEXT, Kind.ANY), seen, 1)
                    + dice.one("", " DESC");
        }
        if (total && sorted && dice.chance(40)) {
            text += dice.one(" SKIP 1", " OFFSET 1", " SKIP toInteger('1')", "")
                    + dice.one(" LIMIT 2", " LIMIT 1 + 1", " LIMIT $pInteger", "");
        }
        if (keyword.equals("WITH") && dice.chance(30)) {
            text += " WHERE " + conditions.where(after);
        }
        return new Projected(text, after, total && sorted);
    }

    private static Visible both(Visible before, Visible after) {
        Visible both = before;
        for (var entry : after.kinds().entrySet()) {
            both = both.with(entry.getKey(), entry.getValue());
        }
        return both;
    }

    /** Sorting by what has no order of its own is left out. */
    private String everyColumn(Visible after) {
        List<String> names = new ArrayList<>(after.kinds().keySet());
        names.removeIf(name -> UNSORTED.contains(after.kinds().get(name)));
        Collections.shuffle(names, new Random(dice.below(1_000)));
        List<String> keys = names.stream()
                .map(name -> name + dice.one("", "", " DESC", " ASC", " DESCENDING", " ASCENDING"))
                .toList();
        return keys.isEmpty() ? "1" : String.join(", ", keys);
    }

    /** Items with what they make visible. */
    private record Items(List<String> texts, Visible visible) {
        static final Items NONE = new Items(List.of(), Visible.NOTHING);

        Items with(String text, String name, Kind kind) {
            List<String> more = new ArrayList<>(texts);
            more.add(text);
            return new Items(more, visible.with(name, kind));
        }

        boolean comparable() {
            return Kind.COMPARABLE.containsAll(visible.kinds().values());
        }
    }

    private Items plain(Visible visible) {
        Items items = Items.NONE;
        for (String name : visible.kinds().keySet()) {
            Kind kind = visible.kinds().getOrDefault(name, Kind.ANY);
            if (kind == Kind.SOME_PATH) {
                items = items.with("length(" + name + ") AS " + name, name, Kind.INTEGER);
            } else if (dice.chance(60)) {
                items = items.with(name, name, kind);
            }
        }
        for (int more = dice.between(items.texts().isEmpty() ? 1 : 0, 2); more > 0; more--) {
            List<Kind> kinds = new ArrayList<>(Kind.VALUES);
            kinds.addAll(List.of(Kind.INEXACT, Kind.INEXACT, Kind.BAG, Kind.ANY, Kind.INTEGER));
            Kind kind = dice.of(kinds);
            String name = name(visible, items);
            items = items.with(expressions.of(kind, visible) + " AS " + name, name, kind);
        }
        return items;
    }

    /** A new name, or sometimes one that hides another. */
    private String name(Visible visible, Items items) {
        List<String> hidden = new ArrayList<>(visible.kinds().keySet());
        hidden.removeAll(items.visible().kinds().keySet());
        return !hidden.isEmpty() && dice.chance(5) ? dice.of(hidden) : patterns.fresh("c");
    }

    private Items distinct(Visible visible) {
        return keys(visible, dice.between(1, 2));
    }

    private Items keys(Visible visible, int number) {
        Items items = Items.NONE;
        for (int key = 0; key < number; key++) {
            List<String> names = new ArrayList<>(visible.ofAny(Kind.COMPARABLE));
            names.removeAll(items.visible().kinds().keySet());
            if (!names.isEmpty() && dice.chance(50)) {
                String name = dice.of(names);
                items = items.with(name, name, visible.kinds().getOrDefault(name, Kind.ANY));
            } else {
                Kind kind = dice.of(List.copyOf(Kind.VALUES));
                String name = patterns.fresh("c");
                items = items.with(expressions.of(kind, visible, 1) + " AS " + name, name, kind);
            }
        }
        return items;
    }

    private Items aggregated(Visible visible) {
        Items items = keys(visible, dice.below(3));
        for (int more = dice.between(1, 2); more > 0; more--) {
            String name = patterns.fresh("c");
            Kind kind = dice.one(
                    Kind.INTEGER, Kind.INTEGER, Kind.INEXACT, Kind.BAG, Kind.TEXT, Kind.ANY, Kind.DATE, Kind.FLOAT);
            items = items.with(aggregate(kind, visible) + " AS " + name, name, kind);
        }
        return items;
    }

    private String aggregate(Kind kind, Visible visible) {
        String distinct = dice.one("", "", "DISTINCT ");
        List<Kind> comparable = new ArrayList<>(Kind.VALUES);
        return switch (kind) {
            case INTEGER ->
                dice.make(
                        () -> "count(*)",
                        () -> "count(" + distinct + expressions.of(dice.of(comparable), visible, 1) + ")",
                        () -> countOfVariable(distinct, visible),
                        () -> "sum(" + distinct + expressions.of(Kind.INTEGER, visible, 1) + ")",
                        () -> dice.one("min(", "max(") + expressions.of(Kind.INTEGER, visible, 1) + ")",
                        () -> "percentileDisc(" + expressions.of(Kind.INTEGER, visible, 0)
                                + dice.one(", 0.5)", ", 0)", ", 1)"),
                        () -> "size(collect(" + distinct + expressions.of(Kind.ANY, visible, 1) + "))",
                        () -> "count(*) + sum(" + expressions.of(Kind.INTEGER, visible, 0) + ")");
            case INEXACT ->
                dice.make(
                        () -> "avg(" + distinct + expressions.of(dice.one(Kind.INTEGER, Kind.FLOAT), visible, 0) + ")",
                        () -> "sum(" + distinct + expressions.of(Kind.FLOAT, visible, 0) + ")",
                        () -> dice.one("stDev(", "stDevP(") + expressions.of(Kind.INTEGER, visible, 0) + ")",
                        () -> "percentileCont(" + expressions.of(Kind.INTEGER, visible, 0) + ", 0.4)");
            case BAG ->
                dice.make(
                        () -> "collect(" + distinct + expressions.of(dice.of(comparable), visible, 1) + ")",
                        () -> visible.has(Kind.NODE)
                                ? "collect(" + dice.of(visible.of(Kind.NODE)) + ")"
                                : "collect(1)");
            default -> dice.one("min(", "max(") + expressions.of(kind, visible, 1) + ")";
        };
    }

    private String countOfVariable(String distinct, Visible visible) {
        List<String> names = visible.ofAny(Kind.COMPARABLE);
        return names.isEmpty() ? "count(*)" : "count(" + distinct + dice.of(names) + ")";
    }
}
