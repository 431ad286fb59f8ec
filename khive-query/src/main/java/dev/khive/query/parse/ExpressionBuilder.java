package dev.khive.query.parse;

import static dev.khive.query.parse.AstBuilder.position;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.BinaryOperator;
import dev.khive.query.ast.Expression.Branch;
import dev.khive.query.ast.Expression.Case;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.CountStar;
import dev.khive.query.ast.Expression.Entry;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Index;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.ListComprehension;
import dev.khive.query.ast.Expression.ListLiteral;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Logical;
import dev.khive.query.ast.Expression.LogicalOperator;
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.QuantifierKind;
import dev.khive.query.ast.Expression.Reduce;
import dev.khive.query.ast.Expression.Slice;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.SubqueryKind;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.UnaryOperator;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import dev.khive.query.parse.GqlParser.AddExpressionContext;
import dev.khive.query.parse.GqlParser.AndExpressionContext;
import dev.khive.query.parse.GqlParser.AtomContext;
import dev.khive.query.parse.GqlParser.AtomExpressionContext;
import dev.khive.query.parse.GqlParser.CaseBranchContext;
import dev.khive.query.parse.GqlParser.CaseExpressionContext;
import dev.khive.query.parse.GqlParser.CompareExpressionContext;
import dev.khive.query.parse.GqlParser.ContainsExpressionContext;
import dev.khive.query.parse.GqlParser.CountStarContext;
import dev.khive.query.parse.GqlParser.EndsWithExpressionContext;
import dev.khive.query.parse.GqlParser.ExpressionContext;
import dev.khive.query.parse.GqlParser.FalseLiteralContext;
import dev.khive.query.parse.GqlParser.FloatLiteralContext;
import dev.khive.query.parse.GqlParser.FunctionCallContext;
import dev.khive.query.parse.GqlParser.InExpressionContext;
import dev.khive.query.parse.GqlParser.IndexExpressionContext;
import dev.khive.query.parse.GqlParser.IntegerLiteralContext;
import dev.khive.query.parse.GqlParser.LabelTestContext;
import dev.khive.query.parse.GqlParser.LabelTestExpressionContext;
import dev.khive.query.parse.GqlParser.ListComprehensionContext;
import dev.khive.query.parse.GqlParser.ListLiteralContext;
import dev.khive.query.parse.GqlParser.LiteralContext;
import dev.khive.query.parse.GqlParser.MapElementContext;
import dev.khive.query.parse.GqlParser.MapEntryContext;
import dev.khive.query.parse.GqlParser.MapLiteralContext;
import dev.khive.query.parse.GqlParser.MapProjectionContext;
import dev.khive.query.parse.GqlParser.MultiplyExpressionContext;
import dev.khive.query.parse.GqlParser.NotExpressionContext;
import dev.khive.query.parse.GqlParser.NullExpressionContext;
import dev.khive.query.parse.GqlParser.OrExpressionContext;
import dev.khive.query.parse.GqlParser.ParameterContext;
import dev.khive.query.parse.GqlParser.PatternComprehensionContext;
import dev.khive.query.parse.GqlParser.PatternExpressionContext;
import dev.khive.query.parse.GqlParser.PowerExpressionContext;
import dev.khive.query.parse.GqlParser.PropertyExpressionContext;
import dev.khive.query.parse.GqlParser.QuantifierExpressionContext;
import dev.khive.query.parse.GqlParser.ReduceExpressionContext;
import dev.khive.query.parse.GqlParser.RegexExpressionContext;
import dev.khive.query.parse.GqlParser.ShortestPathExpressionContext;
import dev.khive.query.parse.GqlParser.SignExpressionContext;
import dev.khive.query.parse.GqlParser.SliceExpressionContext;
import dev.khive.query.parse.GqlParser.StartsWithExpressionContext;
import dev.khive.query.parse.GqlParser.StringLiteralContext;
import dev.khive.query.parse.GqlParser.SubqueryExpressionContext;
import dev.khive.query.parse.GqlParser.TrueLiteralContext;
import dev.khive.query.parse.GqlParser.VariableContext;
import dev.khive.query.parse.GqlParser.XorExpressionContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds expressions from the parse tree; chains of one operator are flattened, so that depth stays small. */
final class ExpressionBuilder {
    private static final int MAXIMUM_DEPTH = 80;

