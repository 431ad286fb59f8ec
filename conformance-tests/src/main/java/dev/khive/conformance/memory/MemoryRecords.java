package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.WriteAck;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.KhiveException;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the stores of entities, notes and edges have in common; {@link dev.khive.api.store.RecordStore} says what it promises. */
abstract class MemoryRecords<R extends StoredRecord, D> {
    /** What must be there for a write to go on. */
    interface Rule {
        /**
         * Throws where it must not.
         *
         * @param before what is stored under the id, of whatever kind, or null
         */
        void check(@Nullable StoredRecord before, boolean live);
    }

    private final Access access;
    private final RecordKind<R, D> kind;
    private final RecordLists<R> lists;

    MemoryRecords(Access access, RecordKind<R, D> kind) {
        this.access = access;
        this.kind = kind;
        this.lists = new RecordLists<>(access, kind);
    }

    final Access access() {
        return access;
    }

    final R prepared(D draft) {
        return kind.prepared(draft, access.bounds());
    }

    /** Refuses a record that cannot be stored beside the others. */
    void checkPlace(Write write, R record) {}

    /** Takes away, before records go for good, what cannot be without them. */
    void erasing(Write write, List<Row> rows) {}

    public final WriteAck upsert(D draft) {
        R record = prepared(draft);
        return access.write(write -> put(write, record, upsertRule(record)));
    }

    public final WriteAck insert(D draft) {
        R record = prepared(draft);
        return access.write(write -> put(write, record, (before, live) -> {
            if (before != null) {
                throw new AlreadyExistsException("There is a record with the id " + record.id() + " already.");
            }
        }));
    }

    public final Insertion insertIfAbsent(D draft) {
        R record = prepared(draft);
        return access.write(write -> {
            Row there = kind.table(write.rows()).get(record.id());
            if (there != null) {
                return new Insertion(false, there.record().revision(), write.ack());
            }
            WriteAck ack = put(write, record, upsertRule(record));
            return new Insertion(true, ack.version(), ack);
        });
    }

    public final WriteAck replace(D draft, long expectedRevision) {
        R record = prepared(draft);
        return access.write(write -> put(write, record, (before, live) -> {
            if (before == null || !kind.type().isInstance(before) || !live) {
                throw new NotFoundException("There is no live " + kind.subjectType() + " " + record.id() + ".");
            }
            if (before.revision() != expectedRevision) {
                throw new ConflictException("The " + kind.subjectType() + " " + record.id() + " has the revision "
                        + before.revision() + ", not " + expectedRevision + ".");
            }
        }));
    }

    final Rule upsertRule(R record) {
        return (before, live) -> {
            if (before != null && !kind.type().isInstance(before)) {
                throw new ConflictException("The id " + record.id() + " belongs to a node of another kind.");
            }
        };
    }

    private void check(Write write, R record, Rule rule) {
        Row before = kind.table(write.rows()).get(record.id());
        rule.check(
                before == null ? null : before.record(),
                before != null && write.rows().live(before.record(), write.now()));
        checkPlace(write, record);
    }

    /** Writes a record. */
    final WriteAck put(Write write, R record, Rule rule) {
        check(write, record, rule);
        Row before = kind.table(write.rows()).get(record.id());
        long revision = write.record(before == null ? "inserted" : "updated", kind.subjectType(), record.id());
        RecordKind.Stamp stamp = new RecordKind.Stamp(
                write.scope().namespace(),
                revision,
                before == null ? write.now() : before.record().createdAt(),
                write.now(),
                null);
        kind.table(write.rows())
                .put(
                        record.id(),
                        new Row(
                                before == null ? write.number().getAsLong() : before.number(),
                                kind.stamped(record, stamp)));
        return write.ack();
    }

    public final BatchResult upsertAll(List<D> drafts, BatchMode mode) {
        Bounds.require(
                "The number of records in the batch",
                drafts.size(),
                access.bounds().batch());
        return access.write(write -> {
            Map<UUID, R> wanted = new LinkedHashMap<>();
            Batch batch = new Batch(mode);
            for (D draft : drafts) {
                batch.item(kind.id(draft), () -> {
                    R record = prepared(draft);
                    check(write, record, upsertRule(record));
                    R earlier = wanted.get(record.id());
                    if (earlier != null) {
                        checkSamePlace(earlier, record);
                    }
                    wanted.put(record.id(), record);
                });
            }
            wanted.values().forEach(record -> put(write, record, upsertRule(record)));
            return batch.result(write.ack());
        });
    }

