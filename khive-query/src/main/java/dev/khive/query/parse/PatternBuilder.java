package dev.khive.query.parse;

import static dev.khive.query.parse.AstBuilder.position;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.ast.Pattern.NodePattern;
import dev.khive.query.ast.Pattern.Path;
import dev.khive.query.ast.Pattern.Selector;
import dev.khive.query.ast.Position;
import dev.khive.query.parse.GqlParser.EdgeDetailContext;
import dev.khive.query.parse.GqlParser.EdgePatternContext;
import dev.khive.query.parse.GqlParser.HopContext;
import dev.khive.query.parse.GqlParser.LabelAndContext;
import dev.khive.query.parse.GqlParser.LabelAnyContext;
import dev.khive.query.parse.GqlParser.LabelExpressionContext;
import dev.khive.query.parse.GqlParser.LabelFactorContext;
import dev.khive.query.parse.GqlParser.LabelGroupContext;
import dev.khive.query.parse.GqlParser.LabelNameContext;
import dev.khive.query.parse.GqlParser.LabelNotContext;
import dev.khive.query.parse.GqlParser.LabelOrContext;
import dev.khive.query.parse.GqlParser.LabelTestContext;
import dev.khive.query.parse.GqlParser.NodePatternContext;
import dev.khive.query.parse.GqlParser.PathElementContext;
import dev.khive.query.parse.GqlParser.PathModeContext;
import dev.khive.query.parse.GqlParser.PathPatternContext;
import dev.khive.query.parse.GqlParser.PathPrefixContext;
import dev.khive.query.parse.GqlParser.PatternListContext;
import dev.khive.query.parse.GqlParser.PropertiesContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds patterns and label expressions from the parse tree. */
final class PatternBuilder {
    private @Nullable ExpressionBuilder expressions;

    void use(ExpressionBuilder builder) {
        this.expressions = builder;
    }

    List<Path> paths(PatternListContext context) {
        return context.pathPattern().stream().map(this::path).toList();
    }

    private Path path(PathPatternContext context) {
        String variable = context.variable() == null ? null : AstBuilder.variable(context.variable());
        PathPrefixContext prefix = context.pathPrefix();
        if (prefix != null && context.function != null) {
            throw QueryErrors.syntax(
                    position(prefix), "SyntaxError", context.function.getText() + "() takes no path selector or mode.");
        }
        int count = prefix == null ? 1 : count(prefix);
        Selector selector = prefix == null ? selector(context.function) : selector(prefix, count);
        Path path = element(position(context), variable, selector, mode(prefix), context.pathElement());
        return new Path(path.position(), variable, selector, count, path.mode(), path.nodes(), path.edges());
    }

    private static Selector selector(PathPrefixContext prefix, int count) {
        boolean any = prefix.selector != null && prefix.selector.getType() == GqlParser.ANY;
        if (prefix.SHORTEST() == null) {
            return any ? count == 1 ? Selector.ANY_SHORTEST : Selector.SHORTEST_PATHS : Selector.ALL;
        }
        if (prefix.selector != null) {
            return any ? Selector.ANY_SHORTEST : Selector.ALL_SHORTEST;
        }
        if (prefix.groups != null) {
            return count == 1 ? Selector.ALL_SHORTEST : Selector.SHORTEST_GROUPS;
        }
        if (prefix.count == null) {
            throw QueryErrors.syntax(
                    position(prefix),
                    "SyntaxError",
                    "SHORTEST takes a number of paths or GROUPS, or stands behind ANY or ALL.");
        }
        return count == 1 ? Selector.ANY_SHORTEST : Selector.SHORTEST_PATHS;
    }

    private static int count(PathPrefixContext prefix) {
        int count = number(prefix.count, 1);
        if (count < 1) {
            throw QueryErrors.meaning(
                    position(prefix.count),
                    "InvalidArgumentValue",
                    "A number of paths is at least 1, was " + count + ".");
        }
        return count;
    }

    private static Pattern.Mode mode(@Nullable PathPrefixContext prefix) {
        PathModeContext mode = prefix == null ? null : prefix.pathMode();
        if (mode == null || mode.TRAIL() != null) {
            return Pattern.Mode.TRAIL;
        }
        if (mode.WALK() != null) {
            return Pattern.Mode.WALK;
        }
        return mode.ACYCLIC() != null ? Pattern.Mode.ACYCLIC : Pattern.Mode.SIMPLE;
    }

    static Selector selector(@Nullable Token function) {
        if (function == null) {
            return Selector.ALL;
        }
        return function.getType() == GqlParser.SHORTESTPATH ? Selector.ANY_SHORTEST : Selector.ALL_SHORTEST;
    }

    Path element(
            Position position,
            @Nullable String variable,
            Selector selector,
            Pattern.Mode mode,
            PathElementContext context) {
        PathElementContext inner = context;
        while (inner.pathElement() != null) {
            inner = inner.pathElement();
        }
        return path(position, variable, selector, mode, inner.nodePattern(), inner.hop());
    }

