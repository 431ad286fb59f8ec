package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.Branch;
import dev.khive.query.ast.Expression.Case;
import dev.khive.query.ast.Expression.Comparison;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of an expression in a row. */
final class ExpressionValues {
    private final Evaluation evaluation;
    private final Operators operators = new Operators(this);
    private final FunctionValues functions;
    private final Aggregates aggregates = new Aggregates(this);

    ExpressionValues(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.functions = new FunctionValues(evaluation, this);
    }

    @Nullable
    Object value(Expression expression, Bindings row) {
        return switch (expression) {
            case Literal literal -> literal.value();
            case Parameter parameter -> evaluation.parameters().get(parameter.name());
            case Variable variable -> row.get(variable.name());
            case Property property -> property(property, row);
            case Index index -> operators.element(index, value(index.operand(), row), value(index.index(), row));
            case Slice slice -> slice(slice, row);
            case LabelTest test -> labelTest(test, row);
            case Unary unary -> operators.unary(unary, row);
            case Binary binary -> operators.binary(binary, value(binary.left(), row), value(binary.right(), row));
            case Logical logical -> logical(logical, row);
            case Comparison comparison -> comparison(comparison, row);
            case FunctionCall call -> Aggregates.is(call) ? aggregates.value(call, row) : functions.value(call, row);
            case CountStar star -> (long) row.group().size();
            case Case choice -> choice(choice, row);
            case ListLiteral list -> values(list.elements(), row);
            case MapLiteral map -> map(map, row);
            case ListComprehension list -> comprehension(list, row);
            case Quantifier quantifier -> quantifier(quantifier, row);
            case Reduce reduce -> reduce(reduce, row);
            case PatternPredicate pattern ->
                !evaluation
                        .patterns()
                        .matches(List.of(pattern.path()), null, row)
                        .isEmpty();
            case PatternComprehension pattern -> pattern(pattern, row);
            case Subquery subquery -> subquery(subquery, row);
        };
    }

