package dev.khive.conformance.filter;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.conformance.oracle.FilterSubject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A call that takes a filter, and the records that the filter looks at. */
public interface Filtered {

    /** Writes what must be there before the first record. */
    default void begin(Storage storage) {}

    /** Writes a record with properties. */
    Item put(Storage storage, Map<String, ?> properties);

    /** The ids of the records that the call returns for a filter, of up to 1,000. */
    Set<UUID> accepted(Storage storage, Filter filter);

    /**
     * A record that was written.
     *
     * @param id what the call names it by
     * @param subject what a filter sees of it
     */
    record Item(UUID id, FilterSubject subject) {}
}
