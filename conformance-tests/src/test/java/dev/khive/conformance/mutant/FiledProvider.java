package dev.khive.conformance.mutant;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.spi.BackendProvider;
import dev.khive.conformance.memory.FiledDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens {@code filed:NAME}: the oracle with its rows in files below target, which several processes may have open. */
public final class FiledProvider implements BackendProvider {
    private static final Path FOLDER = Path.of("target", "filed");
    private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();

    /** For ServiceLoader. */
    public FiledProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("filed");
    }

    @Override
    public List<OptionKey> options() {
        return List.of();
    }

    @Override
    public Backend open(KhiveConfig config) {
        try {
            Path folder = FOLDER.resolve(config.location());
            FiledDatabase database = FiledDatabase.at(folder, config);
            if (MADE.add(folder)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            }
            Mutant filed = new Mutant("filed", "", List.of(), call -> answer(database, call));
            return (Backend) Objects.requireNonNull(FaultyProxy.wrap(filed, database.backend()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException gone) {
            System.err.println("The folder " + folder + " stays: " + gone.getMessage());
        }
    }

    private static @Nullable Object answer(FiledDatabase database, Call call) throws Throwable {
        return switch (call.name()) {
            case "Backend.name" -> "filed";
            case "Backend.capabilities" -> {
                Set<Capability> declared = EnumSet.copyOf(call.<Set<Capability>>proceed());
                declared.add(Capability.DURABLE);
                declared.add(Capability.MANY_WRITERS);
                yield Set.copyOf(declared);
            }
            case "Backend.close" -> call.proceed();
            default -> database.alone(call::proceed);
        };
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        throw new UnsupportedCapabilityException(Capability.ONLINE_BACKUP, "A file of rows has no copies.");
    }
}