    /** Names of ISO/IEC 39075 and older ones of Neo4j for functions that openCypher calls otherwise. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("upper", "toupper"),
            Map.entry("lower", "tolower"),
            Map.entry("ceiling", "ceil"),
            Map.entry("ln", "log"),
            Map.entry("cardinality", "size"),
            Map.entry("path_length", "length"),
            Map.entry("element_id", "elementid"),
            Map.entry("rels", "relationships"),
            Map.entry("collect_list", "collect"),
            Map.entry("stddev_samp", "stdev"),
            Map.entry("stddev_pop", "stdevp"),
            Map.entry("percentile_cont", "percentilecont"),
            Map.entry("percentile_disc", "percentiledisc"),
            Map.entry("local_time", "localtime"),
            Map.entry("zoned_time", "time"),
            Map.entry("local_datetime", "localdatetime"),
            Map.entry("zoned_datetime", "datetime"));

    private final AstBuilder clauses;
    private final PatternBuilder patterns;
    private int depth;

    ExpressionBuilder(AstBuilder clauses, PatternBuilder patterns) {
        this.clauses = clauses;
        this.patterns = patterns;
    }

    Expression expression(ExpressionContext context) {
        if (++depth > MAXIMUM_DEPTH) {
            throw QueryErrors.syntax(
                    position(context), "NestingTooDeep", "Expressions chain at most " + MAXIMUM_DEPTH + " operators.");
        }
        Expression built = build(context);
        depth--;
        return built;
    }

    private Expression build(ExpressionContext context) {
        Position position = position(context);
        return switch (context) {
            case AtomExpressionContext atom -> atom(atom.atom());
            case PropertyExpressionContext property ->
                new Property(position, expression(property.expression()), AstBuilder.name(property.name()));
            case IndexExpressionContext index ->
                new Index(position, expression(index.expression(0)), expression(index.expression(1)));
            case SliceExpressionContext slice ->
                new Slice(position, expression(slice.expression(0)), optional(slice.from), optional(slice.to));
            case LabelTestExpressionContext test -> labelTest(position, test);
            case SignExpressionContext sign -> sign(position, sign);
            case PowerExpressionContext power -> binary(position, BinaryOperator.POWER, power.expression());
            case MultiplyExpressionContext multiply ->
                binary(
                        position,
                        switch (multiply.operator.getType()) {
                            case GqlParser.STAR -> BinaryOperator.MULTIPLY;
                            case GqlParser.SLASH -> BinaryOperator.DIVIDE;
                            default -> BinaryOperator.MODULO;
                        },
                        multiply.expression());
            case AddExpressionContext add ->
                binary(
                        position,
                        switch (add.operator.getType()) {
                            case GqlParser.PLUS -> BinaryOperator.ADD;
                            case GqlParser.MINUS -> BinaryOperator.SUBTRACT;
                            default -> BinaryOperator.CONCATENATE;
                        },
                        add.expression());
            case StartsWithExpressionContext starts ->
                binary(position, BinaryOperator.STARTS_WITH, starts.expression());
            case EndsWithExpressionContext ends -> binary(position, BinaryOperator.ENDS_WITH, ends.expression());
            case ContainsExpressionContext contains -> binary(position, BinaryOperator.CONTAINS, contains.expression());
            case RegexExpressionContext regex -> binary(position, BinaryOperator.MATCHES, regex.expression());
            case InExpressionContext in -> binary(position, BinaryOperator.IN, in.expression());
            case NullExpressionContext test ->
                new Unary(
                        position,
                        test.NOT() == null ? UnaryOperator.IS_NULL : UnaryOperator.IS_NOT_NULL,
                        expression(test.expression()));
            case CompareExpressionContext compare -> comparison(position, compare);
            case NotExpressionContext not -> new Unary(position, UnaryOperator.NOT, expression(not.expression()));
            case AndExpressionContext and -> logical(position, LogicalOperator.AND, and);
            case XorExpressionContext xor -> logical(position, LogicalOperator.XOR, xor);
            case OrExpressionContext or -> logical(position, LogicalOperator.OR, or);
            default -> throw new IllegalStateException("No expression for " + context.getClass());
        };
    }

    private @Nullable Expression optional(@Nullable ExpressionContext context) {
        return context == null ? null : expression(context);
    }

    private Expression binary(Position position, BinaryOperator operator, List<ExpressionContext> operands) {
        return new Binary(position, operator, expression(operands.get(0)), expression(operands.get(1)));
    }

    /** {@code a:A:B}, which the grammar reads as a test of a test, is one of both labels. */
    private Expression labelTest(Position position, LabelTestExpressionContext context) {
        LabelTestContext last = context.labelTest();
        if (last.labelExpression() != null) {
            return new LabelTest(
                    position,
                    expression(context.expression()),
                    patterns.labels(last.labelExpression()),
                    last.negated != null);
        }
        List<LabelExpression> factors = new ArrayList<>();
        ExpressionContext operand = context;
        LabelTestContext first = last;
        while (operand instanceof LabelTestExpressionContext test
                && test.labelTest().labelExpression() == null) {
            first = test.labelTest();
            factors.addAll(0, patterns.choice(first));
            operand = test.expression();
        }
        LabelExpression labels =
                factors.size() == 1 ? factors.getFirst() : new LabelExpression.And(position(first), factors);
        return new LabelTest(position, expression(operand), labels, false);
    }

