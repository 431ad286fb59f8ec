package dev.khive.db.sql.session;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import java.sql.SQLException;

/** Decides by SQLSTATE and vendor code, never by text, which of khive's errors a driver's error is. */
@FunctionalInterface
public interface ErrorTranslator {
    /** The error to throw, with its context completed by the codes and the driver's error as its cause. */
    KhiveException translate(SQLException error, ErrorContext context);
}
