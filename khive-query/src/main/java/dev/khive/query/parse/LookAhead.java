package dev.khive.query.parse;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What the grammar asks of the tokens ahead where a text could be read in two ways. */
abstract class LookAhead extends Parser {
    LookAhead(TokenStream input) {
        super(input);
    }

    /**
     * Whether a node and an edge to another node are ahead, though they could also be calculated with: {@code (n)--(m)} is a
     * pattern and no difference.
     */
    protected final boolean isPattern() {
        int first = nodeEnd(1);
        return first > 0 && isHop(first);
    }

    /** Whether an edge to another node is ahead. */
    protected final boolean isHop() {
        return isHop(1);
    }

    private boolean isHop(int place) {
        int edge = edgeEnd(place);
        return edge > 0 && nodeEnd(edge) > 0;
    }

    /**
     * Whether the bar ahead is part of a label expression. In brackets the last one begins what a comprehension gives:
     * {@code [x IN list WHERE x:A|B | x.name]}.
     */
    protected final boolean isLabelChoice() {
        return !isInBrackets() || isBarBeforeEnd();
    }

    private boolean isInBrackets() {
        int depth = 0;
        for (int index = -1; _input.LT(index) != null; index--) {
            depth += opened(_input.LA(index));
            if (depth > 0) {
                return _input.LA(index) == GqlParser.LBRACKET;
            }
        }
        return false;
    }

    private boolean isBarBeforeEnd() {
        int depth = 0;
        for (int index = 2; depth >= 0 && _input.LA(index) != Token.EOF; index++) {
            depth += opened(_input.LA(index));
            if (depth == 0 && _input.LA(index) == GqlParser.PIPE) {
                return true;
            }
        }
        return false;
    }

    private static int opened(int token) {
        return switch (token) {
            case GqlParser.LPAREN, GqlParser.LBRACKET, GqlParser.LBRACE -> 1;
            case GqlParser.RPAREN, GqlParser.RBRACKET, GqlParser.RBRACE -> -1;
            default -> 0;
        };
    }

    /** The place after a node pattern that begins at a place, 0 where there is none. */
    private int nodeEnd(int place) {
        if (_input.LA(place) != GqlParser.LPAREN) {
            return 0;
        }
        int end = described(place + 1);
        if (_input.LA(end) == GqlParser.WHERE) {
            end = closing(end);
        }
        return _input.LA(end) == GqlParser.RPAREN ? end + 1 : 0;
    }

    /** The place after an edge pattern that begins at a place, 0 where there is none. */
    private int edgeEnd(int place) {
        int next = _input.LA(place) == GqlParser.LT ? place + 1 : place;
        if (_input.LA(next) != GqlParser.MINUS) {
            return 0;
        }
        next++;
        if (_input.LA(next) == GqlParser.LBRACKET) {
            int end = described(next + 1);
            if (_input.LA(end) == GqlParser.STAR || _input.LA(end) == GqlParser.WHERE) {
                end = closing(end);
            }
            if (_input.LA(end) != GqlParser.RBRACKET) {
                return 0;
            }
            next = end + 1;
        }
        if (_input.LA(next) != GqlParser.MINUS) {
            return 0;
        }
        next++;
        next += _input.LA(next) == GqlParser.GT ? 1 : 0;
        return switch (_input.LA(next)) {
            case GqlParser.PLUS, GqlParser.STAR -> next + 1;
            case GqlParser.LBRACE -> closing(next + 1) + 1;
            default -> next;
        };
    }

    /** The place after a variable, labels and properties. */
    private int described(int place) {
        int next = isVariable(_input.LT(place)) ? place + 1 : place;
        if (_input.LA(next) == GqlParser.COLON || _input.LA(next) == GqlParser.IS) {
            next++;
            while (isOfLabels(_input.LT(next))) {
                next = _input.LA(next) == GqlParser.LPAREN ? closing(next + 1) + 1 : next + 1;
            }
        }
        return switch (_input.LA(next)) {
            case GqlParser.LBRACE -> closing(next + 1) + 1;
            case GqlParser.DOLLAR -> next + 2;
            default -> next;
        };
    }

    /** The place of the bracket that closes the one before a place, or of the end. */
    private int closing(int place) {
        int depth = 1;
        int next = place;
        while (_input.LA(next) != Token.EOF) {
            depth += opened(_input.LA(next));
            if (depth == 0) {
                return next;
            }
            next++;
        }
        return next;
    }

    private static boolean isVariable(Token token) {
        return isWord(token) && !isKeyword(token.getType());
    }

    private static boolean isKeyword(int type) {
        return switch (type) {
            case GqlParser.NULL, GqlParser.TRUE, GqlParser.FALSE, GqlParser.NOT, GqlParser.CASE, GqlParser.IS -> true;
            case GqlParser.WHERE -> true;
            default -> false;
        };
    }

    private static boolean isOfLabels(Token token) {
        return switch (token.getType()) {
            case GqlParser.AMPERSAND, GqlParser.PIPE, GqlParser.COLON, GqlParser.BANG, GqlParser.PERCENT -> true;
            case GqlParser.LPAREN -> true;
            default -> isWord(token) && token.getType() != GqlParser.WHERE;
        };
    }

    private static boolean isWord(Token token) {
        if (token.getType() == Token.EOF) {
            return false;
        }
        int first = token.getText().codePointAt(0);
        return first == '`' || first == '_' || Character.isUnicodeIdentifierStart(first);
    }
}
