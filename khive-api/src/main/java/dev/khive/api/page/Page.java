package dev.khive.api.page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of an ordered result. Rows that change while pages are read may move, but a row that does not change is seen
 * exactly once.
 *
 * @param <T> the item
 * @param items in the order asked for, immutable
 * @param cursor for the next page; null when this page is the last
 * @param count the exact size of the whole result when it was asked for, else null: never an estimate
 */
public record Page<T>(
        List<T> items, @Nullable Cursor cursor, @Nullable Long count) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /** The cursor of the next page, empty on the last page. */
    public Optional<Cursor> next() {
        return Optional.ofNullable(cursor);
    }

    /** Whether there are items after this page. */
    public boolean hasMore() {
        return cursor != null;
    }

    /** The exact size of the whole result, present when {@link PageRequest#withTotal()} asked for it. */
    public OptionalLong total() {
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** The same page with each item mapped. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), cursor, count);
    }
}