    List<@Nullable Object> values(List<Expression> expressions, Bindings row) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(value(expression, row)));
        return Collections.unmodifiableList(values);
    }

    /** True, false or null; an error where the value is anything else. */
    @Nullable
    Boolean truth(Expression expression, Bindings row) {
        return switch (value(expression, row)) {
            case null -> null;
            case Boolean truth -> truth;
            case Object other ->
                throw Evaluation.wrongType(expression.position(), "A condition is true or false, was " + other + ".");
        };
    }

    /** A list or null; an error where the value is anything else. */
    @Nullable
    List<? extends @Nullable Object> list(Expression expression, Bindings row) {
        return switch (value(expression, row)) {
            case null -> null;
            case List<?> list -> list;
            case Object other ->
                throw Evaluation.wrongType(expression.position(), "A list is wanted, was " + other + ".");
        };
    }

    private @Nullable Object property(Property property, Bindings row) {
        return switch (value(property.operand(), row)) {
            case null -> null;
            case NodeValue node -> node.properties().get(property.key());
            case EdgeValue edge -> edge.properties().get(property.key());
            case Map<?, ?> map -> map.get(property.key());
            case Object other -> FunctionValues.call("component", other, property.key());
        };
    }

    private @Nullable Object slice(Slice slice, Bindings row) {
        List<? extends @Nullable Object> list = list(slice.operand(), row);
        Object from = slice.from() == null ? (Object) 0L : value(slice.from(), row);
        Object to = slice.to() == null ? (Object) Long.MAX_VALUE : value(slice.to(), row);
        if (list == null || from == null || to == null) {
            return null;
        }
        if (!(from instanceof Long first) || !(to instanceof Long end)) {
            throw Evaluation.wrongType(
                    slice.position(), "A slice is between integers, was " + from + " to " + to + ".");
        }
        long begin = Math.max(0, first < 0 ? first + list.size() : first);
        long behind = Math.min(list.size(), end < 0 ? end + list.size() : end);
        return begin < behind ? list.subList((int) begin, (int) behind) : List.of();
    }

    private @Nullable Object labelTest(LabelTest test, Bindings row) {
        List<String> labels = switch (value(test.operand(), row)) {
            case null -> null;
            case NodeValue node -> node.labels();
            case EdgeValue edge -> List.of(edge.relation());
            case Object other ->
                throw Evaluation.wrongType(test.position(), "Nodes and edges have labels, was " + other + ".");
        };
        return labels == null ? null : (Object) (Patterns.hasLabels(test.labels(), labels) != test.negated());
    }

    private List<@Nullable Boolean> truths(List<Expression> operands, Bindings row) {
        List<@Nullable Boolean> truths = new ArrayList<>();
        operands.forEach(operand -> truths.add(truth(operand, row)));
        return truths;
    }

    private @Nullable Boolean logical(Logical logical, Bindings row) {
        List<@Nullable Boolean> operands = truths(logical.operands(), row);
        return switch (logical.operator()) {
            case AND -> Truth.and(operands);
            case OR -> Truth.or(operands);
            case XOR -> Truth.xor(operands);
        };
    }

    private @Nullable Boolean comparison(Comparison comparison, Bindings row) {
        List<@Nullable Object> operands = values(comparison.operands(), row);
        List<@Nullable Boolean> parts = new ArrayList<>();
        for (int index = 0; index < comparison.operators().size(); index++) {
            parts.add(Equality.holds(comparison.operators().get(index), operands.get(index), operands.get(index + 1)));
        }
        return Truth.and(parts);
    }

    private @Nullable Object choice(Case choice, Bindings row) {
        Object operand = choice.operand() == null ? null : value(choice.operand(), row);
        for (Branch branch : choice.branches()) {
            Boolean chosen = choice.operand() == null
                    ? truth(branch.condition(), row)
                    : Equality.equal(operand, value(branch.condition(), row));
            if (Truth.isTrue(chosen)) {
                return value(branch.result(), row);
            }
        }
        return choice.otherwise() == null ? null : value(choice.otherwise(), row);
    }

    private Map<String, @Nullable Object> map(MapLiteral literal, Bindings row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Entry entry : literal.entries()) {
            map.put(entry.key(), value(entry.value(), row));
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object comprehension(ListComprehension comprehension, Bindings row) {
        List<? extends @Nullable Object> list = list(comprehension.list(), row);
        if (list == null) {
            return null;
        }
        List<@Nullable Object> results = new ArrayList<>();
        for (Object element : list) {
            Bindings inner = row.with(comprehension.variable(), element);
            if (comprehension.where() == null || Truth.isTrue(truth(comprehension.where(), inner))) {
                results.add(comprehension.result() == null ? element : value(comprehension.result(), inner));
            }
        }
        return Collections.unmodifiableList(results);
    }

    private @Nullable Boolean quantifier(Quantifier quantifier, Bindings row) {
        List<? extends @Nullable Object> list = list(quantifier.list(), row);
        if (list == null) {
            return null;
        }
        List<@Nullable Boolean> truths = new ArrayList<>();
        for (Object element : list) {
            truths.add(truth(quantifier.where(), row.with(quantifier.variable(), element)));
        }
        return switch (quantifier.kind()) {
            case ALL -> Truth.and(truths);
            case ANY -> Truth.or(truths);
            case NONE -> Truth.not(Truth.or(truths));
            case SINGLE -> Truth.single(truths);
        };
    }

    private @Nullable Object reduce(Reduce reduce, Bindings row) {
        List<? extends @Nullable Object> list = list(reduce.list(), row);
        if (list == null) {
            return null;
        }
        Object accumulated = value(reduce.initial(), row);
        for (Object element : list) {
            accumulated = value(
                    reduce.step(), row.with(reduce.accumulator(), accumulated).with(reduce.variable(), element));
        }
        return accumulated;
    }

    private List<@Nullable Object> pattern(PatternComprehension pattern, Bindings row) {
        List<@Nullable Object> results = new ArrayList<>();
        evaluation
                .patterns()
                .matches(List.of(pattern.path()), pattern.where(), row)
                .forEach(match -> results.add(value(pattern.result(), match)));
        return Collections.unmodifiableList(results);
    }

    private Object subquery(Subquery subquery, Bindings row) {
        List<Bindings> rows = evaluation
                .clauses()
                .query(subquery.query(), new Table(row.names(), List.of(row)))
                .rows();
        return switch (subquery.kind()) {
            case EXISTS -> !rows.isEmpty();
            case COUNT -> (long) rows.size();
            case COLLECT -> {
                List<@Nullable Object> collected = new ArrayList<>();
                rows.forEach(each -> collected.addAll(each.inOrder()));
                yield Collections.unmodifiableList(collected);
            }
        };
    }
}
