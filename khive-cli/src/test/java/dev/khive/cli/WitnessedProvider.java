package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.spi.BackendProvider;
import dev.khive.conformance.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Opens {@code witnessed:} addresses in memory; its test writes the certificate that it has. */
public final class WitnessedProvider implements BackendProvider {
    static final String NAME = "witnessed";
    static final String VERSION = "7.1";

    private final BackendProvider memory = new MemoryBackendProvider();

    /** For ServiceLoader. */
    public WitnessedProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of(NAME);
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<OptionKey> options() {
        return memory.options();
    }

    @Override
    public Backend open(KhiveConfig config) {
        return memory.open(config);
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        memory.restore(config, backup, progress);
    }
}
