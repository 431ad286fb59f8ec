package dev.khive.query.analysis;

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
import dev.khive.query.ast.Expression.MapLiteral;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.Reduce;
import dev.khive.query.ast.Expression.Slice;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be asked of an expression as a tree: its children, its text without places, whether it aggregates. */
public final class Expressions {
    private Expressions() {}

    /** The expressions directly inside, without those of subqueries and patterns. */
    public static List<Expression> children(Expression expression) {
        List<Expression> children = new ArrayList<>();
        mapChildren(expression, child -> {
            children.add(child);
            return child;
        });
        return children;
    }

    /** The same expression with each expression directly inside replaced. */
    public static Expression mapChildren(Expression expression, UnaryOperator<Expression> map) {
        return switch (expression) {
            case Literal literal -> literal;
            case Parameter parameter -> parameter;
            case Variable variable -> variable;
            case CountStar star -> star;
            case PatternPredicate pattern -> pattern;
            case Subquery subquery -> subquery;
            case PatternComprehension comprehension -> comprehension;
            case Property property -> new Property(property.position(), map.apply(property.operand()), property.key());
            case Index index -> new Index(index.position(), map.apply(index.operand()), map.apply(index.index()));
            case Slice slice ->
                new Slice(
                        slice.position(),
                        map.apply(slice.operand()),
                        optional(slice.from(), map),
                        optional(slice.to(), map));
            case LabelTest test ->
                new LabelTest(test.position(), map.apply(test.operand()), test.labels(), test.negated());
            case Unary unary -> new Unary(unary.position(), unary.operator(), map.apply(unary.operand()));
            case Binary binary ->
                new Binary(binary.position(), binary.operator(), map.apply(binary.left()), map.apply(binary.right()));
            case Logical logical -> new Logical(logical.position(), logical.operator(), all(logical.operands(), map));
            case Comparison comparison ->
                new Comparison(comparison.position(), all(comparison.operands(), map), comparison.operators());
            case FunctionCall call ->
                new FunctionCall(call.position(), call.name(), call.distinct(), all(call.arguments(), map));
            case Case choice ->
                new Case(
                        choice.position(),
                        optional(choice.operand(), map),
                        choice.branches().stream()
                                .map(branch -> new Branch(map.apply(branch.condition()), map.apply(branch.result())))
                                .toList(),
                        optional(choice.otherwise(), map));
            case ListLiteral list -> new ListLiteral(list.position(), all(list.elements(), map));
            case MapLiteral literal ->
                new MapLiteral(
                        literal.position(),
                        literal.entries().stream()
                                .map(entry -> new Entry(entry.key(), map.apply(entry.value())))
                                .toList());
            case ListComprehension list ->
                new ListComprehension(
                        list.position(),
                        list.variable(),
                        map.apply(list.list()),
                        optional(list.where(), map),
                        optional(list.result(), map));
            case Quantifier quantifier ->
                new Quantifier(
                        quantifier.position(),
                        quantifier.kind(),
                        quantifier.variable(),
                        map.apply(quantifier.list()),
                        map.apply(quantifier.where()));
            case Reduce reduce ->
                new Reduce(
                        reduce.position(),
                        reduce.accumulator(),
                        map.apply(reduce.initial()),
                        reduce.variable(),
                        map.apply(reduce.list()),
                        map.apply(reduce.step()));
        };
    }

    private static List<Expression> all(List<Expression> expressions, UnaryOperator<Expression> map) {
        return expressions.stream().map(map).toList();
    }

    private static @Nullable Expression optional(@Nullable Expression expression, UnaryOperator<Expression> map) {
        return expression == null ? null : map.apply(expression);
    }

    /** Whether it is a call that consumes rows. */
    public static boolean isAggregate(Expression expression) {
        return expression instanceof CountStar
                || (expression instanceof FunctionCall call && Functions.isAggregate(call.name()));
    }

    /** Whether a call that consumes rows is anywhere inside. */
    public static boolean hasAggregate(Expression expression) {
        return isAggregate(expression) || children(expression).stream().anyMatch(Expressions::hasAggregate);
    }

