package dev.khive.db.sqlite;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.IndexMaintenanceException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.SerializationException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.ErrorTranslator;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Which of khive's errors an error of SQLite is, by its extended result code (sqlite.org/rescode.html). The names of the
 * branches are SQLite's.
 *
 * @param place the database, for sentences
 */
record SqliteErrors(String place) implements ErrorTranslator {
    private static final int PRIMARY = 0xff;

    /** What the driver writes before SQLite's own sentence, which is in brackets. */
    private static final String PREFIX = "[SQLITE_ERROR] SQL error or missing database (";

    /** The driver's own sentences about a statement that gives no rows, or some; its others without a code are of its state. */
    private static final Set<String> WRONG_CALLS = Set.of("Query does not return results", "Query returns results");

    /** SQLSTATE of program_limit_exceeded. */
    private static final String LIMIT_EXCEEDED = "54000";

    /** Parts of the sentences with which SQLite's parser refuses what is beyond a limit (sqlite.org/limits.html). */
    private static final List<String> LIMITS = List.of(
            "Expression tree is too large",
            "parser stack overflow",
            "too many arguments on function",
            "too many columns",
            "too many terms in",
            "too many FROM clause terms",
            "too many references",
            "too many SQL variables",
            "tables in a join",
            "nested too deep");

    /** The extended result code of an error, 0 where the driver itself raised it. */
    static int code(SQLException error) {
        return error instanceof SQLiteException sqlite && sqlite.getResultCode() != SQLiteErrorCode.UNKNOWN_ERROR
                ? sqlite.getResultCode().code
                : error.getErrorCode();
    }

    /** Whether another connection or process held the lock. */
    static boolean isBusy(SQLException error) {
        int primary = code(error) & PRIMARY;
        return primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    /** Whether it is the code of a statement that makes no sense at this moment, a ROLLBACK without a transaction for one. */
    static boolean isPlain(SQLException error) {
        return error instanceof SQLiteException && code(error) == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    @Override
    public KhiveException translate(SQLException error, ErrorContext context) {
        int code = code(error);
        ErrorContext known = context.withCodes(error.getSQLState(), code);
        String sentence = String.valueOf(error.getMessage());
        if (code == SQLiteErrorCode.SQLITE_OK.code && context.isSql() && WRONG_CALLS.contains(sentence)) {
            return refused(sentence, known, error);
        }
        KhiveException byExtendedCode = byExtendedCode(code, known, error);
        return byExtendedCode != null ? byExtendedCode : byPrimaryCode(code & PRIMARY, known, error);
    }

    private @Nullable KhiveException byExtendedCode(int code, ErrorContext context, SQLException error) {
        return switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_BUSY_SNAPSHOT ->
                new SerializationException(
                        "Another process changed the database " + place + " since this transaction began to read it.",
                        context.withRetryable(true),
                        error);
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                new AlreadyExistsException("A row with the same key is there already.", context, error);
            case SQLITE_CONSTRAINT_FOREIGNKEY ->
                new NotFoundException("A row that this one refers to is not there.", context, error);
            case SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_VTAB ->
                new IndexMaintenanceException(
                        "An index of the database " + place + " is damaged; a repair builds it anew.", context, error);
            case SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMMAP ->
                unavailable(
                        "The database " + place + " cannot keep its shared index; is the disk full?", context, error);
            default -> null;
        };
    }

    private KhiveException byPrimaryCode(int primary, ErrorContext context, SQLException error) {
        return switch (SQLiteErrorCode.getErrorCode(primary)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                unavailable(
                        "The database " + place + " is locked by another connection or process.",
                        context.withRetryable(true),
                        error);
            case SQLITE_SCHEMA ->
                unavailable(
                        "The schema of the database " + place + " changed at this moment.",
                        context.withRetryable(true),
                        error);
            case SQLITE_FULL ->
                unavailable(
                        "The disk of the database " + place + " is full; nothing of this transaction was kept.",
                        context.withRetryable(true),
                        error);
            case SQLITE_NOMEM ->
                unavailable("There was not enough memory for the database " + place + ".", context, error);
            case SQLITE_READONLY ->
                unavailable("The database " + place + " or its folder cannot be written.", context, error);
            case SQLITE_CANTOPEN -> unavailable("The database " + place + " cannot be opened.", context, error);
            case SQLITE_PERM, SQLITE_AUTH ->
                unavailable("Access to the database " + place + " is denied.", context, error);
            case SQLITE_NOTADB -> unavailable("The file " + place + " is no SQLite database.", context, error);
            case SQLITE_INTERRUPT ->
                new OperationTimeoutException(
                        "The statement ran longer than it may and was ended.", context.withRetryable(true), error);
            case SQLITE_TOOBIG ->
                new InvalidInputException(
                        "A value or statement is larger than SQLite takes.",
                        context.withCodes(LIMIT_EXCEEDED, context.vendorCode()),
                        error);
            case SQLITE_ERROR -> plain(context, error);
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE ->
                new InvalidInputException(
                        "A value does not fit its column: " + error.getMessage() + ".", context, error);
            case SQLITE_CORRUPT ->
                new DriverException(
                        "The database " + place + " is damaged; restore a backup, or let a check say what is wrong.",
                        context,
                        error);
            case SQLITE_IOERR ->
                new DriverException("Reading or writing the database " + place + " failed.", context, error);
            default -> new DriverException("SQLite failed: " + error.getMessage() + ".", context, error);
        };
    }

    /**
     * SQLite has one code for whatever it does not take; what is beyond its limits only its sentences tell apart. What else it does
     * not take is the caller's fault where the statement is the caller's own.
     */
    private static KhiveException plain(ErrorContext context, SQLException error) {
        String sentence = String.valueOf(error.getMessage());
        if (LIMITS.stream().anyMatch(sentence::contains)) {
            return new InvalidInputException(
                    "The statement is beyond a limit of SQLite: " + sentence + ".",
                    context.withCodes(LIMIT_EXCEEDED, context.vendorCode()),
                    error);
        }
        return context.isSql()
                ? refused(sentence, context, error)
                : new DriverException("SQLite failed: " + sentence + ".", context, error);
    }

    private static InvalidInputException refused(String message, ErrorContext context, SQLException error) {
        boolean prefixed = message.startsWith(PREFIX) && message.endsWith(")");
        String sentence = prefixed ? message.substring(PREFIX.length(), message.length() - 1) : message;
        return new InvalidInputException(
                "SQLite refused the statement: " + sentence + (sentence.endsWith(".") ? "" : "."), context, error);
    }

    private static UnavailableException unavailable(String sentence, ErrorContext context, SQLException error) {
        return new UnavailableException(sentence, context, error);
    }
}
