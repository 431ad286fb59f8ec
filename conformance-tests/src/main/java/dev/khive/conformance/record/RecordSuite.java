package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Suite;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the suites of the three record stores have in common.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
public abstract class RecordSuite<R extends StoredRecord, D> extends Suite {

    /** The kind of record that this suite is about. */
    protected final RecordKind<R, D> kind;

    /** A suite for a kind of record. */
    protected RecordSuite(Databases databases, RecordKind<R, D> kind) {
        super(databases);
        this.kind = kind;
    }

    @BeforeEach
    final void prepareTheScope() {
        kind.prepare(storage());
    }

    /** The store of this test's scope. */
    protected final RecordStore<R, D> store() {
        return store(storage());
    }

    /** The store of a scope. */
    protected final RecordStore<R, D> store(Storage storage) {
        return kind.store(storage);
    }

    /** Writes a record with one property {@code value}, null for none, and returns it as stored. */
    protected final R stored(@Nullable Object value) {
        return stored(RecordIds.next(), value);
    }

    /** Writes a record with an id and one property {@code value}, and returns it as stored. */
    protected final R stored(UUID id, @Nullable Object value) {
        store().upsert(draft(id, value));
        return read(id);
    }

    /** A draft with an id and one property {@code value}, null for none. */
    protected final D draft(UUID id, @Nullable Object value) {
        return kind.draft(id, value == null ? Map.of() : Map.of("value", value));
    }

    /** A draft that every store must refuse: no value of its type can be stored. */
    protected final D unstorable(UUID id) {
        return kind.draft(id, Map.of("bad", BigDecimal.ONE));
    }

    /** The live record with an id, which must be there. */
    protected final R read(UUID id) {
        return store().get(id).orElseThrow(() -> new AssertionError("The record " + id + " is not there."));
    }

    /** The property {@code value} of the live record with an id, null when it has none. */
    protected final @Nullable Object valueOf(UUID id) {
        return read(id).properties().get("value");
    }

    /** Requires that a record is hidden from every read that does not ask for deleted ones. */
    protected final void assertHidden(UUID id) {
        assertThat(store().get(id)).isEmpty();
        assertThat(store().getAll(List.of(id))).isEmpty();
        assertThat(store().list(hasId(id), Order.BY_CREATION, PageRequest.FIRST).items())
                .isEmpty();
        assertThat(store().count(hasId(id))).isZero();
    }

    /** The filter that accepts one record. */
    protected static Filter hasId(UUID id) {
        return Filter.field(RecordField.ID).equalTo(id);
    }
}
