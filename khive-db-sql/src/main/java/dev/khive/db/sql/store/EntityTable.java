package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.store.EntityDraft;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of entities. */
final class EntityTable extends NodeTable<EntityDraft> {
    EntityTable(EdgeTable edges, List<NodeListener> listeners) {
        super(NodeColumns.ENTITY, edges, listeners);
    }

    @Override
    public String subjectType() {
        return "entity";
    }

    @Override
    public UUID id(EntityDraft draft) {
        return draft.id();
    }

    @Override
    public PreparedRow.Node prepare(EntityDraft draft, Bounds bounds) {
        Bounds.require("The number of labels", draft.labels().size(), bounds.labels());
        draft.labels().forEach(label -> DraftChecks.name(label, "label", bounds));
        Map<String, Object> properties = DraftChecks.properties(draft.properties(), bounds);
        Bounds.require(
                "The size of name and description together in bytes",
                textBytes(properties.get("name")) + textBytes(properties.get("description")),
                bounds.textBytes());
        return new PreparedRow.Node(draft.id(), draft.labels(), properties, DraftChecks.json(properties, bounds), null);
    }

    private static long textBytes(@Nullable Object value) {
        return value instanceof String text ? DraftChecks.bytes(text) : 0;
    }
}
