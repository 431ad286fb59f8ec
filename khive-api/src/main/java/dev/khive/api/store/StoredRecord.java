package dev.khive.api.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What entities, notes and edges have in common once they are stored. */
public sealed interface StoredRecord permits Edge, Entity, Note {
    /** Unique in its scope, among records of its own store. */
    UUID id();

    /** The namespace it lives in. */
    String namespace();

    /** Property keys to values, immutable; the types are those of {@link dev.khive.api.value.PropertyValues}. */
    Map<String, Object> properties();

    /** Grows with every change of the record; what a compare-and-swap compares. */
    long revision();

    /** When it was first written, to the microsecond. */
    Instant createdAt();

    /** When it was last written, to the microsecond. */
    Instant updatedAt();

    /** When it was softly deleted, null while it lives. */
    @Nullable
    Instant deletedAt();
}
