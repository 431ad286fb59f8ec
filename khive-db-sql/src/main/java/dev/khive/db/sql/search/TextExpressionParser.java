package dev.khive.db.sql.search;

import dev.khive.api.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@link dev.khive.api.store.TextQuery.Mode#EXPRESSION}:
 *
 * <pre>{@code
 * expression := group ("OR" group)*
 * group      := item ("AND"? item)*
 * item       := word "*"? | phrase | "-" word "*"? | "-" phrase | "(" expression ")"
 * }</pre>
 *
 * <p>A word without any letter or number in it, such as {@code &}, asks for nothing and is passed over; one that the tokenizer cuts in
 * several, such as {@code e-mail}, is a phrase.
 */
final class TextExpressionParser {
    private static final int MAX_DEPTH = 16;

    private final String text;
    private final TextTokenizer tokenizer;
    private int at;
    private int words;

    private TextExpressionParser(String text, TextTokenizer tokenizer) {
        this.text = text;
        this.tokenizer = tokenizer;
    }

    static Optional<TextPattern> parse(String text, TextTokenizer tokenizer) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        TextExpressionParser parser = new TextExpressionParser(text, tokenizer);
        Optional<TextPattern> pattern = parser.expression(0);
        if (parser.at < text.length()) {
            throw parser.wrong("there is no \"(\" for this \")\"", parser.at);
        }
        return pattern;
    }

    private Optional<TextPattern> expression(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("parentheses nest deeper than " + MAX_DEPTH, at);
        }
        List<TextPattern> groups = new ArrayList<>();
        do {
            group(depth).ifPresent(groups::add);
        } while (skipKeyword("OR"));
        return TextPattern.any(groups);
    }

    private Optional<TextPattern> group(int depth) {
        List<TextPattern> wanted = new ArrayList<>();
        List<TextPattern> excluded = new ArrayList<>();
        boolean onlyExclusions = true;
        int start = skipSpace();
        do {
            int minus = skip('-') ? at - 1 : -1;
            Optional<TextPattern> item = item(depth, minus);
            onlyExclusions &= minus >= 0;
            item.ifPresent(minus >= 0 ? excluded::add : wanted::add);
        } while (skipKeyword("AND") || isItemAhead());
        if (onlyExclusions) {
            throw wrong("what is excluded needs something beside it to look for", start);
        }
        Optional<TextPattern> positive = TextPattern.all(wanted);
        Optional<TextPattern> negative = TextPattern.any(excluded);
        return positive.map(found -> negative.<TextPattern>map(without -> new TextPattern.Except(found, without))
                .orElse(found));
    }

    private Optional<TextPattern> item(int depth, int minus) {
        int start = minus >= 0 ? at : skipSpace();
        if (minus < 0 && skip('(')) {
            Optional<TextPattern> inner = expression(depth + 1);
            if (!skip(')')) {
                throw wrong("this \"(\" has no \")\"", start);
            }
            return inner;
        }
        return at < text.length() && text.charAt(at) == '"' ? phrase() : word(minus);
    }

    private Optional<TextPattern> phrase() {
        int start = at;
        int end = text.indexOf('"', start + 1);
        if (end < 0) {
            throw wrong("this quote has no end", start);
        }
        at = end + 1;
        if (at < text.length() && text.charAt(at) == '*') {
            throw wrong("a star stands after a word, not after a phrase", at);
        }
        return sequence(tokenizer.phrase(text.substring(start + 1, end)), false);
    }

    private Optional<TextPattern> word(int minus) {
        int start = at;
        while (at < text.length() && !isSpace(at) && "\"()*".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw minus >= 0
                    ? wrong("a minus stands directly before a word or a phrase", minus)
                    : wrong("a word, a phrase or \"(\" is missing", at);
        }
        if (minus < 0 && (word.equals("AND") || word.equals("OR"))) {
            throw wrong(word + " stands between two words; in quotes it is a word itself", start);
        }
        boolean prefix = at < text.length() && text.charAt(at) == '*';
        if (prefix) {
            at++;
        }
        return sequence(tokenizer.phrase(word), prefix && !tokenizer.findsParts());
    }

    private Optional<TextPattern> sequence(List<String> sequence, boolean prefix) {
        words += sequence.size();
        TextPattern.checkCount(words);
        return TextPattern.sequence(sequence, prefix);
    }

    private boolean isItemAhead() {
        skipSpace();
        return at < text.length() && text.charAt(at) != ')' && !isKeyword("OR");
    }

    private boolean skipKeyword(String keyword) {
        skipSpace();
        if (!isKeyword(keyword)) {
            return false;
        }
        at += keyword.length();
        return true;
    }

    private boolean isKeyword(String keyword) {
        int end = at + keyword.length();
        return text.startsWith(keyword, at)
                && (end == text.length() || isSpace(end) || "\"()".indexOf(text.charAt(end)) >= 0);
    }

    private boolean skip(char expected) {
        skipSpace();
        if (at == text.length() || text.charAt(at) != expected) {
            return false;
        }
        at++;
        return true;
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
