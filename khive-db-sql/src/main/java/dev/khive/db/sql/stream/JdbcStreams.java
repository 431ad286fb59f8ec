package dev.khive.db.sql.stream;

import dev.khive.api.ReadScope;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopedDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Streams over the cursors of a JDBC driver, each batch read in a virtual thread of its own. */
public final class JdbcStreams implements StreamRunner {
    private final ScopedDatabase database;

    /** The streams of a database. */
    public JdbcStreams(ScopedDatabase database) {
        this.database = database;
    }

    @Override
    public <T> BatchSource<T> rows(StreamRead<T> read) {
        return new JdbcRows<>(read, () -> lease(read));
    }

    private ScopeAccess.ReadLease lease(StreamRead<?> read) {
        ReadScope scope = read.scope();
        return scope == null
                ? database.leasePastScopes(read.call())
                : database.access(scope, false, read.leastVersion()).lease(read.call());
    }

    @Override
    public long commits() {
        return database.watch().commits();
    }

    @Override
    public CompletionStage<Void> commitAfter(long seen) {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        Thread.ofVirtual().name("khive-follower").start(() -> {
            try {
                database.awaitCommit(seen);
                heard.complete(null);
            } catch (InterruptedException interrupted) {
                heard.completeExceptionally(interrupted);
            }
        });
        return heard;
    }

    /** The database closes its connections. */
    @Override
    public void close() {}
}
