package dev.khive.query.analysis;

import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.Branch;
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
import dev.khive.query.ast.Position;
import dev.khive.query.parse.QueryErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the type of an expression and raises what can be known to be wrong with it. */
public final class ExpressionChecker {
    /** Plans what stands in braces or is a pattern, seen from an expression. */
    public interface SubqueryPlanner {
        /** Plans it within a scope and gives the type of its value. */
        Type plan(Expression subquery, Map<String, Type> scope);
    }

    /** Where an expression stands. */
    public enum Place {
        /** Rows may be consumed. */
        PROJECTION,
        /** A condition: patterns may stand here, aggregates may not. */
        CONDITION,
        /** Neither. */
        VALUE
    }

    private final Map<String, Type> parameters;
    private final SubqueryPlanner subqueries;

    /** A checker for one query and the types of its parameters. */
    public ExpressionChecker(Map<String, Type> parameters, SubqueryPlanner subqueries) {
        this.parameters = parameters;
        this.subqueries = subqueries;
    }

    /** The type of an expression in a scope. */
    public Type check(Expression expression, Map<String, Type> scope, Place place) {
        return new Walk(scope, place).type(expression);
    }

    private final class Walk {
        private final Map<String, Type> scope;
        private final Place place;

        Walk(Map<String, Type> scope, Place place) {
            this.scope = scope;
            this.place = place;
        }

        private Walk at(Place other) {
            return other == place ? this : new Walk(scope, other);
        }

        private Type value(Expression expression) {
            return at(place == Place.CONDITION ? Place.VALUE : place).type(expression);
        }

        Type type(Expression expression) {
            return switch (expression) {
                case Literal literal -> ofValue(literal.value());
                case Parameter parameter -> parameter(parameter);
                case Variable variable -> variable(variable);
                case Property property -> property(property);
                case Index index -> index(index);
                case Slice slice -> slice(slice);
                case LabelTest test -> {
                    require(value(test.operand()), test.operand().position(), "A label test", Kind.NODE, Kind.EDGE);
                    yield Type.BOOLEAN;
                }
                case Unary unary -> unary(unary);
                case Binary binary -> binary(binary);
                case Logical logical -> {
                    logical.operands()
                            .forEach(operand ->
                                    condition(operand, logical.operator().name()));
                    yield Type.BOOLEAN;
                }
                case Comparison comparison -> {
                    comparison.operands().forEach(this::value);
                    yield Type.BOOLEAN;
                }
                case FunctionCall call -> call(call);
                case CountStar star -> {
                    requireProjection(star.position(), "count(*)");
                    yield Type.INTEGER;
                }
                case Case choice -> choice(choice);
                case ListLiteral list -> {
                    Type element = Type.NULL;
                    for (Expression item : list.elements()) {
                        element = element.join(value(item));
                    }
                    yield Type.list(element.is(Kind.NULL) ? Type.ANY : element);
                }
                case MapLiteral map -> {
                    map.entries().forEach(entry -> value(entry.value()));
                    yield Type.MAP;
                }
                case ListComprehension list -> comprehension(list);
                case Quantifier quantifier -> {
                    Walk inner = inside(quantifier.variable(), quantifier.list());
                    inner.at(Place.CONDITION).condition(quantifier.where(), "A quantifier");
                    yield Type.BOOLEAN;
                }
                case Reduce reduce -> {
                    Type initial = value(reduce.initial());
                    Type element = list(reduce.list());
                    Walk inner =
                            new Walk(with(reduce.accumulator(), Type.ANY, reduce.variable(), element), Place.VALUE);
                    yield initial.join(inner.type(reduce.step()));
                }
                case PatternPredicate pattern -> {
                    if (place != Place.CONDITION) {
                        throw QueryErrors.syntax(
                                pattern.position(),
                                "UnexpectedSyntax",
                                "A pattern stands only where a condition is asked for; name what is wanted with MATCH or"
                                        + " a pattern comprehension.");
                    }
                    yield subqueries.plan(pattern, scope);
                }
                case PatternComprehension pattern -> subqueries.plan(pattern, scope);
                case Subquery subquery -> subqueries.plan(subquery, scope);
            };
        }

