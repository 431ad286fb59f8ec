package dev.khive.query;

import dev.khive.api.query.QueryException;
import dev.khive.query.analysis.EveryExpression;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.BinaryOperator;
import dev.khive.query.ast.Expression.CountStar;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Index;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Slice;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.SubqueryKind;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.UnaryOperator;
import dev.khive.query.ast.Position;
import dev.khive.query.parse.QueryParser;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where an error comes from that was met while a query ran. A statement does not say so; but where a single expression of the
 * text can raise such an error, it is that one.
 */
public final class FaultPlaces {
    private static final int MOST_NAMED = 3;

    private static final Set<BinaryOperator> DIVISIONS = Set.of(BinaryOperator.DIVIDE, BinaryOperator.MODULO);

    private static final Set<BinaryOperator> CALCULATIONS = Set.of(
            BinaryOperator.ADD,
            BinaryOperator.CONCATENATE,
            BinaryOperator.SUBTRACT,
            BinaryOperator.MULTIPLY,
            BinaryOperator.DIVIDE,
            BinaryOperator.MODULO,
            BinaryOperator.POWER);

    private static final Set<String> PARTS_OF_TEXT = Set.of("substring", "left", "right");

    private static final Set<String> WITH_RANGES = Set.of("range", "percentilecont", "percentiledisc", "round");

    /** Beginnings of the components of dates and durations that count small units. */
    private static final List<String> LONG_COUNTS = List.of("epoch", "nano", "micro", "milli", "second", "minute");

    private FaultPlaces() {}

    /**
     * The same error with its place where there is but one, or with the few places that there are.
     *
     * @param text of the query
     */
    public static QueryException in(String text, QueryException fault) {
        if (fault.reason() != QueryException.Reason.EVALUATION || fault.line().isPresent()) {
            return fault;
        }
        Predicate<Expression> raises = raising(fault.code());
        List<Position> places = EveryExpression.of(QueryParser.parse(text)).stream()
                .filter(raises)
                .map(Expression::position)
                .distinct()
                .toList();
        if (places.isEmpty() || places.size() > MOST_NAMED) {
            return fault;
        }
        boolean one = places.size() == 1;
        return new QueryException(
                fault.reason(),
                fault.code(),
                String.valueOf(fault.getMessage()) + (one ? "" : " (" + named(places) + ")"),
                one ? places.getFirst().line() : 0,
                one ? places.getFirst().column() : 0,
                fault.getCause());
    }

    private static String named(List<Position> places) {
        return places.stream()
                .map(place -> "line " + place.line() + ", column " + place.column())
                .collect(Collectors.joining(", or "));
    }

    /** Whatever can raise an error of the code; rather too much than too little. */
    private static Predicate<Expression> raising(String code) {
        return switch (code) {
            case "DivisionByZero" ->
                expression -> expression instanceof Binary binary && DIVISIONS.contains(binary.operator());
            case "IntegerOverflow" -> FaultPlaces::mayOverflow;
            case "NegativeIntegerArgument" -> expression -> isCall(expression, PARTS_OF_TEXT);
            case "NumberOutOfRange" -> expression -> isCall(expression, WITH_RANGES);
            default -> expression -> false;
        };
    }

    private static boolean isCall(Expression expression, Set<String> names) {
        return expression instanceof FunctionCall call && names.contains(call.name());
    }

    private static boolean mayOverflow(Expression expression) {
        return switch (expression) {
            case Binary binary -> CALCULATIONS.contains(binary.operator());
            case Unary unary -> unary.operator() == UnaryOperator.MINUS;
            case FunctionCall call -> true;
            case CountStar star -> true;
            case Index index -> true;
            case Slice slice -> true;
            case Subquery subquery -> subquery.kind() == SubqueryKind.COUNT;
            case Property property ->
                LONG_COUNTS.stream().anyMatch(property.key().toLowerCase(Locale.ROOT)::startsWith);
            default -> false;
        };
    }
}
