package dev.khive.db.h2;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.spi.BackendProvider;
import dev.khive.db.sql.SqlBackend;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.session.Database;
import java.util.Set;

/** Opens {@code h2:} addresses: {@code h2:kb} relative to the working directory, {@code h2:/path/to/kb}; H2 adds {@code .mv.db}. */
public final class H2BackendProvider implements BackendProvider {
    private static final Set<Capability> DECLARED = Set.of(
            Capability.ENTITIES,
            Capability.NOTES,
            Capability.GRAPH,
            Capability.EVENTS,
            Capability.SAVEPOINTS,
            Capability.DURABLE);

    /** Makes a provider, as the service loader does. */
    public H2BackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("h2");
    }

    @Override
    public String version() {
        return Khive.version();
    }

    @Override
    public Backend open(KhiveConfig config) {
        H2Connections connections = H2Connections.of(config.location(), config.flag("create", true));
        Database database = connections.open(config.timeout());
        String actor = config.text("actor", "");
        ScopedDatabase scopes =
                new ScopedDatabase(database, config.bounds(), config.timeout(), actor.isEmpty() ? null : actor);
        return new SqlBackend(
                "h2", DECLARED, scopes, null, new H2Operations(database, connections.file()), Set.of(), null);
    }
}