        private Type parameter(Parameter parameter) {
            Type type = parameters.get(parameter.name());
            if (type == null) {
                throw QueryErrors.parameter(
                        parameter.position(),
                        "ParameterMissing",
                        "The query names the parameter $" + parameter.name() + ", and no value was given for it.");
            }
            return type;
        }

        private Type variable(Variable variable) {
            Type type = scope.get(variable.name());
            if (type == null) {
                throw QueryErrors.meaning(
                        variable.position(),
                        "UndefinedVariable",
                        "The variable " + Expressions.name(variable.name()) + " is not defined here.");
            }
            return type;
        }

        private Type property(Property property) {
            Type operand = value(property.operand());
            if (!operand.canBe(Kind.NODE, Kind.EDGE, Kind.MAP)) {
                throw type(property.position(), "A property", operand, "of a node, edge or map");
            }
            return Type.ANY;
        }

        private Type index(Index index) {
            Type operand = value(index.operand());
            Type key = value(index.index());
            if (!operand.canBe(Kind.LIST, Kind.MAP, Kind.NODE, Kind.EDGE)) {
                throw QueryErrors.evaluation(
                        index.position(),
                        "InvalidArgumentType",
                        "An index is of a list, map, node or edge; this is a " + operand + ".");
            }
            if (operand.is(Kind.LIST)) {
                requireNow(key, index.index().position(), "The index of a list", Kind.INTEGER);
                return operand.elementType();
            }
            if (operand.is(Kind.MAP, Kind.NODE, Kind.EDGE)) {
                requireNow(key, index.index().position(), "The key of a map", Kind.STRING);
            }
            return Type.ANY;
        }

        private Type slice(Slice slice) {
            Type operand = value(slice.operand());
            require(operand, slice.position(), "A slice", Kind.LIST);
            if (slice.from() != null) {
                require(value(slice.from()), slice.from().position(), "The bound of a slice", Kind.INTEGER);
            }
            if (slice.to() != null) {
                require(value(slice.to()), slice.to().position(), "The bound of a slice", Kind.INTEGER);
            }
            return operand.is(Kind.LIST) ? operand : Type.LIST;
        }

        private Type unary(Unary unary) {
            return switch (unary.operator()) {
                case NOT -> condition(unary.operand(), "NOT");
                case IS_NULL, IS_NOT_NULL -> {
                    value(unary.operand());
                    yield Type.BOOLEAN;
                }
                case PLUS, MINUS -> {
                    Type operand = value(unary.operand());
                    require(operand, unary.position(), "A sign", Kind.NUMBER, Kind.INTEGER, Kind.FLOAT);
                    yield operand.isNumeric() ? operand : Type.ANY;
                }
            };
        }

        private Type binary(Binary binary) {
            Type left = value(binary.left());
            Type right = value(binary.right());
            return switch (binary.operator()) {
                case ADD -> add(binary, left, right);
                case SUBTRACT, MULTIPLY, DIVIDE, MODULO -> {
                    require(left, binary.left().position(), "Arithmetic", Kind.NUMBER);
                    require(right, binary.right().position(), "Arithmetic", Kind.NUMBER);
                    yield left.is(Kind.ANY) || right.is(Kind.ANY) ? Type.ANY : number(left, right);
                }
                case POWER -> {
                    require(left, binary.left().position(), "Arithmetic", Kind.NUMBER);
                    require(right, binary.right().position(), "Arithmetic", Kind.NUMBER);
                    yield Type.FLOAT;
                }
                case CONCATENATE -> {
                    require(left, binary.left().position(), "||", Kind.STRING, Kind.LIST);
                    require(right, binary.right().position(), "||", Kind.STRING, Kind.LIST);
                    yield left.is(Kind.ANY) || left.is(Kind.NULL) ? right : left;
                }
                case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES -> Type.BOOLEAN;
                case IN -> {
                    require(right, binary.right().position(), "IN", Kind.LIST);
                    yield Type.BOOLEAN;
                }
            };
        }

