package dev.khive.query.parse;

import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryException.Reason;
import dev.khive.query.ast.Position;

/** Makes the errors of the compiler, each with its place. */
public final class QueryErrors {
    private QueryErrors() {}

    /** The text does not follow the grammar. */
    public static QueryException syntax(Position position, String code, String message) {
        return error(Reason.SYNTAX, position, code, message);
    }

    /** The text follows the grammar and means nothing. */
    public static QueryException meaning(Position position, String code, String message) {
        return error(Reason.MEANING, position, code, message);
    }

    /** The text is right and is not answered. */
    public static QueryException rejected(Position position, String feature, String advice) {
        return error(Reason.REJECTED, position, feature, feature + " is not supported" + advice);
    }

    /** An operand whose type can never be right. */
    public static QueryException evaluation(Position position, String code, String message) {
        return error(Reason.EVALUATION, position, code, message);
    }

    /** A parameter is missing or has the wrong type. */
    public static QueryException parameter(Position position, String code, String message) {
        return error(Reason.PARAMETER, position, code, message);
    }

    private static QueryException error(Reason reason, Position position, String code, String message) {
        return new QueryException(reason, code, message, position.line(), position.column(), null);
    }
}
