package dev.khive.query.parse;

import dev.khive.query.ast.Position;
import dev.khive.query.ast.Query;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses a text: fast SLL prediction first, full LL where that fails. Safe for use by many threads. */
public final class QueryParser {
    /** The longest text, in characters. */
    public static final int MAXIMUM_LENGTH = 1_000_000;

    /** How deep brackets and prefix operators may nest. */
    public static final int MAXIMUM_NESTING = 80;

    private QueryParser() {}

    /**
     * The syntax tree of a text.
     *
     * @throws dev.khive.api.query.QueryException where it does not follow the grammar or is beyond a bound
     */
    public static Query parse(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw QueryErrors.syntax(
                    new Position(1, 1),
                    "QueryTooLong",
                    "A query has at most " + MAXIMUM_LENGTH + " characters; this one has " + text.length() + ".");
        }
        CommonTokenStream tokens = tokens(text);
        checkNesting(tokens);
        return new AstBuilder(text).statement(statement(tokens));
    }

    /** The names of the parameters in a text, without the dollar sign. */
    public static Set<String> parameterNames(String text) {
        Set<String> names = new TreeSet<>();
        boolean dollar = false;
        for (Token token : tokens(text).getTokens()) {
            if (dollar) {
                names.add(AstBuilder.plain(token.getText()));
            }
            dollar = token.getType() == GqlLexer.DOLLAR;
        }
        return names;
    }

    private static CommonTokenStream tokens(String text) {
        GqlLexer lexer = new GqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    private static GqlParser.StatementContext statement(CommonTokenStream tokens) {
        GqlParser parser = new GqlParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.statement();
        } catch (ParseCancellationException slowPath) {
            tokens.seek(0);
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.addErrorListener(new SyntaxErrorListener());
            return parser.statement();
        }
    }

    private static void checkNesting(CommonTokenStream tokens) {
        int brackets = 0;
        int prefixes = 0;
        for (Token token : tokens.getTokens()) {
            switch (token.getType()) {
                case GqlLexer.LPAREN, GqlLexer.LBRACKET, GqlLexer.LBRACE, GqlLexer.CASE -> brackets++;
                case GqlLexer.RPAREN, GqlLexer.RBRACKET, GqlLexer.RBRACE, GqlLexer.END -> brackets--;
                default -> {}
            }
            boolean prefix = switch (token.getType()) {
                case GqlLexer.NOT, GqlLexer.MINUS, GqlLexer.PLUS, GqlLexer.BANG -> true;
                default -> false;
            };
            prefixes = prefix ? prefixes + 1 : 0;
            if (brackets > MAXIMUM_NESTING || prefixes > MAXIMUM_NESTING) {
                throw QueryErrors.syntax(
                        AstBuilder.position(token),
                        "NestingTooDeep",
                        "Expressions nest at most " + MAXIMUM_NESTING + " deep.");
            }
        }
    }
}
