package dev.khive.conformance.cases;

import dev.khive.query.parse.GqlLexer;
import dev.khive.query.parse.GqlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * A query whose literals stand elsewhere: the same answer must come from there.
 *
 * @param values the literals by the names that replace them
 */
record MovedLiterals(String text, Map<String, Object> values) {
    /**
     * Moves the literals of a query.
     *
     * @param valueOf the value of a literal's text, null for one that has to stay: NULL, and what is beyond 64 bits without its
     *     sign
     * @param reference the text that stands for a name
     */
    static MovedLiterals of(
            String query, Function<String, @Nullable Object> valueOf, Function<String, String> reference) {
        GqlParser parser = new GqlParser(new CommonTokenStream(new GqlLexer(CharStreams.fromString(query))));
        List<GqlParser.LiteralContext> literals = new ArrayList<>();
        collect(parser.statement(), literals);
        int[] points = query.codePoints().toArray();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (GqlParser.LiteralContext literal : literals) {
            String written = literal.getText();
            Object value = valueOf.apply(written);
            if (value != null) {
                String name = names.computeIfAbsent(written, key -> "literal" + names.size());
                values.put(name, value);
                int start = literal.getStart().getStartIndex();
                text.append(new String(points, from, start - from))
                        .append(reference.apply(name))
                        .append(' ');
                from = literal.getStop().getStopIndex() + 1;
            }
        }
        text.append(new String(points, from, points.length - from));
        return new MovedLiterals(text.toString(), values);
    }

    private static void collect(ParseTree tree, List<GqlParser.LiteralContext> literals) {
        if (tree instanceof GqlParser.LiteralContext literal) {
            literals.add(literal);
        }
        for (int index = 0; index < tree.getChildCount(); index++) {
            collect(tree.getChild(index), literals);
        }
    }
}
