package dev.khive.api.store;

import java.util.UUID;

/**
 * A text of a node that can be searched.
 *
 * @param subject the node
 * @param field which text of the node it is, 1 to 256 characters; {@link #RECORD_FIELD} is written by khive itself
 * @param title may be empty
 * @param body may be empty when the title is not
 */
public record TextDocument(UUID subject, String field, String title, String body) {
    /**
     * The field that khive keeps: an entity's {@code name} as title and {@code description} as body, a note's content as
     * body. It cannot be written or deleted by the application.
     */
    public static final String RECORD_FIELD = "record";
}
