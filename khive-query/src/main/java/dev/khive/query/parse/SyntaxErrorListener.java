package dev.khive.query.parse;

import dev.khive.query.ast.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Turns the first syntax error into a sentence, or into a refusal where the word belongs to what is not supported. */
final class SyntaxErrorListener extends BaseErrorListener {
    private static final int MOST_EXPECTED = 6;
    private static final String GRAPH = "; queries only read. Use storage.graph() for edges";
    private static final String RECORDS =
            "; queries only read. Use storage.entities() for nodes, storage.graph() for edges";
    private static final Map<Integer, String> REFUSED = Map.ofEntries(
            Map.entry(GqlLexer.CREATE, RECORDS + ", for example storage.graph().upsert(…)."),
            Map.entry(GqlLexer.INSERT, RECORDS + ", for example storage.graph().upsert(…)."),
            Map.entry(GqlLexer.MERGE, RECORDS + " and their upserts."),
            Map.entry(GqlLexer.SET, RECORDS + " and their replace."),
            Map.entry(GqlLexer.REMOVE, RECORDS + " and their replace."),
            Map.entry(GqlLexer.DELETE, RECORDS + " and their delete."),
            Map.entry(GqlLexer.DETACH, RECORDS + " and their delete."),
            Map.entry(GqlLexer.FOREACH, GRAPH + " and batches."),
            Map.entry(GqlLexer.LOAD, "; import the file with the khive command or a batch of the stores."),
            Map.entry(GqlLexer.DROP, "; queries only read. Schemas change by migrations."),
            Map.entry(GqlLexer.USE, "; the storage handle is bound to a scope."),
            Map.entry(
                    GqlLexer.CALL, "; there are no procedures. A subquery stands in braces: CALL (n) { … RETURN … }."),
            Map.entry(GqlLexer.FINISH, "; a query ends with RETURN."),
            Map.entry(GqlLexer.YIELD, "; there are no procedures."),
            Map.entry(GqlLexer.TILDE, "; write an undirected edge as -[]-."));

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            @Nullable Object offendingSymbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        Position position = new Position(line, column + 1);
        if (!(offendingSymbol instanceof Token token)) {
            throw QueryErrors.syntax(position, "SyntaxError", "The query does not parse: " + message + ".");
        }
        refuse(token, position);
        Token before = ((Parser) recognizer).getTokenStream().LT(-1);
        if (before != null && before.getType() == GqlLexer.CALL) {
            refuse(before, AstBuilder.position(before));
        }
        throw QueryErrors.syntax(position, "SyntaxError", sentence(token, (Parser) recognizer, cause));
    }

    private static void refuse(Token token, Position position) {
        String advice = REFUSED.get(token.getType());
        if (advice != null) {
            throw QueryErrors.rejected(position, token.getText().toUpperCase(Locale.ROOT), advice);
        }
    }

    private static String sentence(Token token, Parser parser, @Nullable RecognitionException cause) {
        String found = token.getType() == Token.EOF ? "The query ends" : "Found " + quoted(token.getText());
        return found + " where " + expected(parser, cause) + " was expected.";
    }

    private static String expected(Parser parser, @Nullable RecognitionException cause) {
        IntervalSet tokens = cause != null && cause.getExpectedTokens() != null
                ? cause.getExpectedTokens()
                : parser.getExpectedTokens();
        if (tokens.contains(GqlLexer.CASE) && tokens.contains(GqlLexer.STRING)) {
            return "an expression";
        }
        List<String> names = new ArrayList<>();
        Vocabulary vocabulary = parser.getVocabulary();
        boolean name = tokens.contains(GqlLexer.IDENTIFIER);
        if (name) {
            names.add("a name");
        }
        for (int type : tokens.toList()) {
            boolean word = type >= GqlLexer.UNION && type <= GqlLexer.YIELD;
            boolean partOfName = type == GqlLexer.IDENTIFIER || type == GqlLexer.ESCAPED_IDENTIFIER;
            if (!partOfName && !(name && word)) {
                names.add(type == Token.EOF ? "the end" : vocabulary.getDisplayName(type));
            }
        }
        if (names.size() > MOST_EXPECTED) {
            return String.join(", ", names.subList(0, MOST_EXPECTED)) + " or another continuation";
        }
        return names.isEmpty() ? "something else" : String.join(" or ", names);
    }

    private static String quoted(String text) {
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
}
