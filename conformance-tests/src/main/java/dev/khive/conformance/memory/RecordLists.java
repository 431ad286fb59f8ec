package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.page.SortDirection;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.oracle.FilterSubject;
import dev.khive.conformance.oracle.ValueRules;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a kind that a handle reads. */
final class RecordLists<R extends StoredRecord> {
    /** Which records a list is about. */
    interface Which {
        boolean includes(ScopeRows rows, StoredRecord stored, java.time.Instant now);
    }

    /** What an item is sorted by: the order's field, then its id, then its namespace. */
    record Key(@Nullable Object value, UUID id, String namespace) {
        static Comparator<Key> comparator(Order order) {
            Comparator<Key> ascending = Comparator.<Key, Object>comparing(
                            key -> key, (a, b) -> ValueRules.SORTED.compare(((Key) a).value(), ((Key) b).value()))
                    .thenComparing(Key::id, ValueRules.BY_TEXT)
                    .thenComparing(Key::namespace);
            return order.direction() == SortDirection.ASCENDING ? ascending : ascending.reversed();
        }

        static Key of(FilterSubject subject, Order order, UUID id, String namespace) {
            return new Key(subject.values(order.field()).stream().findFirst().orElse(null), id, namespace);
        }
    }

    private record Listed(String name, Object scope, Filter filter, Order order) {}

    private final Access access;
    private final RecordKind<R, ?> kind;

    RecordLists(Access access, RecordKind<R, ?> kind) {
        this.access = access;
        this.kind = kind;
    }

    static boolean live(ScopeRows rows, StoredRecord stored, java.time.Instant now) {
        return rows.live(stored, now);
    }

    static boolean deleted(ScopeRows rows, StoredRecord stored, java.time.Instant now) {
        return stored.deletedAt() != null;
    }

    /** The live records with an id, in the order of the namespaces. */
    Stream<R> live(View view, UUID id) {
        return records(view, RecordLists::live).filter(record -> record.id().equals(id));
    }

    /** The records with an id, live or not. */
    Stream<R> all(View view, UUID id) {
        return records(view, (rows, stored, now) -> true)
                .filter(record -> record.id().equals(id));
    }

    private Stream<R> records(View view, Which which) {
        return MemoryRecords.cast(
                view.all((name, rows) -> kind.table(rows).values().stream()
                        .filter(row -> which.includes(rows, row.record(), view.now()))),
                kind.type());
    }

    private List<R> accepted(View view, Which which, Filter filter) {
        Predicate<FilterSubject> accepted = Filters.of(filter, kind.fields());
        return records(view, which)
                .filter(record -> accepted.test(FilterSubject.of(record)))
                .toList();
    }

    Page<R> page(String name, Which which, Filter filter, Order order, PageRequest request) {
        checkOrder(order, kind.fields());
        return access.read(view -> access.pages()
                .page(
                        new Listed(kind.subjectType() + " " + name, access.scope(), filter, order),
                        accepted(view, which, filter),
                        record -> Key.of(FilterSubject.of(record), order, record.id(), record.namespace()),
                        Key.comparator(order),
                        request,
                        access.bounds()));
    }

    long count(Filter filter) {
        return access.read(
                view -> (long) accepted(view, RecordLists::live, filter).size());
    }

    /** Refuses an order by a field that the records do not have, or that has several values. */
    static void checkOrder(Order order, java.util.Set<RecordField> fields) {
        Filters.checkField(order.field(), fields);
        if (order.field() == RecordField.LABEL) {
            throw new InvalidInputException("A node can have several labels, so LABEL is no order; use KIND.");
        }
    }
}
