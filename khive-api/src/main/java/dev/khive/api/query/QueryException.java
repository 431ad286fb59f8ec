package dev.khive.api.query;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A query that cannot be answered as it is written; the message holds the reason and, where known, the place. */
public final class QueryException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    /** Why a query was not answered. */
    public enum Reason {
        /** The text does not follow the grammar. */
        SYNTAX,
        /** The text follows the grammar and means nothing: an undefined variable, a conflict of types. */
        MEANING,
        /** The text is right and this dialect does not answer it; never a silent approximation. */
        REJECTED,
        /** A parameter is missing or has a value that cannot stand where it is used. */
        PARAMETER,
        /** A value met while the query ran: overflow, division by zero, an operand of the wrong type. */
        EVALUATION
    }

    private final Reason reason;
    private final String code;
    private final int line;
    private final int column;

    /**
     * An error with its place.
     *
     * @param code a word that names the error, for example {@code UndefinedVariable}, or the rejected feature
     * @param line the line of the text from 1, or 0 where the place is not known
     * @param column the column from 1, counted in characters, or 0 where the place is not known
     */
    public QueryException(Reason reason, String code, String message, int line, int column, @Nullable Throwable cause) {
        super(
                line > 0 ? message + " (line " + line + ", column " + column + ")" : message,
                ErrorContext.of("query", "query"),
                cause);
        this.reason = reason;
        this.code = code;
        this.line = line;
        this.column = column;
    }

    /** The kind of error. */
    public Reason reason() {
        return reason;
    }

    /** A word that names the error, for example {@code UndefinedVariable}, or the rejected feature. */
    public String code() {
        return code;
    }

    /** The line from 1, empty where the place is not known. */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** The column from 1, empty where the place is not known. */
    public OptionalInt column() {
        return line > 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }
}
