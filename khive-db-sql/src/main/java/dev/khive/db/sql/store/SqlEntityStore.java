package dev.khive.db.sql.store;

import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.db.sql.scope.ScopeAccess;
import java.util.List;

/** Entities in SQL tables. */
public final class SqlEntityStore extends SqlRecords<Entity, EntityDraft, PreparedRow.Node> implements EntityStore {
    /**
     * The store of a handle.
     *
     * @param listeners what follows the nodes
     */
    public SqlEntityStore(ScopeAccess access, List<NodeListener> listeners) {
        super("entities", access, new EntityTable(new EdgeTable(), listeners), new EntityShape());
    }
}
