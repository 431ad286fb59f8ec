package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@link dev.khive.api.store.TextQuery.Mode#EXPRESSION}, a method for each rule of its grammar. */
final class PatternParser {
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;
    private int words;

    private PatternParser(String text) {
        this.text = text;
    }

    static Optional<Pattern> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        PatternParser parser = new PatternParser(text);
        Optional<Pattern> pattern = parser.alternatives(0);
        if (parser.at < text.length()) {
            throw parser.wrong("there is no \"(\" for this \")\"", parser.at);
        }
        return pattern;
    }

    private Optional<Pattern> alternatives(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("parentheses nest deeper than " + MAX_DEPTH, at);
        }
        List<Pattern> alternatives = new ArrayList<>();
        do {
            conjunction(depth).ifPresent(alternatives::add);
        } while (skipKeyword("OR"));
        return Pattern.any(alternatives);
    }

    private Optional<Pattern> conjunction(int depth) {
        List<Pattern> wanted = new ArrayList<>();
        List<Pattern> excluded = new ArrayList<>();
        boolean onlyExclusions = true;
        int start = skipSpace();
        do {
            int place = skipSpace();
            boolean minus = skip('-');
            Optional<Pattern> item = minus ? excluded(place) : wanted(depth);
            onlyExclusions &= minus;
            item.ifPresent(minus ? excluded::add : wanted::add);
        } while (skipKeyword("AND") || isItemAhead());
        if (onlyExclusions) {
            throw wrong("what is excluded needs something beside it to look for", start);
        }
        Optional<Pattern> without = Pattern.any(excluded);
        return Pattern.all(wanted)
                .map(all -> without.<Pattern>map(none -> new Pattern.Except(all, none))
                        .orElse(all));
    }

    private Optional<Pattern> excluded(int place) {
        if (at == text.length() || isSpace(at) || text.charAt(at) == '(' || text.charAt(at) == ')') {
            throw wrong("a minus stands directly before a word or a phrase", place);
        }
        return text.charAt(at) == '"' ? phrase() : word();
    }

    private Optional<Pattern> wanted(int depth) {
        int start = skipSpace();
        if (skip('(')) {
            Optional<Pattern> inner = alternatives(depth + 1);
            if (!skip(')')) {
                throw wrong("this \"(\" has no \")\"", start);
            }
            return inner;
        }
        if (isKeyword("AND") || isKeyword("OR")) {
            throw wrong("AND and OR stand between two words; in quotes they are words themselves", start);
        }
        return at < text.length() && text.charAt(at) == '"' ? phrase() : word();
    }

    private Optional<Pattern> phrase() {
        int start = at;
        int end = text.indexOf('"', start + 1);
        if (end < 0) {
            throw wrong("this quote has no end", start);
        }
        at = end + 1;
        if (at < text.length() && text.charAt(at) == '*') {
            throw wrong("a star stands after a word, not after a phrase", at);
        }
        return counted(text.substring(start + 1, end), false);
    }

    private Optional<Pattern> word() {
        int start = at;
        while (at < text.length() && !isSpace(at) && "\"()*".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw wrong("a word, a phrase or \"(\" is missing", at);
        }
        return counted(word, skipHere('*'));
    }

    private Optional<Pattern> counted(String phrase, boolean prefix) {
        List<String> found = Words.of(phrase);
        words += found.size();
        Pattern.checkCount(words);
        return Pattern.phrase(found, prefix);
    }

    private boolean isItemAhead() {
        skipSpace();
        return at < text.length() && text.charAt(at) != ')' && !isKeyword("OR");
    }

    private boolean skipKeyword(String keyword) {
        skipSpace();
        boolean there = isKeyword(keyword);
        at += there ? keyword.length() : 0;
        return there;
    }

    private boolean isKeyword(String keyword) {
        int end = at + keyword.length();
        return text.startsWith(keyword, at)
                && (end == text.length() || isSpace(end) || "\"()".indexOf(text.charAt(end)) >= 0);
    }

    private boolean skip(char expected) {
        skipSpace();
        return skipHere(expected);
    }

    private boolean skipHere(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private int skipSpace() {
        while (at < text.length() && isSpace(at)) {
            at++;
        }
        return at;
    }

    private boolean isSpace(int index) {
        return Character.isWhitespace(text.charAt(index));
    }

    private InvalidInputException wrong(String what, int place) {
        String before = text.substring(0, place);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        return new InvalidInputException(
                "The text expression does not read: " + what + " (line " + line + ", column " + column + ").");
    }
}
