package dev.khive.db.h2;

import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The tables, made in an empty database. */
final class H2Schema {
    static final long CURRENT = 1;

    /** Nobody has written to it: it was never opened. */
    private static final long UNFINISHED = 0;

    private H2Schema() {}

    /**
     * Makes the tables where there are none, and makes them anew where a process was killed while it made them.
     *
     * @throws UnavailableException when the database is not khive's or newer than this code
     */
    static synchronized void prepare(Session session, Path file) {
        long tables = session.number("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'");
        if (tables == 0) {
            session.execute(script());
            return;
        }
        long version = session.number(
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'khive_schema'");
        if (version == 0) {
            throw H2Connections.unavailable(
                    "The file " + file + " is an H2 database of another application; khive does not touch it.", null);
        }
        List<Long> found = session.query("SELECT version FROM khive_schema", List.of(), row -> row.integer(1));
        if (found.isEmpty() || found.equals(List.of(UNFINISHED))) {
            session.execute("DROP ALL OBJECTS");
            session.execute(script());
        } else if (!found.equals(List.of(CURRENT))) {
            throw H2Connections.unavailable(
                    "The schema of the database " + file + " has version " + found + ", and this khive knows version "
                            + CURRENT + ".",
                    null);
        }
    }

    private static String script() {
        try (InputStream stream =
                Objects.requireNonNull(H2Schema.class.getResourceAsStream("schema.sql"), "is in the jar")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
