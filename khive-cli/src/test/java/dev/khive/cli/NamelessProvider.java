package dev.khive.cli;

import dev.khive.api.Backend;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.spi.BackendProvider;
import dev.khive.conformance.memory.MemoryBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Opens {@code nameless:} addresses: a right backend that breaks the rule of names. */
public final class NamelessProvider implements BackendProvider {
    private final BackendProvider right = new MemoryBackendProvider();

    /** For ServiceLoader. */
    public NamelessProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("nameless");
    }

    @Override
    public List<OptionKey> options() {
        return right.options();
    }

    @Override
    public Backend open(KhiveConfig config) {
        Backend backend = right.open(config);
        return (Backend) Proxy.newProxyInstance(
                NamelessProvider.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("name")) {
                        return "No Name";
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        right.restore(config, backup, progress);
    }
}
