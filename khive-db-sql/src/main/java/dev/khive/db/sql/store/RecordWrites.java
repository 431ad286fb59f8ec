package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.error.KhiveException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.BatchResult.Failure;
import dev.khive.db.sql.scope.CallErrors;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.store.RecordTable.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes drafts, one or a batch, by the same steps: each is checked and encoded before the lock is taken; then what is stored
 * under their ids is read in one statement, each is checked against it, and all that pass are written in batches. So one bad item of a
 * best-effort batch costs nothing but its entry in the report.
 *
 * @param <D> the draft
 * @param <P> the draft, checked and encoded
 */
final class RecordWrites<D, P extends PreparedRow> {
    /** A prepared draft and its place in the batch. */
    private record Item<P>(int index, P row) {}

    private final RecordTable<D, P> table;

    RecordWrites(RecordTable<D, P> table) {
        this.table = table;
    }

    /** A batch that was checked as far as that needs no database. */
    final class Batch {
        private final int size;
        private final BatchMode mode;
        private final List<Item<P>> items = new ArrayList<>();
        private final List<Failure> early = new ArrayList<>();
        private Runnable refusal = () -> {};

        private Batch(int size, BatchMode mode) {
            this.size = size;
            this.mode = mode;
        }

        private void fail(List<Failure> failures, int index, UUID id, KhiveException error) {
            if (mode == BatchMode.ATOMIC) {
                throw CallErrors.reworded(
                        error, error.getMessage() + " (item " + index + " of the batch, counted from 0)");
            }
            failures.add(new Failure(
                    index, id.toString(), error.category(), error.retryable(), String.valueOf(error.getMessage())));
        }

        /** Writes the batch; a try that is repeated begins anew. */
        BatchResult write(WriteUnit unit, WriteRule rule) {
            List<Failure> failures = new ArrayList<>(early);
            new Planner(unit, items.stream().map(Item::row).toList())
                    .plan(
                            items,
                            rule,
                            (item, error) ->
                                    fail(failures, item.index(), item.row().id(), error));
            refusal.run();
            failures.sort(Comparator.comparingInt(Failure::index));
            return new BatchResult(size, size - failures.size(), failures, unit.ack());
        }
    }

    /** Checks and encodes a batch. */
    Batch prepare(List<D> drafts, BatchMode mode, Bounds bounds) {
        Bounds.require("The number of records in the batch", drafts.size(), bounds.batch());
        Batch batch = new Batch(drafts.size(), mode);
        for (int i = 0; i < drafts.size(); i++) {
            D draft = drafts.get(i);
            try {
                batch.items.add(new Item<>(i, table.prepare(draft, bounds)));
            } catch (KhiveException error) {
                if (mode == BatchMode.ATOMIC && i > 0) {
                    // An item before this one may be refused for what is stored, and the first error is the one to
                    // throw.
                    int index = i;
                    batch.refusal = () -> batch.fail(batch.early, index, table.id(draft), error);
                    break;
                }
                batch.fail(batch.early, i, table.id(draft), error);
            }
        }
        return batch;
    }

    /** Writes one row that was prepared. */
    void write(WriteUnit unit, P row, WriteRule rule) {
        new Planner(unit, List.of(row)).plan(List.of(new Item<>(0, row)), rule, (item, error) -> {
            throw error;
        });
    }

    @FunctionalInterface
    private interface Refusals<P> {
        void refused(Item<P> item, KhiveException error);
    }

    /** Decides what each item becomes, and writes what passed. */
    private final class Planner {
        private final WriteUnit unit;
        private final Map<UUID, StoredRow> stored;
        private final RecordTable.Writing<P> writing;

        Planner(WriteUnit unit, List<P> rows) {
            this.unit = unit;
            this.stored = rows.isEmpty()
                    ? Map.of()
                    : table.stored(unit, rows.stream().map(PreparedRow::id).toList());
            this.writing = table.begin(unit, rows);
        }

        void plan(List<Item<P>> items, WriteRule rule, Refusals<P> refusals) {
            Map<UUID, Change<P>> planned = new LinkedHashMap<>();
            for (Item<P> item : items) {
                try {
                    planned.put(
                            item.row().id(),
                            change(item.row(), rule, planned.get(item.row().id())));
                } catch (KhiveException error) {
                    refusals.refused(item, error);
                }
            }
            List<Change<P>> changes = List.copyOf(planned.values());
            if (!changes.isEmpty()) {
                writing.write(changes);
            }
        }

        private Change<P> change(P row, WriteRule rule, @Nullable Change<P> earlier) {
            StoredRow before = stored.get(row.id());
            rule.check(table.subjectType(), row.id(), before, before == null || table.owns(before), unit.now());
            writing.check(row, before, earlier == null ? null : earlier.row());
            return new Change<>(row, before);
        }
    }
}
