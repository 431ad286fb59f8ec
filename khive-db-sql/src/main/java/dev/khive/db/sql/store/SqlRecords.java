package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Insertion;
import dev.khive.api.store.StoredRecord;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the stores of entities, notes and edges have in common: all of {@link dev.khive.api.store.RecordStore}, whose Javadoc
 * says what each method promises.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 * @param <P> the record as written, checked and encoded
 */
abstract class SqlRecords<R extends StoredRecord, D, P extends PreparedRow> {
    private final String store;
    private final ScopeAccess access;
    private final RecordTable<D, P> table;
    private final RecordLists<R> lists;
    private final RecordWrites<D, P> writes;

    SqlRecords(String store, ScopeAccess access, RecordTable<D, P> table, RowShape<R> shape) {
        this.store = store;
        this.access = access;
        this.table = table;
        this.lists = new RecordLists<>(shape);
        this.writes = new RecordWrites<>(table);
    }

    final ScopeAccess access() {
        return access;
    }

    final RecordWrites<D, P> writes() {
        return writes;
    }

    /** The context of a call of this store. */
    final ErrorContext call(String operation) {
        return ErrorContext.of(store, operation);
    }

    /** Prepares a draft, so that its errors name the call. */
    final P prepare(ErrorContext call, D draft) {
        return access.check(call, () -> table.prepare(draft, access.bounds()));
    }

    public final WriteAck upsert(D draft) {
        return write("upsert", draft, WriteRule.UPSERT);
    }

    public final WriteAck insert(D draft) {
        return write("insert", draft, WriteRule.INSERT);
    }

    public final WriteAck replace(D draft, long expectedRevision) {
        return write("replace", draft, WriteRule.replace(expectedRevision));
    }

    private WriteAck write(String operation, D draft, WriteRule rule) {
        ErrorContext call = call(operation);
        P row = prepare(call, draft);
        return access.write(call, unit -> {
            writes.write(unit, row, rule);
            return unit.ack();
        });
    }

    public final BatchResult upsertAll(List<D> drafts, BatchMode mode) {
        ErrorContext call = call("upsertAll");
        RecordWrites<D, P>.Batch batch = access.check(call, () -> writes.prepare(drafts, mode, access.bounds()));
        return access.write(call, unit -> batch.write(unit, WriteRule.UPSERT));
    }

    public final Insertion insertIfAbsent(D draft) {
        ErrorContext call = call("insertIfAbsent");
        P row = prepare(call, draft);
        return access.write(call, unit -> {
            StoredRow there = table.stored(unit, List.of(row.id())).get(row.id());
            if (there == null) {
                writes.write(unit, row, WriteRule.INSERT);
                return new Insertion(true, unit.ack().version(), unit.ack());
            }
            return new Insertion(false, there.revision(), unit.ack());
        });
    }

    public final Optional<R> get(UUID id) {
        return access.read(call("get"), unit -> first(unit, id, Liveness.LIVE));
    }

    public final Optional<R> getIncludingDeleted(UUID id) {
        return access.read(call("getIncludingDeleted"), unit -> first(unit, id, Liveness.ANY));
    }

    /** The record in the first of the handle's namespaces that has it. */
    private Optional<R> first(ReadUnit unit, UUID id, Liveness liveness) {
        return Optional.ofNullable(inOrder(unit, List.of(id), liveness).get(id));
    }

    public final Map<UUID, R> getAll(Collection<UUID> ids) {
        return access.read(call("getAll"), unit -> {
            Bounds.require("The number of ids", ids.size(), access.bounds().batch());
            return inOrder(unit, ids, Liveness.LIVE);
        });
    }

    private Map<UUID, R> inOrder(ReadUnit unit, Collection<UUID> ids, Liveness liveness) {
        List<String> namespaces = access.scope().namespaces();
        Map<UUID, R> found = new HashMap<>();
        lists.byId(unit, ids, liveness)
                .forEach(record -> found.merge(
                        record.id(),
                        record,
                        (a, b) -> namespaces.indexOf(a.namespace()) <= namespaces.indexOf(b.namespace()) ? a : b));
        return found;
    }

    public final Deletion delete(UUID id, DeleteMode mode) {
        return access.write(call("delete"), unit -> delete(unit, List.of(id), mode));
    }

    public final Deletion deleteAll(Collection<UUID> ids, DeleteMode mode) {
        return access.write(call("deleteAll"), unit -> {
            Bounds.require("The number of ids", ids.size(), access.bounds().batch());
            return delete(unit, ids, mode);
        });
    }

    private Deletion delete(WriteUnit unit, Collection<UUID> ids, DeleteMode mode) {
        Map<UUID, StoredRow> stored = ids.isEmpty() ? Map.of() : table.stored(unit, Set.copyOf(ids));
        return delete(
                unit,
                ids.stream()
                        .distinct()
                        .map(stored::get)
                        .filter(row -> row != null && table.owns(row))
                        .toList(),
                mode);
    }

    /** Deletes rows, those aside that a soft delete has hidden before. */
    final Deletion delete(WriteUnit unit, List<StoredRow> rows, DeleteMode mode) {
        List<StoredRow> wanted = mode == DeleteMode.HARD
                ? rows
                : rows.stream().filter(row -> row.deletedAt() == null).toList();
        if (!wanted.isEmpty()) {
            switch (mode) {
                case SOFT -> table.hide(unit, wanted);
                case HARD -> table.erase(unit, wanted);
            }
        }
        return new Deletion(wanted.size(), unit.ack());
    }

    public final WriteAck restore(UUID id) {
        return access.write(call("restore"), unit -> {
            StoredRow row = table.stored(unit, List.of(id)).get(id);
            if (row == null || !table.owns(row) || row.deletedAt() == null) {
                throw new NotFoundException(
                        "There is no softly deleted " + table.subjectType() + " with the id " + id + ".");
            }
            table.restore(unit, row);
            return unit.ack();
        });
    }

    public final Page<R> list(Filter filter, Order order, PageRequest page) {
        return access.read(call("list"), unit -> lists.page(unit, filter, order, page, Liveness.LIVE, access.bounds()));
    }

    public final Page<R> listDeleted(Filter filter, Order order, PageRequest page) {
        return access.read(
                call("listDeleted"), unit -> lists.page(unit, filter, order, page, Liveness.DELETED, access.bounds()));
    }

    public final long count(Filter filter) {
        return access.read(call("count"), unit -> lists.count(unit, filter, Liveness.LIVE));
    }

    /** The record as it is stored now, in the write that made it so. */
    final R stored(WriteUnit unit, UUID id) {
        return first(unit.reading(), id, Liveness.ANY).orElseThrow();
    }
}