    private Expression sign(Position position, SignExpressionContext context) {
        boolean minus = context.sign.getType() == GqlParser.MINUS;
        if (minus
                && context.expression() instanceof AtomExpressionContext atom
                && atom.atom().literal() != null) {
            switch (atom.atom().literal()) {
                case IntegerLiteralContext number -> {
                    return Literals.integer(position, number.getText(), true);
                }
                case FloatLiteralContext number -> {
                    return Literals.real(position, number.getText(), true);
                }
                default -> {}
            }
        }
        return new Unary(position, minus ? UnaryOperator.MINUS : UnaryOperator.PLUS, expression(context.expression()));
    }

    /** {@code a < b < c} is one chain; parentheses would make the left operand an atom. */
    private Expression comparison(Position position, CompareExpressionContext context) {
        List<Expression> operands = new ArrayList<>();
        List<ComparisonOperator> operators = new ArrayList<>();
        ExpressionContext left = context;
        while (left instanceof CompareExpressionContext compare) {
            operands.add(expression(compare.expression(1)));
            operators.add(operator(compare.operator.getType()));
            left = compare.expression(0);
        }
        operands.add(expression(left));
        Collections.reverse(operands);
        Collections.reverse(operators);
        return new Comparison(position, operands, operators);
    }

    private static ComparisonOperator operator(int token) {
        return switch (token) {
            case GqlParser.EQ -> ComparisonOperator.EQUAL;
            case GqlParser.NE -> ComparisonOperator.NOT_EQUAL;
            case GqlParser.LT -> ComparisonOperator.LESS;
            case GqlParser.LE -> ComparisonOperator.LESS_OR_EQUAL;
            case GqlParser.GT -> ComparisonOperator.GREATER;
            default -> ComparisonOperator.GREATER_OR_EQUAL;
        };
    }

    private Expression logical(Position position, LogicalOperator operator, ExpressionContext context) {
        List<Expression> operands = new ArrayList<>();
        ExpressionContext left = context;
        while (left.getClass() == context.getClass()) {
            List<ExpressionContext> pair = left.getRuleContexts(ExpressionContext.class);
            operands.add(expression(pair.get(1)));
            left = pair.get(0);
        }
        operands.add(expression(left));
        Collections.reverse(operands);
        return new Logical(position, operator, operands);
    }

    private Expression atom(AtomContext context) {
        Position position = position(context);
        return switch (context.getChild(0)) {
            case LiteralContext literal -> literal(literal);
            case ParameterContext parameter -> parameter(parameter);
            case CaseExpressionContext choice -> choice(choice);
            case CountStarContext star -> new CountStar(position);
            case SubqueryExpressionContext subquery -> subquery(subquery);
            case ListComprehensionContext list ->
                new ListComprehension(
                        position,
                        AstBuilder.variable(list.variable()),
                        expression(list.expression(0)),
                        clauses.where(list.where()),
                        list.expression().size() > 1 ? expression(list.expression(1)) : null);
            case PatternComprehensionContext list ->
                new PatternComprehension(
                        position,
                        patterns.path(
                                position,
                                list.variable() == null ? null : AstBuilder.variable(list.variable()),
                                Pattern.Selector.ALL,
                                Pattern.Mode.TRAIL,
                                list.nodePattern(),
                                list.hop()),
                        clauses.where(list.where()),
                        expression(list.expression()));
            case QuantifierExpressionContext quantifier ->
                new Quantifier(
                        position,
                        QuantifierKind.valueOf(quantifier.kind.getText().toUpperCase(Locale.ROOT)),
                        AstBuilder.variable(quantifier.variable()),
                        expression(quantifier.expression()),
                        expression(quantifier.where().expression()));
            case ReduceExpressionContext reduce ->
                new Reduce(
                        position,
                        AstBuilder.variable(reduce.variable(0)),
                        expression(reduce.expression(0)),
                        AstBuilder.variable(reduce.variable(1)),
                        expression(reduce.expression(1)),
                        expression(reduce.expression(2)));
            case ShortestPathExpressionContext path ->
                new PatternPredicate(
                        position,
                        patterns.element(
                                position,
                                null,
                                PatternBuilder.selector(path.function),
                                Pattern.Mode.TRAIL,
                                path.pathElement()));
            case PatternExpressionContext pattern ->
                new PatternPredicate(
                        position,
                        patterns.path(
                                position,
                                null,
                                Pattern.Selector.ALL,
                                Pattern.Mode.TRAIL,
                                pattern.nodePattern(),
                                pattern.hop()));
            case FunctionCallContext call -> call(position, call);
            case ListLiteralContext list -> listLiteral(position, list);
            case MapLiteralContext map -> map(map);
            case MapProjectionContext projection -> projection(position, projection);
            case VariableContext variable -> new Variable(position, AstBuilder.variable(variable));
            default -> expression(context.expression());
        };
    }

