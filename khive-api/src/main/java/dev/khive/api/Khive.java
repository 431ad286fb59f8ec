package dev.khive.api;

import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Where everything begins: finds the backend for an address and opens it. */
public final class Khive {
    private Khive() {}

    /**
     * Opens a backend by its address, for example {@code sqlite:kb.db}; environment variables can add to it, an address in
     * them cannot replace this one.
     *
     * @throws InvalidInputException when no backend on the class path knows the address
     * @throws dev.khive.api.error.UnavailableException when the database cannot be reached or opened
     */
    public static Backend open(String url) {
        return open(KhiveConfig.builder().environment(System.getenv()).url(url).build());
    }

    /** Opens a backend as a TOML file says, with environment variables on top. */
    public static Backend open(Path file) {
        return open(
                KhiveConfig.builder().file(file).environment(System.getenv()).build());
    }

    /** The version of khive, for example {@code 0.1.0}: that of the contract and of the backends in the same release. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream resource =
                Objects.requireNonNull(Khive.class.getResourceAsStream("khive.properties"), "is in the jar")) {
            properties.load(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version", "");
    }

    /**
     * Opens a backend as a configuration says.
     *
     * @throws InvalidInputException when no backend on the class path knows the address
     * @throws dev.khive.api.error.UnavailableException when the database cannot be reached or opened, or {@code
     *     require-certified} is true and the backend's certificate is missing, for another version, or of a failed run, or {@code
     *     production} is true and its ownership is {@link Ownership#BEST_EFFORT}
     * @throws dev.khive.api.error.UnsupportedCapabilityException when {@code require-capabilities} names one that the certificate
     *     does not prove or the backend does not declare
     */
    public static Backend open(KhiveConfig config) {
        BackendProvider provider = provider(config);
        List<OptionKey> everyOption =
                providers().stream().flatMap(any -> any.options().stream()).toList();
        KhiveConfig checked = config.checked(provider.options(), everyOption);
        OpeningDemand demand = OpeningDemand.of(provider, checked);
        demand.beforeOpening();
        return demand.afterOpening(provider.open(checked));
    }

    /**
     * The backend provider for a configuration's address.
     *
     * @throws InvalidInputException when there is none, with those that are there in the sentence
     */
    public static BackendProvider provider(KhiveConfig config) {
        List<BackendProvider> providers = providers();
        List<BackendProvider> fitting = providers.stream()
                .filter(p -> p.schemes().contains(config.scheme()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String known = providers.stream()
                .flatMap(p -> p.schemes().stream())
                .sorted()
                .map(scheme -> scheme + ":")
                .collect(Collectors.joining(", "));
        throw new InvalidInputException(
                fitting.isEmpty()
                        ? "No backend on the class path opens \"" + config.scheme() + ":\" addresses; there "
                                + (known.isEmpty() ? "is none at all. Add khive-db-sqlite." : "are: " + known + ".")
                        : "Several backends on the class path open \"" + config.scheme() + ":\" addresses; keep one.");
    }

    private static List<BackendProvider> providers() {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
