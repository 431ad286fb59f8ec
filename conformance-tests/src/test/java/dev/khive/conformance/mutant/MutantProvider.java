package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.spi.BackendProvider;
import dev.khive.conformance.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Opens {@code mutant:NAME/DATABASE}: a right backend with one fault, or with none and its calls noted. */
public final class MutantProvider implements BackendProvider {
    private final BackendProvider memory = new MemoryBackendProvider();

    /** For ServiceLoader. */
    public MutantProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("mutant");
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public List<OptionKey> options() {
        return memory.options();
    }

    @Override
    public Backend open(KhiveConfig config) {
        String[] location = config.location().split("/", 2);
        Mutant mutant =
                location[0].equals(TouchedCalls.NOTING.name()) ? TouchedCalls.NOTING : Mutants.named(location[0]);
        Backend right = mutant.right().equals(Mutant.ORACLE)
                ? memory.open(config)
                : Khive.open(KhiveConfig.of(mutant.right() + location[1]));
        return (Backend) Objects.requireNonNull(FaultyProxy.wrap(mutant, right));
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        memory.restore(config, backup, progress);
    }
}