    /** Refuses a record that is elsewhere than an earlier one of the same id. */
    void checkSamePlace(StoredRecord earlier, R record) {}

    public final Optional<R> get(UUID id) {
        return access.read(view -> lists.live(view, id).findFirst());
    }

    public final Optional<R> getIncludingDeleted(UUID id) {
        return access.read(view -> lists.all(view, id).findFirst());
    }

    public final Map<UUID, R> getAll(Collection<UUID> ids) {
        Bounds.require("The number of ids", ids.size(), access.bounds().batch());
        return access.read(view -> {
            Map<UUID, R> found = new LinkedHashMap<>();
            ids.forEach(id -> lists.live(view, id).findFirst().ifPresent(record -> found.put(id, record)));
            return found;
        });
    }

    public final Deletion delete(UUID id, DeleteMode mode) {
        return deleteAll(List.of(id), mode);
    }

    public final Deletion deleteAll(Collection<UUID> ids, DeleteMode mode) {
        Bounds.require("The number of ids", ids.size(), access.bounds().batch());
        return access.write(write -> delete(
                write,
                ids.stream()
                        .distinct()
                        .map(kind.table(write.rows())::get)
                        .filter(Objects::nonNull)
                        .filter(row -> kind.type().isInstance(row.record()))
                        .toList(),
                mode));
    }

    /** Deletes rows, those aside that a soft delete has hidden before. */
    final Deletion delete(Write write, List<Row> rows, DeleteMode mode) {
        List<Row> wanted = rows.stream()
                .filter(row -> mode == DeleteMode.HARD || row.record().deletedAt() == null)
                .toList();
        if (mode == DeleteMode.HARD) {
            erasing(write, wanted);
        }
        for (Row row : wanted) {
            UUID id = row.record().id();
            switch (mode) {
                case SOFT -> {
                    long revision = write.record("deleted", kind.subjectType(), id);
                    kind.table(write.rows()).put(id, restamped(row, revision, write.now()));
                }
                case HARD -> {
                    write.record("erased", kind.subjectType(), id);
                    kind.table(write.rows()).remove(id);
                }
            }
        }
        return new Deletion(wanted.size(), write.ack());
    }

    private Row restamped(Row row, long revision, java.time.@Nullable Instant deletedAt) {
        StoredRecord record = row.record();
        RecordKind.Stamp stamp =
                new RecordKind.Stamp(record.namespace(), revision, record.createdAt(), record.updatedAt(), deletedAt);
        return new Row(row.number(), kind.stamped(kind.type().cast(record), stamp));
    }

    public final WriteAck restore(UUID id) {
        return access.write(write -> {
            Row row = kind.table(write.rows()).get(id);
            if (row == null
                    || !kind.type().isInstance(row.record())
                    || row.record().deletedAt() == null) {
                throw new NotFoundException("There is no softly deleted " + kind.subjectType() + " " + id + ".");
            }
            checkPlace(write, kind.type().cast(row.record()));
            kind.table(write.rows()).put(id, restamped(row, write.record("restored", kind.subjectType(), id), null));
            return write.ack();
        });
    }

    public final Page<R> list(Filter filter, Order order, PageRequest page) {
        return lists.page("live", RecordLists::live, filter, order, page);
    }

    public final Page<R> listDeleted(Filter filter, Order order, PageRequest page) {
        return lists.page("deleted", RecordLists::deleted, filter, order, page);
    }

    public final long count(Filter filter) {
        return lists.count(filter);
    }

    /** Collects what becomes of the items of a batch. */
    static final class Batch {
        private final BatchMode mode;
        private final List<BatchResult.Failure> failures = new ArrayList<>();
        private int attempted;

        Batch(BatchMode mode) {
            this.mode = mode;
        }

        /** Does the work of one item; its error ends an atomic batch, and is noted in any other. */
        void item(UUID id, Runnable work) {
            int index = attempted++;
            try {
                work.run();
            } catch (KhiveException error) {
                if (mode == BatchMode.ATOMIC) {
                    throw Errors.with(error, error.getMessage() + " (item " + index + " of the batch, counted from 0)");
                }
                failures.add(new BatchResult.Failure(
                        index, id.toString(), error.category(), error.retryable(), String.valueOf(error.getMessage())));
            }
        }

        BatchResult result(WriteAck ack) {
            return new BatchResult(attempted, attempted - failures.size(), failures, ack);
        }
    }

    static <T> Stream<T> cast(Stream<Row> rows, Class<T> type) {
        return rows.map(Row::record).filter(type::isInstance).map(type::cast);
    }
}
