package dev.khive.api.page;

import dev.khive.api.error.InvalidInputException;

/**
 * The place in an ordered result after which the next page begins: opaque text that a backend made, good for the same
 * scope, filter and order alone; anywhere else it is refused with InvalidInput.
 *
 * @param token printable ASCII, at most 4,096 characters
 */
public record Cursor(String token) {
    /** Refuses text that no backend can have made. */
    public Cursor {
        if (token.isEmpty() || token.length() > 4096 || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidInputException("This is not a page cursor; pass the one that the last page returned.");
        }
    }
}
