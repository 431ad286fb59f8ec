package dev.khive.cli.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as a file has it; ids are the file's own. */
sealed interface GraphItem {
    /** Its properties, the file's id among them. */
    Map<String, Object> properties();

    /** A node. */
    record NodeItem(String id, List<String> labels, Map<String, Object> properties) implements GraphItem {}

    /** A note. */
    record NoteItem(
            String id,
            String kind,
            String content,
            @Nullable Double salience,
            @Nullable Instant expiresAt,
            Map<String, Object> properties)
            implements GraphItem {}

    /** An edge; without an id of its own it is known by its ends, its relation and its turn among its like. */
    record EdgeItem(
            @Nullable String id,
            String source,
            String relation,
            String target,
            double weight,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            Map<String, Object> properties)
            implements GraphItem {}
}
