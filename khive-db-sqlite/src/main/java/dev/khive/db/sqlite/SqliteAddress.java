package dev.khive.db.sqlite;

import dev.khive.api.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where a database is. The URI that the driver is given is made of the path byte by byte, so that nothing in a path can be
 * taken for a parameter.
 */
sealed interface SqliteAddress {
    /** The address as the driver takes it, without its prefix and without parameters. */
    String uri();

    /** The parameters that this kind of address needs besides the open mode, beginning with {@code &}, or empty. */
    String parameters();

    /** A database in the memory of this process, shared by the connections that know its name. */
    record Memory(String name) implements SqliteAddress {
        @Override
        public String uri() {
            return "file:/" + name;
        }

        @Override
        public String parameters() {
            return "&vfs=memdb";
        }

        @Override
        public String toString() {
            return ":memory:";
        }
    }

    /** A database in a file. */
    record File(Path path) implements SqliteAddress {
        @Override
        public String uri() {
            String text = path.toString().replace('\\', '/');
            StringBuilder uri = new StringBuilder("file:");
            if (!text.startsWith("/")) {
                uri.append('/');
            }
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                char c = (char) (b & 0xff);
                boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (plain || "/-._~".indexOf(c) >= 0) {
                    uri.append(c);
                } else {
                    uri.append(String.format("%%%02X", (int) c));
                }
            }
            return uri.toString();
        }

        @Override
        public String parameters() {
            return "";
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Reads the part of an address after {@code sqlite:}.
     *
     * @throws InvalidInputException when it is empty, no path, or looks like something that it is not
     */
    static SqliteAddress parse(String location) {
        if (location.equals(":memory:")) {
            return new Memory("khive-" + UUID.randomUUID());
        }
        if (location.isBlank() || location.startsWith(":")) {
            throw new InvalidInputException("The address \"sqlite:" + location
                    + "\" names no file; write sqlite:kb.db, sqlite:/path/to/kb.db or sqlite::memory:.");
        }
        if (location.startsWith("file:")) {
            throw new InvalidInputException(
                    "The address \"sqlite:" + location
                            + "\" is a URI, and khive takes a path; write sqlite:kb.db, or sqlite:./file:… for a file of that name.");
        }
        if (location.startsWith("//") && !location.startsWith("///")) {
            throw new InvalidInputException(
                    "The address \"sqlite:" + location
                            + "\" names a host; write sqlite:kb.db for a file in the working directory, sqlite:/path for another.");
        }
        try {
            return new File(Path.of(location).toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            throw new InvalidInputException(
                    "The address names a path that this system cannot have: " + noPath.getReason() + ".", noPath);
        }
    }
}
