package dev.khive.db.sql.search;

import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.SparseVector;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.search.SparseFields.FieldRow;
import dev.khive.db.sql.search.SparseRows.RecordVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sparse vectors in an inverted table, searched by summing the products over the postings of the query's terms. */
public final class SqlSparseStore implements SparseStore {
    private static final String STORE = "sparse";

    private final ScopeAccess access;
    private final SearchDialect dialect;

    /** The store of a handle. */
    public SqlSparseStore(ScopeAccess access, SearchDialect dialect) {
        this.access = access;
        this.dialect = dialect;
    }

    @Override
    public WriteAck put(SparseDraft draft) {
        return access.write(call("put"), unit -> {
            new Puts().put(unit, draft);
            return unit.ack();
        });
    }

    @Override
    public BatchResult putAll(List<SparseDraft> drafts, BatchMode mode) {
        return new Puts().putAll(access, call("putAll"), drafts, mode);
    }

    @Override
    public Optional<SparseVector> get(UUID subject, String field) {
        return access.read(call("get"), unit -> SparseReads.get(unit, subject, field));
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        return access.write(call("delete"), unit -> {
            boolean existed = SparseRows.delete(unit, subject, field);
            return new Deletion(existed ? 1 : 0, unit.ack());
        });
    }

    @Override
    public long count(String field, Filter filter) {
        return access.read(call("count"), unit -> SparseReads.count(unit, field, filter));
    }

    @Override
    public SearchResult search(SparseQuery query) {
        return access.read(
                call("search"), unit -> SparseReads.search(unit, query, access.bounds(), dialect.weightedTerms()));
    }

    @Override
    public Deletion sweepOrphans() {
        return access.write(call("sweepOrphans"), unit -> new Deletion(SparseRows.sweep(unit), unit.ack()));
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of(STORE, operation);
    }

    /** Checks drafts against their fields; a field that is not there is made with its first vector's model. */
    private final class Puts extends PutBatch<SparseDraft, RecordVector> {
        private final Map<String, FieldRow> fields = new HashMap<>();

        @Override
        UUID subject(SparseDraft draft) {
            return draft.subject();
        }

        @Override
        RecordVector checked(WriteUnit unit, SparseDraft draft, long nodeId) {
            SearchConditions.checkField(draft.field(), "sparse field", access.bounds());
            SearchConditions.checkName(draft.model(), "model identity");
            FieldRow row =
                    fields.computeIfAbsent(draft.field(), name -> SparseFields.findOrMake(unit, name, draft.model()));
            row.checkModel(draft.model());
            return new RecordVector(row.fieldId(), nodeId, draft.subject(), draft.vector());
        }

        @Override
        void write(WriteUnit unit, List<RecordVector> items) {
            SparseRows.write(unit, items);
        }
    }
}