        private Type add(Binary binary, Type left, Type right) {
            if (left.is(Kind.LIST) && right.is(Kind.LIST)) {
                return Type.list(left.elementType().join(right.elementType()));
            }
            if (left.is(Kind.LIST)) {
                return Type.list(left.elementType().join(right));
            }
            if (right.is(Kind.LIST)) {
                return Type.list(right.elementType().join(left));
            }
            require(left, binary.left().position(), "+", Kind.NUMBER, Kind.STRING, Kind.LIST);
            require(right, binary.right().position(), "+", Kind.NUMBER, Kind.STRING, Kind.LIST);
            if ((left.is(Kind.STRING) && right.canBe(Kind.STRING))
                    || (right.is(Kind.STRING) && left.canBe(Kind.STRING))) {
                return left.is(Kind.ANY) || right.is(Kind.ANY) ? Type.ANY : Type.STRING;
            }
            return left.isNumeric() && right.isNumeric() ? number(left, right) : Type.ANY;
        }

        private static Type number(Type left, Type right) {
            if (left.is(Kind.INTEGER) && right.is(Kind.INTEGER)) {
                return Type.INTEGER;
            }
            return left.is(Kind.FLOAT) || right.is(Kind.FLOAT) ? Type.FLOAT : Type.NUMBER;
        }

        private Type condition(Expression expression, String what) {
            Type type = type(expression);
            if (!type.canBe(Kind.BOOLEAN)) {
                throw type(expression.position(), what, type, "of conditions");
            }
            return Type.BOOLEAN;
        }

        private Type call(FunctionCall call) {
            if (Functions.isRefused(call.name())) {
                throw QueryErrors.rejected(call.position(), "The function " + call.name() + "()", " yet.");
            }
            Functions.Function function = Functions.find(call.name())
                    .orElseThrow(() -> QueryErrors.meaning(
                            call.position(), "UnknownFunction", "There is no function " + call.name() + "()."));
            int count = call.arguments().size();
            if (count < function.minimum() || count > function.maximum()) {
                throw QueryErrors.meaning(
                        call.position(),
                        "InvalidNumberOfArguments",
                        call.name() + "() takes " + function.minimum()
                                + (function.maximum() == function.minimum()
                                        ? ""
                                        : function.maximum() == Integer.MAX_VALUE
                                                ? " or more"
                                                : " to " + function.maximum())
                                + " arguments, was given " + count + ".");
            }
            if (function.aggregate()) {
                requireProjection(call.position(), call.name() + "()");
            } else if (call.distinct()) {
                throw QueryErrors.syntax(
                        call.position(),
                        "SyntaxError",
                        "DISTINCT belongs to aggregates; " + call.name() + "() is none.");
            }
            Walk inner = at(
                    function.aggregate() ? Place.VALUE : call.name().equals("exists") ? Place.CONDITION : valuePlace());
            if (function.aggregate() && call.arguments().stream().anyMatch(Expressions::hasAggregate)) {
                throw QueryErrors.meaning(
                        call.position(), "NestedAggregation", "An aggregate cannot stand inside of an aggregate.");
            }
            List<Type> types = call.arguments().stream().map(inner::type).toList();
            Kind[] kinds = function.first().toArray(Kind[]::new);
            if (call.name().equals("range")) {
                for (int index = 0; index < count; index++) {
                    requireNow(types.get(index), call.arguments().get(index).position(), "range()", kinds);
                }
            } else if (count > 0 && !function.first().contains(Kind.ANY)) {
                require(types.getFirst(), call.arguments().getFirst().position(), call.name() + "()", kinds);
            }
            return result(function, types);
        }

        private Place valuePlace() {
            return place == Place.CONDITION ? Place.VALUE : place;
        }

        private static Type result(Functions.Function function, List<Type> types) {
            Type first = types.isEmpty() ? Type.NULL : types.getFirst();
            return switch (function.name()) {
                case "reverse" -> first.is(Kind.LIST, Kind.STRING) ? first : function.result();
                case "nullif" -> first;
                case "collect" -> Type.list(first);
                case "min", "max" -> first;
                case "abs" -> first.isNumeric() ? first : Type.NUMBER;
                case "sum", "avg" -> first.isNumeric() ? sum(function, first) : Type.ANY;
                case "coalesce" -> types.stream().reduce(Type.NULL, Type::join);
                case "head", "last" -> first.elementType();
                case "tail" -> first.is(Kind.LIST) ? first : Type.LIST;
                default -> function.result();
            };
        }

