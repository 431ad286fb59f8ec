package dev.khive.db.h2;

import dev.khive.api.Durability;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.scope.CountDialect;
import dev.khive.db.sql.scope.DegreeSample;
import dev.khive.db.sql.scope.ScopeWall;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.OneWriterDatabase;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.SqlProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.SQLDialect;

/**
 * Sessions on one file.
 *
 * @param file the file itself
 * @param url the driver's address of it
 */
record H2Connections(Path file, String url) {
    private static final int READERS = 8;
    private static final String SETTINGS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;IFEXISTS=";
    private static final SqlProfile PROFILE = new SqlProfile(
            SQLDialect.H2,
            new H2Values(),
            new H2Json(),
            new H2Errors(),
            CountDialect.MERGE,
            DegreeSample.NONE,
            "",
            ScopeWall.NONE,
            false,
            (session, sql, binds) -> session.query("EXPLAIN " + sql, binds, row -> row.text(1)),
            0);

    /**
     * The connections of an address.
     *
     * @param location a path, without the ending that H2 adds
     * @param create whether a database that is not there is made
     * @throws InvalidInputException when the location is empty or holds a semicolon, with which H2's own settings begin
     */
    static H2Connections of(String location, boolean create) {
        if (location.isEmpty() || location.contains(";")) {
            throw new InvalidInputException(
                    "An address of H2 is h2: and a path without a semicolon, for example h2:kb.");
        }
        Path path = Path.of(location).toAbsolutePath();
        Path file = Path.of(path + ".mv.db");
        if (!create && !Files.exists(file)) {
            throw unavailable("There is no database " + file + ", and the setting create is false.", null);
        }
        return new H2Connections(file, "jdbc:h2:file:" + path + SETTINGS + !create);
    }

    /**
     * The database, its tables made.
     *
     * @throws UnavailableException when it cannot be opened or is not khive's
     */
    Database open(Duration timeout) {
        Session writer = session();
        try {
            H2Schema.prepare(writer, file);
        } catch (RuntimeException failure) {
            writer.close();
            throw failure;
        }
        return new OneWriterDatabase(file.toString(), Durability.PROCESS, timeout, READERS, writer, this::session);
    }

    private Session session() {
        try {
            Session session = new Session(DriverManager.getConnection(url, "khive", ""), PROFILE);
            session.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            return session;
        } catch (SQLException error) {
            throw unavailable("The database " + file + " cannot be opened.", error);
        }
    }

    static UnavailableException unavailable(String sentence, @org.jspecify.annotations.Nullable SQLException cause) {
        return new UnavailableException(sentence, ErrorContext.NONE, cause);
    }
}
