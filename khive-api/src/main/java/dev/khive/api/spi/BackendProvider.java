package dev.khive.api.spi;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.UnsupportedCapabilityException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a backend author registers as a service: it opens the addresses of its schemes. Needs a public constructor without
 * parameters.
 */
public interface BackendProvider {
    /** The schemes of the addresses that it opens, lower case, for example {@code sqlite}. */
    Set<String> schemes();

    /** The name of the backends that it opens, {@link Backend#name()}; its first scheme by name where it is not overridden. */
    default String name() {
        return schemes().stream().sorted().findFirst().orElse("");
    }

    /** The options that it knows besides those of khive, none where it is not overridden; any other key in a configuration is refused before {@link #open}. */
    default List<OptionKey> options() {
        return List.of();
    }

    /**
     * The version of the backend, which its certificate names; that of the jar that it comes from where it is not overridden,
     * and {@code unversioned} where that has none.
     */
    default String version() {
        String version = getClass().getPackage().getImplementationVersion();
        return version == null ? "unversioned" : version;
    }

    /** Opens the database, making or migrating it as the configuration allows. */
    Backend open(KhiveConfig config);

    /**
     * Puts a copy that {@link dev.khive.api.Operations#backup} made in place of the database of the configuration, which
     * must not exist or be in use.
     *
     * @throws dev.khive.api.error.AlreadyExistsException when there is a database already
     * @throws dev.khive.api.error.InvalidInputException when the file is no sound copy
     * @throws UnsupportedCapabilityException when it is not overridden
     */
    default void restore(KhiveConfig config, Path backup, Progress progress) {
        throw new UnsupportedCapabilityException(
                Capability.ONLINE_BACKUP, "The backend " + name() + " does not declare ONLINE_BACKUP.");
    }
}
