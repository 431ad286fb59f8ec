package dev.khive.query.parse;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import dev.khive.query.parse.GqlParser.CallClauseContext;
import dev.khive.query.parse.GqlParser.ClauseContext;
import dev.khive.query.parse.GqlParser.FilterClauseContext;
import dev.khive.query.parse.GqlParser.ForClauseContext;
import dev.khive.query.parse.GqlParser.ImportsContext;
import dev.khive.query.parse.GqlParser.LetClauseContext;
import dev.khive.query.parse.GqlParser.MatchClauseContext;
import dev.khive.query.parse.GqlParser.NameContext;
import dev.khive.query.parse.GqlParser.OrdinalityContext;
import dev.khive.query.parse.GqlParser.ProjectionContext;
import dev.khive.query.parse.GqlParser.ProjectionItemContext;
import dev.khive.query.parse.GqlParser.QueryContext;
import dev.khive.query.parse.GqlParser.ReturnClauseContext;
import dev.khive.query.parse.GqlParser.SingleQueryContext;
import dev.khive.query.parse.GqlParser.StatementContext;
import dev.khive.query.parse.GqlParser.UnwindClauseContext;
import dev.khive.query.parse.GqlParser.VariableContext;
import dev.khive.query.parse.GqlParser.WhereContext;
import dev.khive.query.parse.GqlParser.WithClauseContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds the syntax tree of clauses from the parse tree. */
final class AstBuilder {
    private final String text;
    private final ExpressionBuilder expressions;
    private final PatternBuilder patterns;

    AstBuilder(String text) {
        this.text = text;
        this.patterns = new PatternBuilder();
        this.expressions = new ExpressionBuilder(this, patterns);
        this.patterns.use(expressions);
    }

    static Position position(Token token) {
        return new Position(token.getLine(), token.getCharPositionInLine() + 1);
    }

    static Position position(ParserRuleContext context) {
        return position(context.getStart());
    }

    static String name(NameContext context) {
        return plain(context.getText());
    }

    static String variable(VariableContext context) {
        return plain(context.getText());
    }

    static String plain(String token) {
        return token.startsWith("`") ? Literals.escapedName(token) : token;
    }

    /** Queries that NEXT joins, the first around the others. */
    Query statement(StatementContext context) {
        Query next = null;
        for (QueryContext query : context.query().reversed()) {
            Query built = query(query);
            next = new Query(built.position(), built.parts(), built.unionAll(), next);
        }
        return java.util.Objects.requireNonNull(next);
    }

    Query query(QueryContext context) {
        List<SingleQuery> parts =
                context.singleQuery().stream().map(this::singleQuery).toList();
        List<Boolean> all = new ArrayList<>();
        for (int index = 1; index < context.getChildCount(); index++) {
            if (context.getChild(index) instanceof org.antlr.v4.runtime.tree.TerminalNode terminal
                    && terminal.getSymbol().getType() == GqlParser.UNION) {
                all.add(context.getChild(index + 1) instanceof org.antlr.v4.runtime.tree.TerminalNode next
                        && next.getSymbol().getType() == GqlParser.ALL);
            }
        }
        return new Query(position(context), parts, all, null);
    }

    private SingleQuery singleQuery(SingleQueryContext context) {
        return new SingleQuery(
                position(context), context.clause().stream().map(this::clause).toList());
    }

    private Clause clause(ClauseContext context) {
        Position position = position(context);
        return switch (context) {
            case MatchClauseContext match ->
                new Clause.Match(
                        position, match.OPTIONAL() != null, patterns.paths(match.patternList()), where(match.where()));
            case WithClauseContext with ->
                new Clause.With(position, projection(with.projection()), where(with.where()));
            case UnwindClauseContext unwind ->
                new Clause.Unwind(
                        position, expressions.expression(unwind.expression()), variable(unwind.variable()), null, 0);
            case ForClauseContext loop -> loop(position, loop);
            case LetClauseContext let -> let(position, let);
            case FilterClauseContext filter ->
                new Clause.With(
                        position,
                        new Projection(position, false, true, List.of(), List.of(), null, null),
                        expressions.expression(filter.expression()));
            case CallClauseContext call -> call(position, call);
            case ReturnClauseContext result -> new Clause.Return(position, projection(result.projection()));
            default -> throw new IllegalStateException("No clause for " + context.getClass());
        };
    }

    private Clause loop(Position position, ForClauseContext context) {
        OrdinalityContext ordinality = context.ordinality();
        return new Clause.Unwind(
                position,
                expressions.expression(context.expression()),
                variable(context.variable()),
                ordinality == null ? null : variable(ordinality.variable()),
                ordinality != null && ordinality.ORDINALITY() != null ? 1 : 0);
    }

    private Clause call(Position position, CallClauseContext context) {
        ImportsContext imports = context.imports();
        List<Expression.Variable> variables = imports == null
                ? null
                : imports.variable().stream()
                        .map(each -> new Expression.Variable(position(each), variable(each)))
                        .toList();
        boolean everything = imports != null && imports.STAR() != null;
        return new Clause.Call(position, everything, variables, query(context.query()));
    }

    /** The same as WITH and everything there is, and more. */
    private Clause let(Position position, LetClauseContext context) {
        List<Projection.Item> items = context.letItem().stream()
                .map(item ->
                        new Projection.Item(expressions.expression(item.expression()), variable(item.variable()), true))
                .toList();
        return new Clause.With(position, new Projection(position, false, true, items, List.of(), null, null), null);
    }

    @Nullable
    Expression where(@Nullable WhereContext context) {
        return context == null ? null : expressions.expression(context.expression());
    }

    private Projection projection(ProjectionContext context) {
        List<Projection.SortItem> order = new ArrayList<>();
        if (context.orderBy() != null) {
            context.orderBy()
                    .sortItem()
                    .forEach(item -> order.add(new Projection.SortItem(
                            expressions.expression(item.expression()),
                            item.direction != null
                                    && (item.direction.getType() == GqlParser.DESC
                                            || item.direction.getType() == GqlParser.DESCENDING))));
        }
        return new Projection(
                position(context),
                context.DISTINCT() != null,
                context.projectionItems().STAR() != null,
                context.projectionItems().projectionItem().stream()
                        .map(this::item)
                        .toList(),
                order,
                context.skip() == null
                        ? null
                        : expressions.expression(context.skip().expression()),
                context.limit() == null
                        ? null
                        : expressions.expression(context.limit().expression()));
    }

    private Projection.Item item(ProjectionItemContext context) {
        Expression expression = expressions.expression(context.expression());
        if (context.variable() != null) {
            return new Projection.Item(expression, variable(context.variable()), true);
        }
        if (expression instanceof Expression.Variable variable) {
            return new Projection.Item(expression, variable.name(), true);
        }
        return new Projection.Item(expression, source(context), false);
    }

    /** The text as it was written, comments and all. */
    private String source(ParserRuleContext context) {
        int start = text.offsetByCodePoints(0, context.getStart().getStartIndex());
        int end = text.offsetByCodePoints(
                start, context.getStop().getStopIndex() + 1 - context.getStart().getStartIndex());
        return text.substring(start, end);
    }
}
