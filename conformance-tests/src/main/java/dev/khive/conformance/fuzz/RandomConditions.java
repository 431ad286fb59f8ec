package dev.khive.conformance.fuzz;

import java.util.List;
import java.util.function.Supplier;

/** Expressions that are true, false or unknown. */
final class RandomConditions {
    private final Dice dice;
    private final RandomExpressions expressions;
    private final RandomQueries queries;

    RandomConditions(Dice dice, RandomExpressions expressions, RandomQueries queries) {
        this.dice = dice;
        this.expressions = expressions;
        this.queries = queries;
    }

    /** A condition where patterns may stand too. */
    String where(Visible visible) {
        if (visible.has(Kind.NODE) && dice.chance(20)) {
            String pattern = queries.patterns().predicate(visible);
            return dice.make(
                    () -> pattern,
                    () -> "NOT " + pattern,
                    () -> pattern + dice.one(" AND ", " OR ") + expressions.of(Kind.BOOLEAN, visible),
                    () -> "exists(" + pattern + ")");
        }
        return expressions.of(Kind.BOOLEAN, visible, dice.between(1, 3));
    }

    String of(Visible visible, int depth) {
        Supplier<String> part = () -> expressions.of(Kind.BOOLEAN, visible, depth);
        return dice.make(
                () -> comparison(visible, depth),
                () -> comparison(visible, depth),
                () -> "(" + part.get() + dice.one(" AND ", " OR ", " XOR ") + part.get() + ")",
                () -> "NOT (" + part.get() + ")",
                () -> "(" + expressions.of(dice.of(List.copyOf(Kind.VALUES)), visible, depth)
                        + dice.one(" IS NULL", " IS NOT NULL") + ")",
                () -> "(" + expressions.of(Kind.TEXT, visible, depth)
                        + dice.one(" STARTS WITH ", " ENDS WITH ", " CONTAINS ")
                        + expressions.of(dice.one(Kind.TEXT, Kind.TEXT, Kind.ANY), visible, depth) + ")",
                () -> "(" + expressions.of(Kind.TEXT, visible, depth) + " =~ "
                        + dice.one("'a.*'", "'(?i)AB'", "'[0-9]+'") + ")",
                () -> membership(visible, depth),
                () -> quantifier(visible, depth),
                () -> labelTest(visible),
                () -> queries.existing(visible),
                () -> "isEmpty(" + expressions.of(dice.one(Kind.TEXT, Kind.INTEGERS, Kind.MAP), visible, depth) + ")",
                () -> "isNaN(" + expressions.of(dice.one(Kind.FLOAT, Kind.INTEGER), visible, depth) + ")",
                () -> "toBoolean(" + expressions.of(dice.one(Kind.TEXT, Kind.BOOLEAN), visible, depth) + ")",
                () -> "toBooleanOrNull(" + expressions.of(Kind.ANY, visible, depth) + ")",
                () -> "exists(" + expressions.of(Kind.ANY, visible, depth) + ")",
                this::clock);
    }

    private String comparison(Visible visible, int depth) {
        Kind kind = dice.of(List.copyOf(Kind.VALUES));
        Kind other = kind == Kind.INTEGER && dice.chance(30) ? Kind.FLOAT : dice.chance(15) ? Kind.ANY : kind;
        String operator = dice.one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
        String text = expressions.of(kind, visible, depth) + operator + expressions.of(other, visible, depth);
        return "("
                + (dice.chance(10)
                        ? text + dice.one(" < ", " <= ", " = ") + expressions.of(other, visible, depth)
                        : text)
                + ")";
    }

    private String membership(Visible visible, int depth) {
        return dice.make(
                () -> "(" + expressions.of(Kind.INTEGER, visible, depth) + " IN "
                        + expressions.of(Kind.INTEGERS, visible, depth) + ")",
                () -> "(" + expressions.of(Kind.TEXT, visible, depth) + " IN "
                        + expressions.of(Kind.TEXTS, visible, depth) + ")",
                () -> "(" + expressions.of(Kind.ANY, visible, depth) + " IN ["
                        + expressions.repeated(dice.below(3), () -> expressions.of(Kind.ANY, visible, depth)) + "])",
                () -> "(" + expressions.of(Kind.ANY, visible, depth) + " IN " + expressions.of(Kind.BAG, visible, 1)
                        + ")");
    }

    private String quantifier(Visible visible, int depth) {
        Kind list = dice.one(Kind.INTEGERS, Kind.TEXTS, Kind.BAG);
        Kind element = list == Kind.INTEGERS ? Kind.INTEGER : list == Kind.TEXTS ? Kind.TEXT : Kind.ANY;
        return dice.one("all", "any", "none", "single") + "(e IN " + expressions.of(list, visible, depth) + " WHERE "
                + expressions.of(Kind.BOOLEAN, visible.with("e", element), Math.max(depth, 1)) + ")";
    }

    private String labelTest(Visible visible) {
        if (!visible.has(Kind.NODE)) {
            return "true";
        }
        String node = dice.of(visible.of(Kind.NODE));
        return "(" + node
                + dice.one(
                        ":A",
                        ":A:B",
                        " IS LABELED A|B",
                        " IS NOT LABELED C",
                        " IS LABELED !(A&B)",
                        " IS LABELED %",
                        ":B&C")
                + ")";
    }

    private String clock() {
        return dice.one(
                "(date() > date('2020-01-01'))",
                "(timestamp() > 0)",
                "(rand() >= 0)",
                "(size(randomUUID()) = 36)",
                "(datetime() >= datetime('2020-01-01T00:00Z'))",
                "(localdatetime.statement() = localdatetime.transaction())",
                "(date.realtime() >= date.transaction())",
                "(datetime.realtime() >= datetime.statement() AND datetime.transaction() IS NOT NULL)",
                "(localdatetime.realtime() >= localdatetime())",
                "(localtime.realtime() IS NOT NULL AND localtime.statement() = localtime.transaction())",
                "(time.realtime() IS NOT NULL AND time.statement() = time.transaction())",
                "(date.statement() = date.transaction('UTC'))",
                "(time().hour >= 0)");
    }
}
