package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities. */
final class EntityKind implements RecordKind<Entity, EntityDraft> {
    @Override
    public Class<Entity> type() {
        return Entity.class;
    }

    @Override
    public String subjectType() {
        return "entity";
    }

    @Override
    public Set<RecordField> fields() {
        return Filters.NODE;
    }

    @Override
    public UUID id(EntityDraft draft) {
        return draft.id();
    }

    @Override
    public Entity prepared(EntityDraft draft, Bounds bounds) {
        Bounds.require("The number of labels", draft.labels().size(), bounds.labels());
        draft.labels().forEach(label -> Checks.name(label, "label", bounds));
        Map<String, Object> properties = Checks.properties(draft.properties(), bounds);
        Bounds.require(
                "The size of name and description together in bytes",
                textBytes(properties.get("name")) + textBytes(properties.get("description")),
                bounds.textBytes());
        return new Entity(
                draft.id(), "", draft.labels(), properties, 0, UNSTORED.createdAt(), UNSTORED.updatedAt(), null);
    }

    private static long textBytes(@Nullable Object value) {
        return value instanceof String text ? Checks.bytes(text) : 0;
    }

    @Override
    public Entity stamped(Entity entity, Stamp stamp) {
        return new Entity(
                entity.id(),
                stamp.namespace(),
                entity.labels(),
                entity.properties(),
                stamp.revision(),
                stamp.createdAt(),
                stamp.updatedAt(),
                stamp.deletedAt());
    }

    @Override
    public Map<UUID, Row> table(ScopeRows rows) {
        return rows.nodes;
    }
}
