package dev.khive.conformance.cases;

import dev.khive.api.Storage;
import dev.khive.api.query.QueryException;
import dev.khive.query.parse.GqlLexer;
import dev.khive.query.parse.GqlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** The literals of queries, and names for their values. */
final class Literals {
    /** A query whose literals stand elsewhere, with the values that do. */
    record Moved(String text, Map<String, Object> values) {}

    private final Storage storage;
    private final Map<String, Optional<Object>> values = new HashMap<>();

    Literals(Storage storage) {
        this.storage = storage;
    }

    /** The query with a parameter for each literal, or with a member of the parameter {@code literals}. */
    Moved asParameters(String query, boolean members) {
        TextEdits edits = new TextEdits(query);
        Map<String, Object> moved =
                replace(all(tree(query), GqlParser.LiteralContext.class), edits, members ? "$literals." : "$");
        return new Moved(edits.apply(), members ? Map.of("literals", moved) : moved);
    }

    /**
     * The query with a property of the node {@code storedOperands} for each literal, empty where the query reads a graph. What must not
     * depend on a row, and what stands beside an aggregate, stays.
     *
     * @param label of the node
     */
    Optional<Moved> asProperties(String query, String label) {
        GqlParser.StatementContext tree = tree(query);
        if (readsGraph(tree)) {
            return Optional.empty();
        }
        TextEdits edits = new TextEdits(query);
        List<GqlParser.LiteralContext> literals = all(tree, GqlParser.LiteralContext.class);
        literals.removeIf(Literals::mustStay);
        Map<String, Object> moved = replace(literals, edits, "storedOperands.");
        for (GqlParser.WithClauseContext with : all(tree, GqlParser.WithClauseContext.class)) {
            GqlParser.ProjectionItemsContext items = with.projection().projectionItems();
            if (items.STAR() == null) {
                edits.insert(items.getStop().getStopIndex() + 1, ", storedOperands ");
            }
        }
        all(tree, GqlParser.SingleQueryContext.class)
                .forEach(
                        part -> edits.insert(part.getStart().getStartIndex(), "MATCH (storedOperands:" + label + ") "));
        return moved.isEmpty() ? Optional.empty() : Optional.of(new Moved(edits.apply(), moved));
    }

    private static boolean readsGraph(GqlParser.StatementContext tree) {
        return !all(tree, GqlParser.NodePatternContext.class).isEmpty()
                || !all(tree, GqlParser.SubqueryExpressionContext.class).isEmpty()
                || all(tree, GqlParser.ReturnClauseContext.class).stream()
                        .anyMatch(part -> part.projection().projectionItems().STAR() != null);
    }

    private static boolean mustStay(GqlParser.LiteralContext literal) {
        for (ParserRuleContext part = literal; part != null; part = part.getParent()) {
            boolean slice = part instanceof GqlParser.SkipContext || part instanceof GqlParser.LimitContext;
            boolean item = part instanceof GqlParser.ProjectionItemContext || part instanceof GqlParser.SortItemContext;
            if (slice || (item && aggregates(part))) {
                return true;
            }
            if (part instanceof GqlParser.OrderByContext
                    && part.getParent() instanceof GqlParser.ProjectionContext projection
                    && (projection.DISTINCT() != null || aggregates(projection.projectionItems()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean aggregates(ParserRuleContext part) {
        return !all(part, GqlParser.CountStarContext.class).isEmpty()
                || all(part, GqlParser.FunctionCallContext.class).stream()
                        .anyMatch(call -> call.functionName()
                                .getText()
                                .matches("(?i)count|sum|avg|min|max|collect|stdevp?|percentile(cont|disc)"));
    }

    private Map<String, Object> replace(List<GqlParser.LiteralContext> literals, TextEdits edits, String prefix) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Object> moved = new LinkedHashMap<>();
        for (GqlParser.LiteralContext literal : literals) {
            String written = literal.getText();
            value(written).ifPresent(value -> {
                String name = names.computeIfAbsent(written, key -> "literal" + names.size());
                moved.put(name, value);
                edits.replace(
                        literal.getStart().getStartIndex(), literal.getStop().getStopIndex() + 1, prefix + name + " ");
            });
        }
        return moved;
    }

    /** The value of a literal, empty for NULL and for what is beyond 64 bits without its sign. */
    private Optional<Object> value(String literal) {
        return values.computeIfAbsent(literal, written -> {
            try {
                return Optional.ofNullable(storage.query("RETURN " + written + " AS value")
                        .single()
                        .value(0));
            } catch (QueryException onlyWithItsSign) {
                return Optional.empty();
            }
        });
    }

    private static GqlParser.StatementContext tree(String query) {
        return new GqlParser(new CommonTokenStream(new GqlLexer(CharStreams.fromString(query)))).statement();
    }

    private static <T extends ParseTree> List<T> all(ParseTree tree, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(tree, type, found);
        return found;
    }

    private static <T extends ParseTree> void collect(ParseTree tree, Class<T> type, List<T> into) {
        if (type.isInstance(tree)) {
            into.add(type.cast(tree));
        }
        for (int index = 0; index < tree.getChildCount(); index++) {
            collect(tree.getChild(index), type, into);
        }
    }
}
