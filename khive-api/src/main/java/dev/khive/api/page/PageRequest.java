package dev.khive.api.page;

import dev.khive.api.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a result is wanted.
 *
 * @param limit the most items of the page, 1 or more; above the configured bound it is refused, never cut
 * @param cursor where the page before ended, null for the first page
 * @param countTotal whether to count the whole result as well, which costs a scan of it
 */
public record PageRequest(int limit, @Nullable Cursor cursor, boolean countTotal) {
    /** A page of 100 from the start, no total. */
    public static final PageRequest FIRST = new PageRequest(100, null, false);

    /** Refuses a limit below 1. */
    public PageRequest {
        if (limit < 1) {
            throw new InvalidInputException("The limit of a page must be at least 1, was " + limit + ".");
        }
    }

    /** The first page with at most this many items. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, false);
    }

    /** The page after a cursor. */
    public PageRequest after(Cursor next) {
        return new PageRequest(limit, next, countTotal);
    }

    /** The same page with the size of the whole result counted. */
    public PageRequest withTotal() {
        return new PageRequest(limit, cursor, true);
    }

    /** Where the page before ended. */
    public Optional<Cursor> start() {
        return Optional.ofNullable(cursor);
    }
}
