package dev.khive.query.plan;

import dev.khive.api.query.QueryException;
import dev.khive.query.ast.Expression;
import dev.khive.query.parse.QueryErrors;
import org.jspecify.annotations.Nullable;

/**
 * How many rows SKIP or LIMIT says, which depends on no row. It is asked for before the query runs, whatever the rest of it is.
 *
 * @param word SKIP or LIMIT
 */
public record RowCount(String word, Expression expression) {
    /** Whether it is a parameter and nothing else. */
    public boolean isParameter() {
        return expression instanceof Expression.Parameter;
    }

    /**
     * Refuses a number of rows that there cannot be.
     *
     * @throws QueryException where it is negative or null
     */
    public void require(@Nullable Long rows) {
        if (rows == null) {
            throw QueryErrors.evaluation(expression.position(), "InvalidArgumentType", ofNull());
        }
        if (rows < 0) {
            throw QueryErrors.evaluation(expression.position(), "NegativeIntegerArgument", beforeNumber() + rows + ".");
        }
    }

    /** The sentence about a number that is null. */
    public String ofNull() {
        return word + " takes an integer; this is a NULL.";
    }

    /** The sentence about a negative number, up to the number. */
    public String beforeNumber() {
        return word + " takes a non-negative integer, was ";
    }
}
