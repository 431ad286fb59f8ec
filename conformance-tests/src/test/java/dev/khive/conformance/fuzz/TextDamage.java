package dev.khive.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages texts by the character and by the word: leaves out, doubles, swaps, replaces, and puts parts of other texts in. */
final class TextDamage {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}_$]+|.", Pattern.DOTALL);

    private static final List<String> STRANGE = List.of(
            "'",
            "\"",
            "`",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "-",
            "->",
            "*",
            "..",
            "$",
            "$1",
            ":",
            "|",
            "||",
            "=~",
            "!",
            "%",
            "/*",
            "*/",
            "//",
            "\\",
            "\\u",
            ";",
            "\u0000",
            "🙂",
            "\ud800",
            "é",
            "9223372036854775808",
            "1e999",
            "0x",
            "1.",
            "MATCH",
            "RETURN",
            "WHERE",
            "WITH",
            "UNION",
            "NEXT",
            "CREATE",
            "CALL",
            "count(*)",
            "null",
            "$none",
            "-[*]-",
            "EXISTS {",
            "CASE",
            "END",
            "AS",
            "IN",
            "DISTINCT",
            "ORDER BY",
            "LIMIT",
            "shortestPath(",
            "{1,2}",
            "CAST(");

    private final Dice dice;
    private final List<String> others;

    TextDamage(Dice dice, List<String> others) {
        this.dice = dice;
        this.others = others;
    }

    /** A text with one to four damages. */
    String to(String text) {
        String damaged = text;
        for (int times = dice.between(1, 4); times > 0; times--) {
            damaged = dice.chance(35) ? ofCharacters(damaged) : ofWords(damaged);
        }
        return damaged;
    }

    private String ofCharacters(String text) {
        int from = dice.below(text.length() + 1);
        int to = Math.min(text.length(), from + dice.below(4));
        String before = text.substring(0, from);
        String after = text.substring(to);
        return dice.make(
                () -> before + after,
                () -> before + dice.of(STRANGE) + after,
                () -> before + text.substring(from, to).repeat(2) + after,
                () -> before);
    }

    private String ofWords(String text) {
        List<String> words = new ArrayList<>(
                WORD.matcher(text).results().map(MatchResult::group).toList());
        if (words.isEmpty()) {
            return dice.of(STRANGE);
        }
        int place = dice.below(words.size());
        int other = dice.below(words.size());
        int last = Math.min(words.size(), place + dice.between(1, 6));
        dice.make(
                () -> words.remove(place),
                () -> words.set(place, words.get(other)),
                () -> words.set(place, dice.of(STRANGE)),
                () -> {
                    words.add(place, dice.of(STRANGE));
                    return "";
                },
                () -> {
                    words.addAll(other, List.copyOf(words.subList(place, last)));
                    return "";
                },
                () -> {
                    words.subList(place, last).clear();
                    return "";
                },
                () -> {
                    words.add(place, part(dice.of(others)));
                    return "";
                });
        return String.join("", words);
    }

    private String part(String text) {
        int from = dice.below(text.length() + 1);
        return " " + text.substring(from, Math.min(text.length(), from + dice.below(40))) + " ";
    }
}
