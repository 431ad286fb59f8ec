package dev.khive.db.sql.stream;

import java.util.List;

/**
 * Some items of a stream.
 *
 * @param last whether no item comes after them; then the source has given back everything it held
 */
public record Batch<T>(List<T> items, boolean last) {
    /** Copies the items. */
    public Batch {
        items = List.copyOf(items);
    }
}
