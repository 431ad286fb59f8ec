package dev.khive.db.sqlite;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Copies a database into a new file that is complete or not there: written under another name, forced to disk, then given its
 * name. The copy is one file without a log beside it.
 */
final class SqliteCopy {
    /** SQLite's name for the file system; a database in memory would write its copy into memory too. */
    private static final String DISK = File.separatorChar == '/' ? "unix" : "win32";

    private SqliteCopy() {}

    /**
     * Copies what a connection sees, as one snapshot.
     *
     * @throws AlreadyExistsException when the target is there
     * @throws UnavailableException when it cannot be written
     */
    static void copy(Connection source, Path target, SqliteErrors errors) {
        Path place = target.toAbsolutePath().normalize();
        requireFree(place);
        Path partial = place.resolveSibling(place.getFileName() + ".partial-" + UUID.randomUUID());
        try {
            try {
                vacuumInto(source, partial);
                force(partial, StandardOpenOption.WRITE);
                giveName(partial, place);
            } finally {
                Files.deleteIfExists(partial);
            }
            force(folder(place), StandardOpenOption.READ);
        } catch (SQLException error) {
            throw errors.translate(error, ErrorContext.of("operations", "backup"));
        } catch (FileAlreadyExistsException there) {
            throw exists(place, there);
        } catch (IOException failure) {
            throw new UnavailableException(
                    "The copy " + place + " cannot be written: " + failure.getMessage() + ".",
                    ErrorContext.NONE,
                    failure);
        }
    }

    /** Refuses a target that is there or has no folder. */
    static void requireFree(Path place) {
        if (Files.exists(place)) {
            throw exists(place, null);
        }
        if (!Files.isDirectory(folder(place))) {
            throw new UnavailableException(
                    "The folder of " + place + " is not there; make it first.", ErrorContext.NONE, null);
        }
    }

    private static AlreadyExistsException exists(Path place, @org.jspecify.annotations.Nullable Throwable cause) {
        return new AlreadyExistsException(
                "The file " + place + " is there already, and nothing was written.", ErrorContext.NONE, cause);
    }

    private static Path folder(Path place) {
        Path folder = place.getParent();
        return folder == null ? place : folder;
    }

    private static void vacuumInto(Connection source, Path partial) throws SQLException {
        try (PreparedStatement statement = source.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, new SqliteAddress.File(partial).uri() + "?vfs=" + DISK);
            statement.execute();
        }
    }

    /** A hard link fails where the name is taken, which a rename does not. */
    private static void giveName(Path partial, Path place) throws IOException {
        try {
            Files.createLink(place, partial);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(partial, place);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
