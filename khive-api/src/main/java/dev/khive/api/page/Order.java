package dev.khive.api.page;

import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.RecordField;

/**
 * The order of a list: one field, then the record's id, so that the order is total.
 *
 * <p>Values of different types sort by type: map, list, zoned date-time, local date-time, date, zoned time, local time,
 * duration, string, boolean, number; a missing value is greater than any other. Strings sort by code point, false before true,
 * NaN after every other number, {@code 1} and {@code 1.0} as equals.
 *
 * @param field what to sort by
 * @param direction which end comes first; it holds for the id too
 */
public record Order(FieldReference field, SortDirection direction) {
    /** Oldest record first: the order of lists that name none. */
    public static final Order BY_CREATION = new Order(RecordField.CREATED_AT, SortDirection.ASCENDING);

    /** Least first. */
    public static Order ascending(FieldReference field) {
        return new Order(field, SortDirection.ASCENDING);
    }

    /** Greatest first. */
    public static Order descending(FieldReference field) {
        return new Order(field, SortDirection.DESCENDING);
    }
}