    /** {@code [x IN list]} goes through the list. */
    private Expression listLiteral(Position position, ListLiteralContext list) {
        boolean through = list.expression().size() == 1
                && list.expression(0) instanceof InExpressionContext in
                && in.expression(0) instanceof AtomExpressionContext atom
                && atom.atom().variable() != null;
        if (!through) {
            return new ListLiteral(position, expressions(list.expression()));
        }
        InExpressionContext in = (InExpressionContext) list.expression(0);
        return new ListComprehension(
                position, AstBuilder.plain(in.expression(0).getText()), expression(in.expression(1)), null, null);
    }

    private List<Expression> expressions(List<ExpressionContext> contexts) {
        return contexts.stream().map(this::expression).toList();
    }

    private Expression call(Position position, FunctionCallContext call) {
        String space = call.functionName().name().stream()
                .map(part -> AstBuilder.name(part) + ".")
                .collect(Collectors.joining());
        String last = AstBuilder.plain(call.functionName().getStop().getText());
        String name = (space + last).toLowerCase(Locale.ROOT);
        return new FunctionCall(
                position, SYNONYMS.getOrDefault(name, name), call.DISTINCT() != null, expressions(call.expression()));
    }

    private static Literal literal(LiteralContext context) {
        Position position = position(context);
        return switch (context) {
            case IntegerLiteralContext number -> Literals.integer(position, number.getText(), false);
            case FloatLiteralContext number -> Literals.real(position, number.getText(), false);
            case StringLiteralContext string -> new Literal(position, Literals.string(position, string.getText()));
            case TrueLiteralContext yes -> new Literal(position, true);
            case FalseLiteralContext no -> new Literal(position, false);
            default -> new Literal(position, null);
        };
    }

    static Parameter parameter(ParameterContext context) {
        String name = context.name() != null
                ? AstBuilder.name(context.name())
                : context.INTEGER().getText();
        return new Parameter(position(context), name);
    }

    private Expression choice(CaseExpressionContext context) {
        List<Branch> branches = new ArrayList<>();
        for (CaseBranchContext branch : context.caseBranch()) {
            branches.add(new Branch(expression(branch.expression(0)), expression(branch.expression(1))));
        }
        return new Case(position(context), optional(context.operand), branches, optional(context.otherwise));
    }

    MapLiteral map(MapLiteralContext context) {
        return new MapLiteral(
                position(context), context.mapEntry().stream().map(this::entry).toList());
    }

    private Entry entry(MapEntryContext context) {
        return new Entry(AstBuilder.name(context.name()), expression(context.expression()));
    }

    /** {@code n {.*, .key, key: value, variable}} is a map of what is named, over all properties with a star, and null of null. */
    private Expression projection(Position position, MapProjectionContext context) {
        Variable source = new Variable(position, AstBuilder.variable(context.variable()));
        List<Entry> entries = new ArrayList<>();
        boolean everything = false;
        for (MapElementContext element : context.mapElement()) {
            if (element.STAR() != null) {
                everything = true;
            } else {
                entries.add(entry(source, element));
            }
        }
        Expression map = new MapLiteral(position, entries);
        if (everything) {
            Expression all = new FunctionCall(position, "properties", false, List.of(source));
            map = entries.isEmpty() ? all : new FunctionCall(position, "merged", false, List.of(all, map));
        }
        Expression missing = new Unary(position, UnaryOperator.IS_NULL, source);
        return new Case(position, null, List.of(new Branch(missing, new Literal(position, null))), map);
    }

    private Entry entry(Variable source, MapElementContext context) {
        if (context.mapEntry() != null) {
            return entry(context.mapEntry());
        }
        if (context.variable() != null) {
            String name = AstBuilder.variable(context.variable());
            return new Entry(name, new Variable(position(context), name));
        }
        String key = AstBuilder.name(context.name());
        return new Entry(key, new Property(position(context), source, key));
    }

    private Expression subquery(SubqueryExpressionContext context) {
        Position position = position(context);
        SubqueryKind kind = SubqueryKind.valueOf(context.kind.getText().toUpperCase(Locale.ROOT));
        Query query = context.query() != null ? clauses.query(context.query()) : pattern(position, context);
        return new Subquery(position, kind, query);
    }

    private Query pattern(Position position, SubqueryExpressionContext context) {
        Clause match = new Clause.Match(
                position, false, patterns.paths(context.patternList()), clauses.where(context.where()));
        return new Query(position, List.of(new SingleQuery(position, List.of(match))), List.of(), null);
    }
}
