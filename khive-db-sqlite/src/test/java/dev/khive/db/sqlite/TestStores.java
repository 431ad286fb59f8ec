package dev.khive.db.sqlite;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;
import dev.khive.db.sql.graph.SqlGraphWalks;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.search.TextTokenizer;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.store.SqlEntityStore;
import dev.khive.db.sql.store.SqlGraphStore;
import dev.khive.db.sql.store.SqlNoteStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Stores over a database of their own, below the backend, so that statements and plans can be looked at too. */
final class TestStores implements AutoCloseable {
    private final Database database;
    private final ScopedDatabase scoped;
    private final SearchStores search;

    TestStores(Database database, TextTokenizer tokenizer) {
        this.database = database;
        this.scoped = new ScopedDatabase(database, Bounds.DEFAULT, Duration.ofSeconds(30), null);
        this.search = new SearchStores(SqliteSearch.DIALECT, tokenizer);
    }

    static TestStores inMemory() {
        return open("sqlite::memory:", TextTokenizer.UNICODE);
    }

    static TestStores open(String url, TextTokenizer tokenizer) {
        return new TestStores(TestDatabases.open(url), tokenizer);
    }

    Handle in(String tenant, String namespace) {
        return new Handle(scoped.access(ReadScope.of(tenant, namespace), true, 0));
    }

    Handle in() {
        return in("local", "default");
    }

    Handle reading(String tenant, String... namespaces) {
        return new Handle(scoped.access(ReadScope.of(tenant, namespaces), false, 0));
    }

    /** Statements past every store. */
    <T> T sql(Function<Session, T> work) {
        return database.read(work);
    }

    @Override
    public void close() {
        database.close();
    }

    /** The stores of a scope. */
    final class Handle {
        private final ScopeAccess access;

        private Handle(ScopeAccess access) {
            this.access = access;
        }

        EntityStore entities() {
            return new SqlEntityStore(access, List.of(search.listener()));
        }

        NoteStore notes() {
            return new SqlNoteStore(access, List.of(search.listener()));
        }

        GraphStore graph() {
            return new SqlGraphStore(access, new SqlGraphWalks(access));
        }

        VectorStore vectors() {
            return search.vectors(access);
        }

        SparseStore sparse() {
            return search.sparse(access);
        }

        TextSearch text() {
            return search.text(access);
        }

        HybridSearch hybrid() {
            return search.hybrid(access);
        }
    }
}
