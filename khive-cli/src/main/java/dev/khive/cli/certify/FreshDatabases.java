package dev.khive.cli.certify;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Empty databases beside each other, made from one address: where it has {@code {database}}, the name stands there; {@code
 * sqlite:} and {@code h2:} alone take files in a folder of their own, {@code memory:} takes names, and an address of PostgreSQL takes schemas. What
 * was made in a folder or a schema is gone after closing; what {@code {database}} made stays. Thread-safe.
 */
public final class FreshDatabases implements AutoCloseable {
    private static final String PLACEHOLDER = "{database}";
    private static final Set<String> IN_FILES = Set.of("sqlite", "h2");

    private final String address;
    private final String scheme;
    private final String run;
    private final Map<String, String> schemas = new LinkedHashMap<>();
    private @Nullable Path folder;

    /**
     * Databases of an address.
     *
     * @param run letters and digits that no other run has
     * @throws InvalidInputException when the address has no scheme, or does not say where databases can be made
     */
    public FreshDatabases(String address, String run) {
        this.address = address;
        this.scheme = KhiveConfig.of(address).scheme();
        this.run = run;
        if (!address.contains(PLACEHOLDER) && !isServer() && !(hasFolder() || scheme.equals("memory"))) {
            throw new InvalidInputException("The kit opens many empty databases: write " + PLACEHOLDER
                    + " where their names differ, for example " + scheme + ":kit/" + PLACEHOLDER + ".db"
                    + (IN_FILES.contains(scheme)
                            ? ", or " + scheme + ": alone for files in a temporary folder."
                            : "."));
        }
    }

    private boolean hasFolder() {
        return IN_FILES.contains(scheme) && address.equals(scheme + ":");
    }

    private boolean isServer() {
        return (scheme.equals("postgres") || scheme.equals("postgresql")) && !address.contains("schema=");
    }

    /** The address of the database of a name: the same for the same name. */
    public synchronized String url(String name) {
        String unique = "kit-" + run + "-" + name;
        if (address.contains(PLACEHOLDER)) {
            return address.replace(PLACEHOLDER, unique);
        }
        if (hasFolder()) {
            return address + folder().resolve(name + ".db");
        }
        if (isServer()) {
            String schema = unique.replace('-', '_');
            return schemas.computeIfAbsent(
                    schema, any -> address + (address.contains("?") ? "&" : "?") + "schema=" + any);
        }
        return address + unique;
    }

    private Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("khive-certify-");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return folder;
    }

    /**
     * Takes the folder and the schemas away.
     *
     * @throws KhiveException when a schema cannot be dropped; it and those after it stay
     */
    @Override
    public synchronized void close() {
        Deque<String> left = new ArrayDeque<>(schemas.keySet());
        while (!left.isEmpty()) {
            drop(left.pop());
        }
        schemas.clear();
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    /** From inside the schema itself, which needs no other place to log in to, as whoever logged in and so made it. */
    private void drop(String schema) {
        String url = schemas.getOrDefault(schema, "");
        try (Backend backend = Khive.open(url)) {
            backend.sql().update("DO $$ BEGIN SET LOCAL ROLE NONE; DROP SCHEMA \"" + schema + "\" CASCADE; END $$");
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
