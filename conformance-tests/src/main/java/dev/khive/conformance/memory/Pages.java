package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Cuts lists into pages; a cursor is the name of a remembered place: which list, and the keys of the last item shown. */
final class Pages {
    private record Place(Object list, Object key) {}

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * A page of the items, which need not be sorted.
     *
     * @param list all that decides what the list is
     * @param key what an item is sorted by, no two items alike
     */
    <T, K> Page<T> page(
            Object list, List<T> items, Function<T, K> key, Comparator<K> order, PageRequest request, Bounds bounds) {
        Bounds.require("The limit of the page", request.limit(), bounds.results());
        List<T> rest = request.start()
                .map(cursor -> Pages.<K>key(place(list, cursor)))
                .map(last -> items.stream()
                        .filter(item -> order.compare(key.apply(item), last) > 0)
                        .toList())
                .orElse(items);
        List<T> shown = rest.stream()
                .sorted(Comparator.comparing(key, order))
                .limit(request.limit())
                .toList();
        return new Page<>(
                shown,
                rest.size() > shown.size() ? write(list, key.apply(shown.getLast())) : null,
                request.countTotal() ? (Long) (long) items.size() : null);
    }

    private Cursor write(Object list, Object key) {
        String name = "place-" + (places.size() + 1) + "-" + Integer.toHexString(list.hashCode());
        places.put(name, new Place(list, key));
        return new Cursor(name);
    }

    private Place place(Object list, Cursor cursor) {
        Place place = places.get(cursor.token());
        if (place == null || !place.list().equals(list)) {
            throw new InvalidInputException(
                    "This page cursor belongs to another scope, filter or order, or was changed; pass the one that the last"
                            + " page of this list returned.");
        }
        return place;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The list is the same, and so are its keys.
    private static <K> K key(Place place) {
        return (K) place.key();
    }
}
