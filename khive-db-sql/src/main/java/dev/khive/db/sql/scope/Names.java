package dev.khive.db.sql.scope;

import dev.khive.api.Scope;
import dev.khive.db.sql.session.Session;
import dev.khive.query.value.JsonValues;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The interned names of a database: scopes, relations, labels and label sets. One for each open database; thread-safe. */
public final class Names {
    private record NameKey(String table, long scopeId, String name) {}

    private final Interned<Scope> scopes = new Interned<>(
            "SELECT scope_id FROM scope WHERE tenant = ? AND namespace = ?",
            "INSERT INTO scope (tenant, namespace) VALUES (?, ?) ON CONFLICT DO NOTHING",
            scope -> List.of(scope.tenant(), scope.namespace()));
    private final Interned<NameKey> relations = new Interned<>(
            "SELECT relation_id FROM relation WHERE scope_id = ? AND name = ?",
            "INSERT INTO relation (scope_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
            key -> List.of(key.scopeId(), key.name()));
    private final Interned<NameKey> labels = new Interned<>(
            "SELECT label_id FROM label WHERE scope_id = ? AND name = ?",
            "INSERT INTO label (scope_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
            key -> List.of(key.scopeId(), key.name()));
    private final Interned<NameKey> labelSets = new Interned<>(
            "SELECT label_set_id FROM label_set WHERE scope_id = ? AND labels = ?",
            "INSERT INTO label_set (scope_id, labels) VALUES (?, ?) ON CONFLICT DO NOTHING",
            key -> List.of(key.scopeId(), key.name()));

    /** The row of a scope; its id is {@link ScopeRow#UNKNOWN} where there is none. */
    public ScopeRow scope(Session session, Scope scope, boolean writing) {
        return new ScopeRow(scopes.find(session, scope, writing).orElse(ScopeRow.UNKNOWN), scope);
    }

    /** The row of a scope that is in memory. */
    Optional<ScopeRow> known(Scope scope) {
        OptionalLong id = scopes.known(scope);
        return id.isPresent() ? Optional.of(new ScopeRow(id.getAsLong(), scope)) : Optional.empty();
    }

    /** The row of a scope, which is made when it is not there. */
    ScopeRow internScope(Session session, Scope scope) {
        return new ScopeRow(scopes.intern(session, scope), scope);
    }

    /** The id of a relation, which is made when it is not there. */
    public long internRelation(Session session, long scopeId, String name) {
        return relations.intern(session, new NameKey("relation", scopeId, name));
    }

    /** The id of a relation of a scope, where there is one. */
    public OptionalLong relation(Session session, long scopeId, String name, boolean writing) {
        return relations.find(session, new NameKey("relation", scopeId, name), writing);
    }

    /** The id of a label of a scope, where there is one. */
    public OptionalLong label(Session session, long scopeId, String name, boolean writing) {
        return labels.find(session, new NameKey("label", scopeId, name), writing);
    }

    /** The id of an ordered set of labels, which is made, with its members, when it is not there. */
    public long internLabelSet(Session session, long scopeId, List<String> names) {
        NameKey key = new NameKey("label_set", scopeId, JsonValues.writeValue(names));
        OptionalLong found = labelSets.find(session, key, true);
        if (found.isPresent()) {
            return found.getAsLong();
        }
        long labelSetId = labelSets.intern(session, key);
        session.batch(
                "INSERT INTO label_set_member (scope_id, label_id, label_set_id) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                names.stream()
                        .map(name -> new Object[] {
                            scopeId, labels.intern(session, new NameKey("label", scopeId, name)), labelSetId
                        })
                        .toList());
        return labelSetId;
    }
}
