package dev.khive.db.sql.search;

import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.store.NodeListener;

/** Everything that searches a database; one for each open database. Thread-safe. */
public final class SearchStores {
    private final SearchDialect dialect;
    private final TextIndex index;
    private final TextReads reads;

    /**
     * The search of a database.
     *
     * @param tokenizer how the texts of scopes without an index will be cut
     */
    public SearchStores(SearchDialect dialect, TextTokenizer tokenizer) {
        this.dialect = dialect;
        this.index = new TextIndex(dialect.text(), tokenizer);
        this.reads = new TextReads(dialect.text(), index);
    }

    /** The dense vectors of a handle. */
    public VectorStore vectors(ScopeAccess access) {
        return new SqlVectorStore(access, dialect.vectors());
    }

    /** The sparse vectors of a handle. */
    public SparseStore sparse(ScopeAccess access) {
        return new SqlSparseStore(access, dialect);
    }

    /** The texts of a handle. */
    public TextSearch text(ScopeAccess access) {
        return new SqlTextSearch(access, index, reads);
    }

    /** The fused search of a handle. */
    public HybridSearch hybrid(ScopeAccess access) {
        return new SqlHybridSearch(access, dialect, reads);
    }

    /** What follows the writes of nodes. */
    public NodeListener listener() {
        return new NodeFollower(index);
    }
}
