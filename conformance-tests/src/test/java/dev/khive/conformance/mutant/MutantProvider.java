package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.spi.BackendProvider;
import dev.khive.conformance.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Opens {@code mutant:NAME/DATABASE}: the oracle with one fault. */
public final class MutantProvider implements BackendProvider {
    private final BackendProvider right = new MemoryBackendProvider();

    /** For ServiceLoader. */
    public MutantProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("mutant");
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public List<OptionKey> options() {
        return right.options();
    }

    @Override
    public Backend open(KhiveConfig config) {
        String location = config.location();
        Mutant mutant = Mutants.named(location.substring(0, location.indexOf('/')));
        return (Backend) Objects.requireNonNull(FaultyProxy.wrap(mutant, right.open(config)));
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        right.restore(config, backup, progress);
    }
}
