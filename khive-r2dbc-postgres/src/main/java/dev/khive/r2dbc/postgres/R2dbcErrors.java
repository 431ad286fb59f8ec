package dev.khive.r2dbc.postgres;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.postgres.stream.StreamServer;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Which of khive's errors an error of this driver is: by the server's SQLSTATE where there is one, and so the same as by JDBC. */
record R2dbcErrors(StreamServer server) {
    private static final String CONNECTION_FAILURE = "08006";

    KhiveException translate(Throwable failure, ErrorContext context) {
        Throwable error =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (error) {
            case KhiveException known -> known;
            case R2dbcTimeoutException late
            when late.getSqlState() == null ->
                new UnavailableException(
                        "None of the " + server.poolSize() + " connections that stream from the database " + server
                                + " was free within " + server.timeout() + ".",
                        context.withRetryable(true),
                        late);
            case R2dbcException spoken -> server.errors().translate(state(spoken), message(spoken), context, spoken);
            case SQLException spoken ->
                server.errors().translate(spoken.getSQLState(), String.valueOf(spoken.getMessage()), context, spoken);
            case IOException lost -> server.errors().translate(CONNECTION_FAILURE, lost.toString(), context, lost);
            default -> server.errors().translate(null, error.toString(), context, error);
        };
    }

    /** Whether the connection is lost, or the server says that it is about to be. */
    static boolean isConnectionLost(KhiveException error) {
        return error.sqlState()
                .filter(state -> state.startsWith("08") || state.startsWith("57P"))
                .isPresent();
    }

    /** The driver gives no SQLSTATE where the connection itself failed. */
    private static @Nullable String state(R2dbcException error) {
        return error.getSqlState() == null && !(error instanceof PostgresqlException)
                ? CONNECTION_FAILURE
                : error.getSqlState();
    }

    private static String message(R2dbcException error) {
        return error instanceof PostgresqlException server
                ? server.getErrorDetails().getMessage()
                : String.valueOf(error.getMessage());
    }
}