    Path path(
            Position position,
            @Nullable String variable,
            Selector selector,
            Pattern.Mode mode,
            NodePatternContext first,
            List<HopContext> hops) {
        List<NodePattern> nodes = new ArrayList<>();
        List<EdgePattern> edges = new ArrayList<>();
        nodes.add(node(first));
        for (HopContext hop : hops) {
            edges.add(edge(hop.edgePattern()));
            nodes.add(node(hop.nodePattern()));
        }
        return new Path(position, variable, selector, 1, mode, nodes, edges);
    }

    private NodePattern node(NodePatternContext context) {
        return new NodePattern(
                position(context),
                context.variable() == null ? null : AstBuilder.variable(context.variable()),
                context.labelSpec() == null ? null : labels(context.labelSpec().labelExpression()),
                properties(context.properties()),
                context.where() == null
                        ? null
                        : builder().expression(context.where().expression()));
    }

    private EdgePattern edge(EdgePatternContext context) {
        Direction direction = context.left != null && context.right == null
                ? Direction.IN
                : context.left == null && context.right != null ? Direction.OUT : Direction.BOTH;
        EdgeDetailContext detail = context.edgeDetail();
        if (detail == null) {
            return new EdgePattern(position(context), null, direction, null, null, null, length(context, null));
        }
        return new EdgePattern(
                position(context),
                detail.variable() == null ? null : AstBuilder.variable(detail.variable()),
                direction,
                detail.labelExpression() == null ? null : labels(detail.labelExpression()),
                properties(detail.properties()),
                detail.where() == null
                        ? null
                        : builder().expression(detail.where().expression()),
                length(context, detail.star()));
    }

    private static @Nullable Length length(EdgePatternContext context, GqlParser.@Nullable StarContext star) {
        if (star != null && context.quantifier() != null) {
            throw QueryErrors.syntax(
                    position(context.quantifier()), "SyntaxError", "An edge has either a '*' range or a quantifier.");
        }
        if (star != null) {
            return star.exact != null ? exact(star.exact) : bounds(number(star.from, 1), star.to);
        }
        if (context.quantifier() == null) {
            return null;
        }
        var quantifier = context.quantifier();
        if (quantifier.symbol != null) {
            return new Length(quantifier.symbol.getType() == GqlParser.PLUS ? 1 : 0, null);
        }
        return quantifier.exact != null ? exact(quantifier.exact) : bounds(number(quantifier.from, 0), quantifier.to);
    }

    private static Length exact(Token token) {
        int length = number(token, 0);
        return new Length(length, length);
    }

    private static Length bounds(int minimum, @Nullable Token to) {
        return new Length(minimum, to == null ? null : number(to, 0));
    }

    private static int number(@Nullable Token token, int otherwise) {
        if (token == null) {
            return otherwise;
        }
        Position position = position(token);
        long value = (Long) java.util.Objects.requireNonNull(
                Literals.integer(position, token.getText(), false).value());
        if (value > Integer.MAX_VALUE) {
            throw QueryErrors.syntax(position, "IntegerOverflow", "A path length of " + value + " is too large.");
        }
        return (int) value;
    }

    private @Nullable Expression properties(@Nullable PropertiesContext context) {
        if (context == null) {
            return null;
        }
        return context.parameter() != null
                ? ExpressionBuilder.parameter(context.parameter())
                : builder().map(context.mapLiteral());
    }

    LabelExpression labels(LabelExpressionContext context) {
        Position position = position(context);
        return switch (context) {
            case LabelGroupContext group -> labels(group.labelExpression());
            case LabelNotContext not -> new LabelExpression.Not(position, labels(not.labelExpression()));
            case LabelAnyContext any -> new LabelExpression.Wildcard(position);
            case LabelNameContext name -> new LabelExpression.Name(position, AstBuilder.name(name.name()));
            case LabelAndContext and ->
                new LabelExpression.And(
                        position,
                        and.labelExpression().stream().map(this::labels).toList());
            case LabelOrContext or ->
                new LabelExpression.Or(
                        position,
                        or.labelExpression().stream().map(this::labels).toList());
            default -> throw new IllegalStateException("No label expression for " + context.getClass());
        };
    }

    /** What a test without a word asks for, all of it. */
    List<LabelExpression> choice(LabelTestContext context) {
        List<List<LabelExpression>> conjuncts = context.labelConjunct().stream()
                .map(conjunct ->
                        conjunct.labelFactor().stream().map(this::factor).toList())
                .toList();
        if (conjuncts.size() == 1) {
            return conjuncts.getFirst();
        }
        Position position = position(context);
        return List.of(new LabelExpression.Or(
                position,
                conjuncts.stream()
                        .map(factors ->
                                factors.size() == 1 ? factors.getFirst() : new LabelExpression.And(position, factors))
                        .toList()));
    }

    LabelExpression factor(LabelFactorContext context) {
        Position position = position(context);
        if (context.labelFactor() != null) {
            return new LabelExpression.Not(position, factor(context.labelFactor()));
        }
        if (context.labelExpression() != null) {
            return labels(context.labelExpression());
        }
        return context.name() != null
                ? new LabelExpression.Name(position, AstBuilder.name(context.name()))
                : new LabelExpression.Wildcard(position);
    }

    private ExpressionBuilder builder() {
        return java.util.Objects.requireNonNull(expressions);
    }
}
