package dev.khive.conformance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.oracle.FilterSubject;
import dev.khive.conformance.record.RecordKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A store whose records are listed in pages: those of the three kinds, and events. */
public interface Listed extends Filtered {

    /** Events of the application; properties are the payload. */
    Listed EVENTS = new Events();

    /** The records of a kind. */
    static <R extends StoredRecord, D> Listed of(RecordKind<R, D> kind) {
        return new Records<>(kind);
    }

    /** The own fields that filters and orders of this store know. */
    Set<RecordField> fields();

    /** A page of ids. */
    Page<UUID> list(Storage storage, Filter filter, Order order, PageRequest page);

    /** How many records a filter accepts. */
    long count(Storage storage, Filter filter);

    /** An order that every record of the store has. */
    default Order usualOrder() {
        return Order.BY_CREATION;
    }

    /** Whether records can be deleted. */
    boolean deletes();

    /** Deletes a record for good. */
    void delete(Storage storage, UUID id);

    @Override
    default Set<UUID> accepted(Storage storage, Filter filter) {
        Page<UUID> page = list(storage, filter, usualOrder(), PageRequest.first(1_000));
        assertThat(page.hasMore()).isFalse();
        assertThat(count(storage, filter))
                .as("count of %s", filter)
                .isEqualTo(page.items().size());
        return new HashSet<>(page.items());
    }

    /** The records of a kind. */
    record Records<R extends StoredRecord, D>(RecordKind<R, D> kind) implements Listed {
        @Override
        public Set<RecordField> fields() {
            return kind.fields();
        }

        @Override
        public void begin(Storage storage) {
            kind.prepare(storage);
        }

        @Override
        public Item put(Storage storage, Map<String, ?> properties) {
            UUID id = RecordIds.next();
            kind.store(storage).upsert(kind.draft(id, properties));
            return new Item(id, FilterSubject.of(kind.store(storage).get(id).orElseThrow()));
        }

        @Override
        public Page<UUID> list(Storage storage, Filter filter, Order order, PageRequest page) {
            return kind.store(storage).list(filter, order, page).map(StoredRecord::id);
        }

        @Override
        public long count(Storage storage, Filter filter) {
            return kind.store(storage).count(filter);
        }

        @Override
        public boolean deletes() {
            return true;
        }

        @Override
        public void delete(Storage storage, UUID id) {
            kind.store(storage).delete(id, DeleteMode.HARD);
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }

    /** Events of the application. */
    final class Events implements Listed {
        private Events() {}

        @Override
        public Set<RecordField> fields() {
            return Set.of(
                    RecordField.ID,
                    RecordField.SEQUENCE,
                    RecordField.VERB,
                    RecordField.SUBJECT_TYPE,
                    RecordField.SUBJECT,
                    RecordField.ACTOR,
                    RecordField.OCCURRED_AT);
        }

        @Override
        public Order usualOrder() {
            return Order.ascending(RecordField.SEQUENCE);
        }

        @Override
        public Item put(Storage storage, Map<String, ?> properties) {
            Event event = storage.events()
                    .append(new EventDraft("measured", "sample", RecordIds.next(), "kit", properties, null));
            return new Item(event.id(), FilterSubject.of(event));
        }

        @Override
        public Page<UUID> list(Storage storage, Filter filter, Order order, PageRequest page) {
            return storage.events().list(filter, order, page).map(Event::id);
        }

        @Override
        public long count(Storage storage, Filter filter) {
            return storage.events().count(filter);
        }

        @Override
        public boolean deletes() {
            return false;
        }

        @Override
        public void delete(Storage storage, UUID id) {
            throw new UnsupportedOperationException("Events are never deleted.");
        }

        @Override
        public String toString() {
            return "event";
        }
    }
}
