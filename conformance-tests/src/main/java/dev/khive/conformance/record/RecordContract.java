package dev.khive.conformance.record;

import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * Every suite about one kind of record.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecordContract<R extends StoredRecord, D> {

    private final Databases databases;
    private final RecordKind<R, D> recordKind;

    /** The suites for a kind of record. */
    protected RecordContract(Databases databases, RecordKind<R, D> recordKind) {
        this.databases = databases;
        this.recordKind = recordKind;
    }

    @Nested
    class Writes extends RecordWrites<R, D> {
        Writes() {
            super(databases, recordKind);
        }
    }

    @Nested
    class ReadsAndDeletes extends RecordDeletes<R, D> {
        ReadsAndDeletes() {
            super(databases, recordKind);
        }
    }

    @Nested
    class Batches extends RecordBatches<R, D> {
        Batches() {
            super(databases, recordKind);
        }
    }

    @Nested
    class Values extends RecordValues<R, D> {
        Values() {
            super(databases, recordKind);
        }
    }
}
