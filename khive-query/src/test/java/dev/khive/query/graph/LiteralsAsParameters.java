package dev.khive.query.graph;

import dev.khive.query.parse.GqlLexer;
import dev.khive.query.parse.GqlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** A query with a parameter for each of its literals: the same answer must come from either. */
record LiteralsAsParameters(String text, Map<String, @Nullable Object> values) {
    static LiteralsAsParameters of(String query, Map<String, ?> parameters) {
        GqlParser parser = new GqlParser(new CommonTokenStream(new GqlLexer(CharStreams.fromString(query))));
        List<GqlParser.LiteralContext> literals = new ArrayList<>();
        collect(parser.statement(), literals);
        int[] points = query.codePoints().toArray();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(parameters);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (GqlParser.LiteralContext literal : literals) {
            String written = literal.getText();
            int start = literal.getStart().getStartIndex();
            Object value = GraphFixture.literal(written);
            if (value != null) {
                String name = names.computeIfAbsent(written, key -> "literal" + names.size());
                values.put(name, value);
                text.append(new String(points, from, start - from))
                        .append("$")
                        .append(name)
                        .append(' ');
                from = literal.getStop().getStopIndex() + 1;
            }
        }
        return new LiteralsAsParameters(
                text.append(new String(points, from, points.length - from)).toString(), values);
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