        private static Type sum(Functions.Function function, Type argument) {
            return function.name().equals("avg") ? Type.FLOAT : argument;
        }

        private Type choice(Case choice) {
            if (choice.operand() != null) {
                value(choice.operand());
            }
            Type result = Type.NULL;
            for (Branch branch : choice.branches()) {
                if (choice.operand() == null) {
                    at(place == Place.PROJECTION ? place : Place.CONDITION).type(branch.condition());
                } else {
                    value(branch.condition());
                }
                result = result.join(value(branch.result()));
            }
            return choice.otherwise() == null ? result : result.join(value(choice.otherwise()));
        }

        private Type comprehension(ListComprehension list) {
            Walk inner = inside(list.variable(), list.list());
            if (list.where() != null) {
                inner.at(Place.CONDITION).condition(list.where(), "WHERE");
            }
            if (list.result() == null) {
                Type element = inner.scope.get(list.variable());
                return Type.list(element == null ? Type.ANY : element);
            }
            return Type.list(inner.type(list.result()));
        }

        private Walk inside(String variable, Expression list) {
            Type element = list(list);
            return new Walk(with(variable, element, null, Type.ANY), Place.VALUE);
        }

        private Type list(Expression expression) {
            Type type = value(expression);
            require(type, expression.position(), "An iteration", Kind.LIST);
            return type.elementType();
        }

        private Map<String, Type> with(String name, Type type, @Nullable String other, Type otherType) {
            Map<String, Type> inner = new LinkedHashMap<>(scope);
            inner.put(name, type);
            if (other != null) {
                inner.put(other, otherType);
            }
            return inner;
        }

        private void requireProjection(Position position, String what) {
            if (place != Place.PROJECTION) {
                throw QueryErrors.meaning(
                        position, "InvalidAggregation", what + " can only stand in RETURN, WITH and their ORDER BY.");
            }
        }

        private static void require(Type type, Position position, String what, Kind... kinds) {
            if (!type.canBe(kinds)) {
                throw type(position, what, type, "of " + join(kinds));
            }
        }

        /** What the language only forbids when it is met. */
        private static void requireNow(Type type, Position position, String what, Kind... kinds) {
            if (!type.canBe(kinds)) {
                throw QueryErrors.evaluation(
                        position,
                        "InvalidArgumentType",
                        what + " is " + "of " + join(kinds) + "; this is a " + type + ".");
            }
        }

        private static String join(Kind... kinds) {
            return String.join(
                    " or ", java.util.Arrays.stream(kinds).map(Kind::name).toList());
        }

        private static RuntimeException type(Position position, String what, Type found, String wanted) {
            return QueryErrors.meaning(
                    position, "InvalidArgumentType", what + " is " + wanted + "; this is a " + found + ".");
        }
    }

    /** The type of a Java value as a query sees it. */
    public static Type ofValue(@Nullable Object value) {
        return switch (value) {
            case null -> Type.NULL;
            case Boolean bool -> Type.BOOLEAN;
            case Long number -> Type.INTEGER;
            case Integer number -> Type.INTEGER;
            case Short number -> Type.INTEGER;
            case Byte number -> Type.INTEGER;
            case Double number -> number.isNaN() || number.isInfinite() ? Type.ANY : Type.FLOAT;
            case Float number -> number.isNaN() || number.isInfinite() ? Type.ANY : Type.FLOAT;
            case String text -> Type.STRING;
            case List<?> list -> Type.list(elementOf(list));
            case Map<?, ?> map -> Type.MAP;
            default -> Type.ANY;
        };
    }

    /** What all elements of a list are, beside null; of what is no scalar nothing is said. */
    private static Type elementOf(List<?> list) {
        Type element = Type.NULL;
        for (Object item : list) {
            element = element.join(ofValue(item));
            if (!element.isNumeric() && !element.is(Kind.NULL, Kind.STRING, Kind.BOOLEAN)) {
                return Type.ANY;
            }
        }
        return element.is(Kind.NULL) ? Type.ANY : element;
    }
}
