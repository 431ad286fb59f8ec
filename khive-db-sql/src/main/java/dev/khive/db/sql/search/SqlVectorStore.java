package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import dev.khive.api.store.VectorStore;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.search.VectorFields.FieldRow;
import dev.khive.db.sql.search.VectorRows.RecordVectors;
import dev.khive.vector.VectorRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dense vectors in the table {@code vector}, searched exactly. */
public final class SqlVectorStore implements VectorStore {
    private static final String STORE = "vectors";

    private final ScopeAccess access;
    private final VectorDialect dialect;

    /** The store of a handle. */
    public SqlVectorStore(ScopeAccess access, VectorDialect dialect) {
        this.access = access;
        this.dialect = dialect;
    }

    @Override
    public WriteAck define(VectorField field) {
        return access.write(call("define"), unit -> {
            SearchConditions.checkField(field.name(), "vector field", access.bounds());
            SearchConditions.checkName(field.model(), "model identity");
            Bounds.require(
                    "The dimension of a vector field",
                    field.dimension(),
                    access.bounds().vectorDimension());
            VectorFields.define(unit, field, dialect);
            return unit.ack();
        });
    }

    @Override
    public List<VectorFieldInfo> fields() {
        return access.read(call("fields"), VectorFields::all);
    }

    @Override
    public WriteAck put(VectorDraft draft) {
        return access.write(call("put"), unit -> {
            new Puts().put(unit, draft);
            return unit.ack();
        });
    }

    @Override
    public BatchResult putAll(List<VectorDraft> drafts, BatchMode mode) {
        return new Puts().putAll(access, call("putAll"), drafts, mode);
    }

    @Override
    public Optional<VectorRecord> get(UUID subject, String field) {
        return access.read(call("get"), unit -> VectorReads.get(unit, subject, field));
    }

    @Override
    public Deletion delete(UUID subject, String field) {
        return access.write(call("delete"), unit -> {
            Map<Long, UUID> found = VectorReads.subject(unit.reading(), subject, field);
            return deleted(unit, field, found);
        });
    }

    @Override
    public Deletion deleteWhere(String field, Filter filter) {
        return access.write(call("deleteWhere"), unit -> {
            VectorFields.require(unit.reading(), field);
            return deleted(unit, field, VectorReads.subjects(unit.reading(), field, filter));
        });
    }

    private static Deletion deleted(WriteUnit unit, String field, Map<Long, UUID> subjects) {
        if (!subjects.isEmpty()) {
            FieldRow row = VectorFields.require(unit.reading(), field).getFirst();
            VectorRows.delete(unit, row.fieldId(), subjects);
        }
        return new Deletion(subjects.size(), unit.ack());
    }

    @Override
    public Page<VectorRecord> listWhere(String field, Filter filter, PageRequest page) {
        Bounds.require("The limit of a page", page.limit(), access.bounds().results());
        return access.read(call("listWhere"), unit -> VectorReads.page(unit, field, filter, page));
    }

    @Override
    public long count(String field, Filter filter) {
        return access.read(call("count"), unit -> VectorReads.count(unit, field, filter));
    }

    @Override
    public SearchResult search(VectorQuery query) {
        return access.read(call("search"), unit -> VectorSearch.run(unit, query, access.bounds(), dialect));
    }

    @Override
    public List<SearchResult> searchAll(List<VectorQuery> queries) {
        return access.read(call("searchAll"), unit -> {
            Bounds.require(
                    "The number of searches in one call",
                    queries.size(),
                    access.bounds().batch());
            return queries.stream()
                    .map(query -> VectorSearch.run(unit, query, access.bounds(), dialect))
                    .toList();
        });
    }

    @Override
    public void rebuild(String field) {
        access.write(call("rebuild"), unit -> {
            FieldRow row = VectorFields.require(unit.reading(), field).getFirst();
            dialect.rebuild(unit, row.fieldId(), row.field());
            return unit.ack();
        });
    }

    @Override
    public Deletion sweepOrphans() {
        return access.write(call("sweepOrphans"), unit -> {
            long records = unit.session().number("""
                            SELECT count(DISTINCT v.node_id)
                            FROM vector v
                            WHERE v.scope_id = ? AND NOT EXISTS (SELECT 1 FROM node n WHERE n.node_id = v.node_id)""", unit.scopeId());
            unit.session().update("""
                            DELETE FROM vector
                            WHERE scope_id = ? AND NOT EXISTS (SELECT 1 FROM node n WHERE n.node_id = vector.node_id)""", unit.scopeId());
            return new Deletion(records, unit.ack());
        });
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of(STORE, operation);
    }

    /** Checks drafts against their fields; a field is looked up once. */
    private static final class Puts extends PutBatch<VectorDraft, RecordVectors> {
        private final Map<String, FieldRow> fields = new java.util.HashMap<>();

        @Override
        UUID subject(VectorDraft draft) {
            return draft.subject();
        }

        @Override
        RecordVectors checked(WriteUnit unit, VectorDraft draft, long nodeId) {
            FieldRow row = fields.computeIfAbsent(
                    draft.field(),
                    name -> VectorFields.require(unit.reading(), name).getFirst());
            row.checkModel(draft.model());
            if (draft.vectors().isEmpty()) {
                throw new InvalidInputException("A record needs one or more vectors to be written (record "
                        + draft.subject() + ", field \"" + draft.field() + "\").");
            }
            for (int i = 0; i < draft.vectors().size(); i++) {
                VectorRules.check(
                        draft.vectors().get(i),
                        row.field().dimension(),
                        row.field().metric(),
                        "vector " + i + " of record " + draft.subject() + ", field \"" + draft.field() + "\"");
            }
            return new RecordVectors(row.fieldId(), nodeId, draft.subject(), draft.vectors());
        }

        @Override
        void write(WriteUnit unit, List<RecordVectors> items) {
            VectorRows.write(unit, items);
        }
    }
}
