package dev.khive.conformance.memory;

import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;

/** Entities in memory. */
final class MemoryEntities extends MemoryNodes<Entity, EntityDraft> implements EntityStore {
    MemoryEntities(Access access) {
        super(access, new EntityKind());
    }
}
