package dev.khive.db.sql.store;

import dev.khive.db.sql.scope.WriteUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Follows the changes of nodes inside the write that makes them, so that what belongs to a node changes in the same commit.
 * Calls come once for each batch.
 */
public interface NodeListener {
    /** Nodes were inserted or updated, and are live now. A node that a batch names twice comes once, with its last state. */
    default void written(WriteUnit unit, List<WrittenNode> nodes) {}

    /** Nodes were deleted softly: their rows are there and not live. */
    default void hidden(WriteUnit unit, long[] nodeIds) {}

    /** Nodes were deleted softly and live again, with the properties that they had. */
    default void restored(WriteUnit unit, List<WrittenNode> nodes) {}

    /** Nodes are about to be deleted for good; their rows go right after this call. */
    default void erased(WriteUnit unit, long[] nodeIds) {}

    /**
     * A node as it is written.
     *
     * @param nodeId its row
     * @param properties as stored, a note's content, salience and expiry among them
     * @param note whether it is a note
     * @param fresh whether its row was inserted just now, so that nothing can belong to it yet
     */
    record WrittenNode(long nodeId, UUID id, Map<String, Object> properties, boolean note, boolean fresh) {}
}
