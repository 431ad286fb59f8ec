package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.Bind;
import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.Case;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.CountStar;
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
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** Compiles expressions over the variables of a frame. */
final class ExpressionCompiler {
    private final OperatorCompiler operators;
    private final Map<String, Type> parameters;
    private final Values values;
    private final Comparisons comparisons;
    private final Arithmetic arithmetic;
    private final FunctionCompiler functions;
    private final AccessCompiler access;
    private final LabelTests labels;
    private final ListCompiler lists;

    ExpressionCompiler(OperatorCompiler operators, Map<String, Type> parameters, Values values) {
        this.operators = operators;
        this.parameters = parameters;
        this.values = values;
        this.comparisons = values.profile.comparisons(values);
        this.arithmetic = values.profile.arithmetic(values);
        this.functions = new FunctionCompiler(this, arithmetic, values);
        this.access = new AccessCompiler(this, values);
        this.labels = new LabelTests(this, values);
        this.lists = new ListCompiler(this, values);
    }

    String row(Frame frame, Binding.Row row) {
        return operators.row(frame, row);
    }

    Field<Object> document(Expression operand, SqlValue value, Frame frame) {
        return access.document(operand, value, frame);
    }

    /** The stored object of the node or edge with a key. */
    Field<Object> storedOf(boolean node, Field<Object> key) {
        return access.document(node, key);
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /** A condition for a WHERE, where false and null are the same. */
    Field<Object> filter(Expression expression, Frame frame) {
        return Sql.and(filters(List.of(expression), frame));
    }

    /** The conditions of a WHERE that hold together. */
    List<Field<Object>> filters(List<Expression> conditions, Frame frame) {
        return new Selective(this, values).filters(conditions, frame);
    }

    /** The properties that conditions bound below by finite numbers. */
    List<Frame.Stored> boundedBelow(List<Expression> conditions, Frame frame) {
        return new Selective(this, values).boundedBelow(conditions, frame);
    }

    /** True, false or NULL. */
    Field<Object> truth(Expression expression, Frame frame) {
        return values.truth(compile(expression, frame));
    }

    SqlValue compile(Expression expression, Frame frame) {
        return switch (expression) {
            case Literal literal -> literal(literal.value());
            case Parameter parameter -> parameter(parameter);
            case Variable variable -> variable(variable, frame);
            case Property property -> access.property(property, frame);
            case Index index -> access.index(index, frame);
            case Slice slice -> access.slice(slice, frame);
            case LabelTest test -> SqlValue.of(Type.BOOLEAN, labels.labelTest(test, frame));
            case Unary unary -> unary(unary, frame);
            case Binary binary -> binary(binary, frame);
            case Logical logical -> SqlValue.of(Type.BOOLEAN, logical(logical, frame));
            case Comparison comparison -> SqlValue.of(Type.BOOLEAN, comparison(comparison, frame));
            case FunctionCall call -> functions.compile(call, frame);
            case Case choice -> choice(choice, frame);
            case ListLiteral list -> lists.listLiteral(list, frame);
            case MapLiteral map -> lists.mapLiteral(map, frame);
            case ListComprehension list -> lists.comprehension(list, frame);
            case Quantifier quantifier -> lists.quantifier(quantifier, frame);
            case PatternPredicate pattern -> operators.subqueries().exists(expression, frame);
            case Subquery subquery ->
                switch (subquery.kind()) {
                    case COUNT -> operators.subqueries().count(expression, frame);
                    case EXISTS -> operators.subqueries().exists(expression, frame);
                    case COLLECT -> operators.subqueries().collect(subquery, frame);
                };
            case PatternComprehension pattern -> operators.subqueries().collect(pattern, frame);
            case Reduce reduce -> new Reductions(this, values).compile(reduce, frame);
            case CountStar star -> throw new IllegalStateException("count(*) outside of an aggregation");
        };
    }

    /** Numbers are bound too: a bare number in ORDER BY or GROUP BY would stand for a column. */
    private SqlValue literal(@Nullable Object value) {
        return switch (value) {
            case null -> values.nothing(Type.NULL);
            case Boolean bool -> SqlValue.simple(Type.BOOLEAN, sql(bool ? "(1 = 1)" : "(1 = 0)"));
            default -> values.constant(value, ExpressionChecker.ofValue(value));
        };
    }

    private SqlValue parameter(Parameter parameter) {
        Type type = parameters.getOrDefault(parameter.name(), Type.NULL);
        return SqlValue.simple(type, values.carriers.typed(Sql.bind(new Bind.Parameter(parameter.name(), type)), type));
    }

    private static SqlValue variable(Variable variable, Frame frame) {
        return switch (frame.variables.get(variable.name())) {
            case Binding.Row row -> SqlValue.simple(row.node ? Type.NODE : Type.EDGE, row.key);
            case Binding.Value value -> value.value();
            case null -> throw new IllegalStateException("No column for the variable " + variable.name());
        };
    }

    private SqlValue unary(Unary unary, Frame frame) {
        return switch (unary.operator()) {
            case NOT -> SqlValue.of(Type.BOOLEAN, sql("(not {0})", truth(unary.operand(), frame)));
            case IS_NULL -> SqlValue.of(Type.BOOLEAN, nullTest("({0} is null)", unary.operand(), frame));
            case IS_NOT_NULL -> SqlValue.of(Type.BOOLEAN, nullTest("({0} is not null)", unary.operand(), frame));
            case PLUS -> values.number(compile(unary.operand(), frame));
            case MINUS -> arithmetic.negate(compile(unary.operand(), frame));
        };
    }

    /** Of a constant, SQLite makes the test a bare number, which in GROUP BY or ORDER BY would stand for a column. */
    Field<Object> nullTest(String test, Expression operand, Frame frame) {
        boolean constant = Variables.of(operand).isEmpty();
        return sql(constant ? "(" + test + " = (1 = 1))" : test, presence(operand, frame));
    }

    private Field<Object> presence(Expression operand, Frame frame) {
        SqlValue value = compile(operand, frame);
        return value.typeOf() != null ? value.typeOf() : value.sql();
    }

    private SqlValue binary(Binary binary, Frame frame) {
        SqlValue left = compile(binary.left(), frame);
        SqlValue right = compile(binary.right(), frame);
        TextSql texts = values.profile.texts();
        return switch (binary.operator()) {
            case ADD, CONCATENATE -> arithmetic.add(left, right);
            case SUBTRACT -> arithmetic.subtract(left, right);
            case MULTIPLY -> arithmetic.multiply(left, right);
            case DIVIDE -> arithmetic.divide(left, right);
            case MODULO -> arithmetic.modulo(left, right);
            case POWER -> arithmetic.power(left, right);
            case STARTS_WITH -> text(texts::startsWith, left, right);
            case ENDS_WITH -> text(texts::endsWith, left, right);
            case CONTAINS -> text(texts::contains, left, right);
            case MATCHES -> values.call("matches", left, right);
            case IN -> lists.in(binary, left, right, frame);
        };
    }

    /** String predicates are null where either operand is no text. */
    private SqlValue text(BinaryOperator<Field<Object>> test, SqlValue left, SqlValue right) {
        if (!left.type().is(Kind.ANY, Kind.STRING) || !right.type().is(Kind.ANY, Kind.STRING)) {
            return values.nothing(Type.BOOLEAN);
        }
        return SqlValue.of(
                Type.BOOLEAN,
                values.let(
                        List.of(left, right),
                        v -> sql(
                                "case when {0} and {1} then {2} end",
                                isText(v.get(0)),
                                isText(v.get(1)),
                                test.apply(values.textOf(v.get(0)), values.textOf(v.get(1))))));
    }

    private Field<Object> isText(SqlValue value) {
        return value.type().is(Kind.ANY) ? values.carriers.isText(value) : sql("({0} is not null)", value.sql());
    }

    private Field<Object> logical(Logical logical, Frame frame) {
        List<Field<Object>> operands = new ArrayList<>();
        logical.operands().forEach(operand -> operands.add(truth(operand, frame)));
        return switch (logical.operator()) {
            case AND -> Sql.and(operands);
            case OR -> Sql.or(operands);
            case XOR -> {
                Field<Object> result = operands.getFirst();
                for (Field<Object> operand : operands.subList(1, operands.size())) {
                    result = sql("({0} <> {1})", result, operand);
                }
                yield result;
            }
        };
    }

    private Field<Object> comparison(Comparison comparison, Frame frame) {
        List<SqlValue> operands = new ArrayList<>();
        comparison.operands().forEach(operand -> operands.add(compile(operand, frame)));
        List<Field<Object>> parts = new ArrayList<>();
        for (int index = 0; index < comparison.operators().size(); index++) {
            parts.add(comparisons.compare(
                    comparison.operators().get(index), operands.get(index), operands.get(index + 1)));
        }
        return Sql.and(parts);
    }

    private SqlValue choice(Case choice, Frame frame) {
        List<SqlValue> results = new ArrayList<>();
        choice.branches().forEach(branch -> results.add(compile(branch.result(), frame)));
        results.add(choice.otherwise() == null ? literal(null) : compile(choice.otherwise(), frame));
        Type type = results.stream().map(SqlValue::type).reduce(Type.NULL, Type::join);
        List<QueryPart> parts = new ArrayList<>();
        StringBuilder template = new StringBuilder("case");
        for (int index = 0; index < choice.branches().size(); index++) {
            Expression condition = choice.branches().get(index).condition();
            parts.add(
                    choice.operand() == null
                            ? truth(condition, frame)
                            : comparisons.equal(compile(choice.operand(), frame), compile(condition, frame)));
            parts.add(as(results.get(index), type));
            template.append(" when {%d} then {%d}".formatted(2 * index, 2 * index + 1));
        }
        parts.add(as(results.getLast(), type));
        template.append(" else {%d} end".formatted(parts.size() - 1));
        return SqlValue.of(type, sql(template.toString(), parts.toArray(QueryPart[]::new)));
    }

    /** A value in the carrier of a wider type. */
    Field<Object> as(SqlValue value, Type type) {
        if (value.type().equals(type) || value.type().is(Kind.NULL)) {
            return value.type().is(Kind.NULL) ? values.carriers.nothing(type) : value.sql();
        }
        if (type.is(Kind.ANY)) {
            return values.json(value);
        }
        if (type.is(Kind.NUMBER)) {
            return values.carriers.number(value);
        }
        if (type.is(Kind.LIST) && value.type().isGraph() != type.isGraph()) {
            return values.json(value);
        }
        return value.sql();
    }
}