    /** The text of an expression in one spelling; two expressions with the same text mean the same. */
    public static String text(Expression expression) {
        return switch (expression) {
            case Literal literal ->
                literal.value() instanceof String string
                        ? "'" + string.replace("\\", "\\\\").replace("'", "\\'") + "'"
                        : String.valueOf(literal.value());
            case Parameter parameter -> "$" + parameter.name();
            case Variable variable -> name(variable.name());
            case CountStar star -> "count(*)";
            case Property property -> text(property.operand()) + "." + name(property.key());
            case Index index -> text(index.operand()) + "[" + text(index.index()) + "]";
            case Slice slice ->
                text(slice.operand()) + "[" + optionalText(slice.from()) + ".." + optionalText(slice.to()) + "]";
            case LabelTest test -> (test.negated() ? "NOT " : "") + text(test.operand()) + ":" + labels(test.labels());
            case Unary unary ->
                switch (unary.operator()) {
                    case NOT -> "NOT " + nested(unary.operand());
                    case PLUS -> "+" + nested(unary.operand());
                    case MINUS -> "-" + nested(unary.operand());
                    case IS_NULL -> nested(unary.operand()) + " IS NULL";
                    case IS_NOT_NULL -> nested(unary.operand()) + " IS NOT NULL";
                };
            case Binary binary ->
                nested(binary.left()) + " " + symbol(binary.operator()) + " " + nested(binary.right());
            case Logical logical ->
                logical.operands().stream()
                        .map(Expressions::nested)
                        .collect(Collectors.joining(" " + logical.operator() + " "));
            case Comparison comparison -> {
                StringBuilder text =
                        new StringBuilder(nested(comparison.operands().getFirst()));
                for (int index = 0; index < comparison.operators().size(); index++) {
                    text.append(' ')
                            .append(symbol(comparison.operators().get(index)))
                            .append(' ')
                            .append(nested(comparison.operands().get(index + 1)));
                }
                yield text.toString();
            }
            case FunctionCall call ->
                call.name() + "(" + (call.distinct() ? "DISTINCT " : "") + joined(call.arguments()) + ")";
            case Case choice -> {
                StringBuilder text = new StringBuilder("CASE ").append(optionalText(choice.operand()));
                choice.branches()
                        .forEach(branch -> text.append(" WHEN ")
                                .append(text(branch.condition()))
                                .append(" THEN ")
                                .append(text(branch.result())));
                yield text.append(" ELSE ")
                        .append(optionalText(choice.otherwise()))
                        .append(" END")
                        .toString();
            }
            case ListLiteral list -> "[" + joined(list.elements()) + "]";
            case MapLiteral literal ->
                literal.entries().stream()
                        .map(entry -> name(entry.key()) + ": " + text(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ListComprehension list ->
                "[" + name(list.variable()) + " IN " + text(list.list()) + " WHERE " + optionalText(list.where())
                        + " | " + optionalText(list.result()) + "]";
            case Quantifier quantifier ->
                quantifier.kind() + "(" + name(quantifier.variable()) + " IN " + text(quantifier.list()) + " WHERE "
                        + text(quantifier.where()) + ")";
            case Reduce reduce ->
                "reduce(" + name(reduce.accumulator()) + " = " + text(reduce.initial()) + ", " + name(reduce.variable())
                        + " IN " + text(reduce.list()) + " | " + text(reduce.step()) + ")";
            case PatternPredicate pattern -> path(pattern.path());
            case PatternComprehension comprehension ->
                "[" + path(comprehension.path()) + " WHERE " + optionalText(comprehension.where()) + " | "
                        + text(comprehension.result()) + "]";
            case Subquery subquery -> subquery.kind() + " {…" + subquery.position() + "}";
        };
    }

    private static String nested(Expression expression) {
        boolean simple = expression instanceof Literal
                || expression instanceof Parameter
                || expression instanceof Variable
                || expression instanceof Property
                || expression instanceof FunctionCall
                || expression instanceof CountStar;
        return simple ? text(expression) : "(" + text(expression) + ")";
    }

    private static String optionalText(@Nullable Expression expression) {
        return expression == null ? "" : text(expression);
    }

    private static String joined(List<Expression> expressions) {
        return expressions.stream().map(Expressions::text).collect(Collectors.joining(", "));
    }

    /** A name as it can be written. */
    public static String name(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_]*") ? name : "`" + name.replace("`", "``") + "`";
    }

    /** A label expression as it can be written. */
    public static String labels(LabelExpression labels) {
        return switch (labels) {
            case LabelExpression.Name label -> name(label.name());
            case LabelExpression.Wildcard any -> "%";
            case LabelExpression.Not not -> "!" + labels(not.operand());
            case LabelExpression.And and ->
                and.operands().stream().map(Expressions::labels).collect(Collectors.joining("&", "(", ")"));
            case LabelExpression.Or or ->
                or.operands().stream().map(Expressions::labels).collect(Collectors.joining("|", "(", ")"));
        };
    }

    private static String path(Pattern.Path path) {
        StringBuilder text = new StringBuilder(node(path.nodes().getFirst()));
        for (int index = 0; index < path.edges().size(); index++) {
            text.append(edge(path.edges().get(index))).append(node(path.nodes().get(index + 1)));
        }
        return text.toString();
    }

    private static String node(Pattern.NodePattern node) {
        return "(" + Objects.requireNonNullElse(node.variable(), "")
                + (node.labels() == null ? "" : ":" + labels(node.labels()))
                + optionalText(node.properties()) + optionalText(node.where()) + ")";
    }

    private static String edge(Pattern.EdgePattern edge) {
        return (edge.direction() == Pattern.Direction.IN ? "<-[" : "-[")
                + Objects.requireNonNullElse(edge.variable(), "")
                + (edge.relations() == null ? "" : ":" + labels(edge.relations()))
                + (edge.length() == null ? "" : "*" + edge.length())
                + optionalText(edge.properties())
                + optionalText(edge.where())
                + (edge.direction() == Pattern.Direction.OUT ? "]->" : "]-");
    }

    private static String symbol(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case MODULO -> "%";
            case POWER -> "^";
            case CONCATENATE -> "||";
            case STARTS_WITH -> "STARTS WITH";
            case ENDS_WITH -> "ENDS WITH";
            case CONTAINS -> "CONTAINS";
            case MATCHES -> "=~";
            case IN -> "IN";
        };
    }

    private static String symbol(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }
}
