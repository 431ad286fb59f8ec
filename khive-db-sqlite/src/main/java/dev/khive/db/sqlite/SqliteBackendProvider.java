package dev.khive.db.sqlite;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.config.OptionKey;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.spi.BackendProvider;
import dev.khive.db.sql.SqlBackend;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchDialect;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.search.TextTokenizer;
import dev.khive.db.sql.search.VectorDialect;
import dev.khive.db.sql.stream.JdbcStreams;
import dev.khive.query.plan.Rewrite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Opens {@code sqlite:} addresses: {@code sqlite:kb.db} relative to the working directory, {@code sqlite:/path/to/kb.db}, and
 * {@code sqlite::memory:} for a database that lives and dies with the backend and never touches a disk.
 */
public final class SqliteBackendProvider implements BackendProvider {
    private static final Set<Capability> IN_MEMORY = Set.of(
            Capability.SQL_ACCESS,
            Capability.ENTITIES,
            Capability.NOTES,
            Capability.GRAPH,
            Capability.EVENTS,
            Capability.VECTORS,
            Capability.SPARSE,
            Capability.TEXT,
            Capability.HYBRID_SEARCH,
            Capability.QUERY_GQL,
            Capability.SAVEPOINTS,
            Capability.PROPERTY_INDEXES,
            Capability.ONLINE_BACKUP,
            Capability.INTEGRITY_CHECK);

    /** Makes a provider, as the service loader does. */
    public SqliteBackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("sqlite");
    }

    @Override
    public String version() {
        return Khive.version();
    }

    @Override
    public List<OptionKey> options() {
        return SqliteOptions.KEYS;
    }

    @Override
    public Backend open(KhiveConfig config) {
        Set<Rewrite> rewrites = Rewrite.allBut(config.text("query.rewrites-off", ""));
        SqliteConnections connections = connections(config);
        TextTokenizer tokenizer = TextTokenizer.of(config.text("text.tokenizer", "unicode"));
        String actor = config.text("actor", "");
        SqliteDatabase database = SqliteDatabase.open(connections);
        ScopedDatabase scopes = new ScopedDatabase(
                database, config.bounds(), connections.options().timeout(), actor.isEmpty() ? null : actor);
        SearchStores search = new SearchStores(searchDialect(), tokenizer);
        return new SqlBackend(
                "sqlite",
                capabilities(connections),
                scopes,
                search,
                new SqliteOperations(connections, database, checks(connections, scopes, search)),
                rewrites,
                new JdbcStreams(scopes));
    }

    private static SearchDialect searchDialect() {
        return new SearchDialect(
                new Fts5Index(),
                "(SELECT value ->> 0 AS term, value ->> 1 AS weight FROM json_each(?))",
                VectorDialect.SCAN);
    }

    private static Set<Capability> capabilities(SqliteConnections connections) {
        Set<Capability> declared = EnumSet.copyOf(IN_MEMORY);
        if (!connections.inMemory()) {
            declared.add(Capability.DURABLE);
            declared.add(Capability.MANY_WRITERS);
        }
        return declared;
    }

    private static List<IntegrityCheck> checks(
            SqliteConnections connections, ScopedDatabase scopes, SearchStores search) {
        List<IntegrityCheck> checks = new ArrayList<>(FileChecks.beforeText(connections));
        checks.add(new TextCheck(scopes, search));
        checks.addAll(FileChecks.afterText());
        checks.addAll(TableChecks.all());
        return checks;
    }

    private static SqliteConnections connections(KhiveConfig config) {
        SqliteAddress address = SqliteAddress.parse(config.location());
        return new SqliteConnections(address, SqliteOptions.of(config), new SqliteErrors(address.toString()));
    }

    /** The copy is checked whole before anything is written. */
    @Override
    public void restore(KhiveConfig config, Path backup, Progress progress) {
        SqliteConnections target = connections(config);
        if (!(target.address() instanceof SqliteAddress.File place)) {
            throw new InvalidInputException("A backup cannot be restored into memory; name a file.");
        }
        PlatformThreads.call(() -> {
            SqliteCopy.requireFree(place.path());
            new SqliteRestore(target.options(), backup).to(place.path(), progress);
            return true;
        });
    }
}
