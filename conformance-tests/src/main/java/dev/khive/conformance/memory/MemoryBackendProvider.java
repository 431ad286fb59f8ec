package dev.khive.conformance.memory;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.spi.BackendProvider;
import java.util.Set;

/** Opens {@code memory:} addresses: an empty database each time, gone when it is closed. */
public final class MemoryBackendProvider implements BackendProvider {
    /** Makes a provider, as the service loader does. */
    public MemoryBackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public String version() {
        return Khive.version();
    }

    @Override
    public Backend open(KhiveConfig config) {
        String actor = config.text("actor", "");
        return new MemoryBackend(new MemoryDatabase(config.bounds(), config.timeout(), actor.isEmpty() ? null : actor));
    }
}
