package dev.khive.db.sql.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that a write finds under an id.
 *
 * @param rowId its integer key
 * @param type the record type of a node, 0 for an edge
 * @param deadAt when it died or dies, null when it does not
 * @param deletedAt when it was softly deleted, null when it was not
 * @param sourceId the row of an edge's source, 0 for a node
 * @param targetId the row of an edge's target, 0 for a node
 * @param named the label set of a node, the relation of an edge
 */
record StoredRow(
        UUID id,
        long rowId,
        int type,
        long revision,
        @Nullable Long deadAt,
        @Nullable Long deletedAt,
        long sourceId,
        long targetId,
        long named) {
    boolean live(long now) {
        return deadAt == null || deadAt > now;
    }
}
