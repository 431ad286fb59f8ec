package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;
import static dev.khive.query.sql.Sql.text;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.RowCount;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What SKIP and LIMIT say. A parameter is looked at before the statement runs; what is computed is looked at by the limit of the
 * whole statement, which the database reads first, so that neither an empty graph nor another limit hides an error in it.
 */
final class RowCounts {
    private final ExpressionCompiler expressions;
    private final Values values;

    RowCounts(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    /** How many rows, an error where there cannot be so many. */
    @Nullable
    Field<Object> of(@Nullable Expression expression, String word, Frame frame) {
        if (expression == null) {
            return null;
        }
        return expression instanceof Expression.Literal
                ? values.integer(expressions.compile(expression, frame)).sql()
                : checked(new RowCount(word, expression), frame);
    }

    /** Asks for all that is computed before the first row of the whole statement. */
    void check(List<RowCount> counts, Frame whole) {
        List<Field<Object>> checks = new ArrayList<>();
        for (RowCount count : counts) {
            if (!count.isParameter()) {
                checks.add(sql("({0} >= 0)", checked(count, new Frame())));
            }
        }
        if (!checks.isEmpty()) {
            Field<Object> everyRow = values.carriers.typed(values.carriers.everyRow(), Type.INTEGER);
            whole.limit(limit -> sql("case when {0} then {1} end", Sql.and(checks), limit), everyRow);
        }
    }

    private Field<Object> checked(RowCount count, Frame frame) {
        SqlValue value = values.integer(expressions.compile(count.expression(), frame));
        Position place = count.expression().position();
        String at = "@" + place.line() + ":" + place.column() + "{";
        Field<Object> ofNull = text("InvalidArgumentType" + at + count.ofNull() + "}");
        Field<Object> before = text("NegativeIntegerArgument" + at + count.beforeNumber());
        return values.let(
                List.of(value),
                v -> sql(
                        "case when {0} >= 0 then {0} when {0} < 0 then {1} else {2} end",
                        v.getFirst().sql(),
                        values.carriers.fault(
                                sql("{0} || {1} || '.}'", before, v.getFirst().sql()), Type.INTEGER),
                        values.carriers.fault(ofNull, Type.INTEGER)));
    }
}
