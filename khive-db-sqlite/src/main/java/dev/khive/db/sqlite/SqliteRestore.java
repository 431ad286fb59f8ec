package dev.khive.db.sqlite;

import dev.khive.api.Progress;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts a backup in the place of a database. */
record SqliteRestore(SqliteOptions options, Path backup) {
    /**
     * Checks the backup and copies it.
     *
     * @throws InvalidInputException when it is no sound copy that this khive can read
     */
    void to(Path place, Progress progress) {
        if (!Files.isRegularFile(backup)) {
            throw wrong("is not there", null);
        }
        SqliteAddress address = new SqliteAddress.File(backup.toAbsolutePath().normalize());
        SqliteErrors errors = new SqliteErrors(address.toString());
        SqliteConnections source = new SqliteConnections(address, options, errors);
        try (Connection connection = opened(source)) {
            progress.report("checking", 0, 2);
            requireSound(connection, source);
            progress.report("copying", 1, 2);
            SqliteCopy.copy(connection, place, new SqliteErrors(place.toString()));
            progress.report("copied", 2, 2);
        } catch (SQLException error) {
            throw wrong("cannot be read", errors.translate(error, ErrorContext.NONE));
        }
    }

    private Connection opened(SqliteConnections source) {
        try {
            return source.onlyReading();
        } catch (KhiveException unreadable) {
            throw wrong("is damaged or no database", unreadable);
        }
    }

    private void requireSound(Connection connection, SqliteConnections source) {
        try {
            OptionalInt version = new SqliteSchema(source).version(connection);
            if (version.isEmpty() || version.getAsInt() > SqliteSchema.CURRENT) {
                throw wrong(
                        version.isEmpty()
                                ? "is empty"
                                : "has a schema of version " + version.getAsInt() + ", and this khive knows version "
                                        + SqliteSchema.CURRENT,
                        null);
            }
            requireIntact(connection);
        } catch (SQLException error) {
            throw wrong("is damaged or no database", error);
        } catch (InvalidInputException known) {
            throw known;
        } catch (KhiveException unusable) {
            throw wrong("is no backup of khive's", unusable);
        }
    }

    private void requireIntact(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String finding = result.next() ? result.getString(1) : "nothing";
            if (!finding.equals("ok")) {
                throw wrong("is damaged (" + finding + ")", null);
            }
        }
    }

    private InvalidInputException wrong(String what, @Nullable Throwable cause) {
        return new InvalidInputException("The backup " + backup + " " + what + "; nothing was restored.", cause);
    }
}
