package dev.khive.db.postgres;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.IndexMaintenanceException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.SerializationException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.postgres.stream.ServerErrors;
import dev.khive.db.sql.session.ErrorTranslator;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of khive's errors an error of PostgreSQL is, by its SQLSTATE (appendix A of the manual). The names in the comments are
 * the manual's.
 *
 * @param address the database, for sentences
 */
record PostgresErrors(PostgresAddress address) implements ErrorTranslator, ServerErrors {
    /**
     * What only the statement of a caller can be the reason of: no_data, where one gives no rows, feature_not_supported,
     * active_sql_transaction, read_only_sql_transaction, and a value that a function of khive's does not take.
     */
    private static final Set<String> OF_CALLERS = Set.of("02000", "0A000", "25001", "25006", "KH001");

    /** Whether the connection is lost, or the server says that it is about to be. */
    static boolean isConnectionLost(KhiveException error) {
        return error.sqlState()
                .filter(state -> state.startsWith("08") || state.startsWith("57P"))
                .isPresent();
    }

    @Override
    public KhiveException translate(SQLException error, ErrorContext context) {
        return translate(error.getSQLState(), sentence(error), context, error);
    }

    @Override
    public KhiveException translate(@Nullable String sqlState, String message, ErrorContext context, Throwable error) {
        String state = sqlState == null ? "" : sqlState;
        ErrorContext known = context.withCodes(sqlState, null);
        if (context.isSql() && OF_CALLERS.contains(state)) {
            return new InvalidInputException("PostgreSQL refused the statement: " + ended(message), known, error);
        }
        return switch (state) {
            case "23505" -> // unique_violation
                new AlreadyExistsException("A row with the same key is there already.", known, error);
            case "23503" -> // foreign_key_violation
                new NotFoundException("A row that this one refers to is not there.", known, error);
            case "40001", "40P01" -> // serialization_failure, deadlock_detected
                new SerializationException(
                        "The transaction could not be ordered among others that ran at the same time.",
                        known.withRetryable(true),
                        error);
            case "57014" -> // query_canceled
                new OperationTimeoutException(
                        "The statement ran longer than it may and was ended.", known.withRetryable(true), error);
            case "55P03" -> // lock_not_available
                unavailable("A row or table of the database " + address + " stayed locked too long.", known, error);
            case "25P02",
                    "25P03",
                    "25006" -> // in_failed_sql_transaction, idle_in_transaction_session_timeout, read_only
                new TransactionException(transactionSentence(state), known, error);
            case PostgresRights.MISSING -> // insufficient_privilege, among them rows that the policies refuse
                context.isSql()
                        ? ofOperator(message, known, error)
                        : new InvalidInputException(
                                "The role may not do this in the database " + address
                                        + ", or the row belongs to another scope than the transaction's.",
                                known,
                                error);
            case "XX001", "XX002" -> // data_corrupted, index_corrupted
                new IndexMaintenanceException(
                        "A table or index of the database " + address + " is damaged.", known, error);
            default -> byClass(state, message, known, error);
        };
    }

    private KhiveException ofOperator(String message, ErrorContext known, Throwable error) {
        String role = PostgresOptions.OPERATOR_ROLE;
        return message.startsWith("permission denied to set role")
                ? new UnavailableException(
                        "SQL is for operators; the user " + address.user() + " was not granted the role " + role
                                + ": let somebody who may run: GRANT " + role + " TO "
                                + PostgresRights.quoted(address.user()),
                        known,
                        error)
                : new InvalidInputException(
                        "The role " + role + ", which SQL runs as, may not do this in the database " + address + ": "
                                + ended(message) + " The owner of the tables may, outside of khive.",
                        known,
                        error);
    }

    private static String transactionSentence(String state) {
        return switch (state) {
            case "25006" -> "This transaction only reads.";
            case "25P03" -> "The transaction was idle for too long and the server ended it.";
            default -> "A statement of this transaction failed, and nothing more can be done in it.";
        };
    }

    private KhiveException byClass(String state, String message, ErrorContext known, Throwable error) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08", "57" -> // connection_exception, operator_intervention
                unavailable("The connection to the database " + address + " was lost or refused.", known, error);
            case "53" -> // insufficient_resources
                unavailable(
                        "The server of the database " + address + " is out of connections, memory or disk.",
                        known,
                        error);
            case "28", "3D" -> // invalid_authorization_specification, invalid_catalog_name
                new UnavailableException(
                        "The database " + address + " does not let this user in, or is not there.", known, error);
            case "22", "23", "54" -> // data_exception, integrity_constraint_violation, program_limit_exceeded
                new InvalidInputException(
                        "A value does not fit its column or is too large: " + ended(message), known, error);
            case "42" -> // syntax_error_or_access_rule_violation
                new InvalidInputException("PostgreSQL refused the statement: " + ended(message), known, error);
            case "58" -> // system_error
                unavailable("The server of the database " + address + " could not read or write a file.", known, error);
            default -> new DriverException("PostgreSQL failed: " + ended(message), known, error);
        };
    }

    private static UnavailableException unavailable(String sentence, ErrorContext context, Throwable error) {
        return new UnavailableException(sentence, context.withRetryable(true), error);
    }

    /** The server's primary message, which names no value; the detail can hold one and stays in the cause. */
    private static String sentence(SQLException error) {
        return error instanceof org.postgresql.util.PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(error.getMessage());
    }

    private static String ended(String message) {
        return message + (message.endsWith(".") ? "" : ".");
    }
}
