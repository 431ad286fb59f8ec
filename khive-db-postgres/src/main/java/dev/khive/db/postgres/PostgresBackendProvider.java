package dev.khive.db.postgres;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.spi.BackendProvider;
import dev.khive.db.postgres.stream.PostgresStreaming;
import dev.khive.db.sql.SqlBackend;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.search.TextTokenizer;
import dev.khive.db.sql.stream.StreamRunner;
import dev.khive.query.plan.Rewrite;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens {@code postgres://user:password@host:port/database?schema=khive} addresses. */
public final class PostgresBackendProvider implements BackendProvider {
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.SQL_ACCESS,
            Capability.ENTITIES,
            Capability.NOTES,
            Capability.GRAPH,
            Capability.QUERY_GQL,
            Capability.EVENTS,
            Capability.VECTORS,
            Capability.SPARSE,
            Capability.TEXT,
            Capability.HYBRID_SEARCH,
            Capability.SAVEPOINTS,
            Capability.MANY_WRITERS,
            Capability.PROPERTY_INDEXES,
            Capability.INTEGRITY_CHECK,
            Capability.DURABLE);

    /** Makes a provider, as the service loader does. */
    public PostgresBackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("postgres", "postgresql");
    }

    @Override
    public String version() {
        return Khive.version();
    }

    @Override
    public List<OptionKey> options() {
        return PostgresOptions.KEYS;
    }

    @Override
    public Backend open(KhiveConfig config) {
        Set<Rewrite> rewrites = Rewrite.allBut(config.text("query.rewrites-off", ""));
        PostgresAddress address = PostgresAddress.parse(config.location());
        PostgresOptions options = PostgresOptions.of(config);
        PostgresConnections connections = new PostgresConnections(address, options, new PostgresErrors(address));
        TextTokenizer tokenizer = TextTokenizer.of(config.text("text.tokenizer", "unicode"));
        String actor = config.text("actor", "");
        PostgresDatabase database = PostgresDatabase.open(connections);
        ScopedDatabase scopes =
                new ScopedDatabase(database, config.bounds(), options.timeout(), actor.isEmpty() ? null : actor);
        return new SqlBackend(
                "postgres",
                capabilities(options),
                scopes,
                new SearchStores(PostgresSearch.dialect(options.vectors()), tokenizer),
                new PostgresOperations(connections, database),
                rewrites,
                streams(connections));
    }

    /** Streams need a driver of their own, which a module of its own brings. */
    private static @Nullable StreamRunner streams(PostgresConnections connections) {
        return ServiceLoader.load(PostgresStreaming.class)
                .findFirst()
                .map(streaming -> streaming.open(connections.streamServer()))
                .orElse(null);
    }

    private static Set<Capability> capabilities(PostgresOptions options) {
        Set<Capability> declared = EnumSet.copyOf(CAPABILITIES);
        if (options.vectors().method() != VectorIndexing.Method.EXACT) {
            declared.add(Capability.VECTOR_INDEX);
        }
        return declared;
    }

    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        throw PostgresOperations.noCopies();
    }
}
