package dev.khive.conformance.follower;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.spi.BackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens {@code follower:OWNERSHIP/DATABASE}: what holds the data of the source of that name. */
public final class FollowerProvider implements BackendProvider {
    private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();

    /** For ServiceLoader. */
    public FollowerProvider() {}

    /** The source of a database by its name: a backend in memory. */
    public static Backend source(String database) {
        return known(database).backend();
    }

    private static Source known(String database) {
        return SOURCES.computeIfAbsent(database, any -> Source.open());
    }

    /** The address of the databases of an ownership, without their names. */
    public static String address(Ownership ownership) {
        return "follower:" + ownership.name().toLowerCase(Locale.ROOT) + "/";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("follower");
    }

    @Override
    public List<OptionKey> options() {
        return List.of();
    }

    @Override
    public Backend open(KhiveConfig config) {
        String[] location = config.location().split("/", 2);
        return new Follower(Ownership.valueOf(location[0].toUpperCase(Locale.ROOT)), known(location[1]));
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        throw new UnsupportedCapabilityException(Capability.ONLINE_BACKUP, "A follower has no copies of its own.");
    }
}
