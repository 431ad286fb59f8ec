package dev.khive.db.sql.scope;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a statement over scopes has to know of them.
 *
 * @param scopes one for each namespace of the handle, in its order
 * @param now microseconds UTC: a row is live when {@code dead_at IS NULL OR dead_at > now}
 */
public record ScopeRows(List<ScopeRow> scopes, long now) {
    /** Copies the scopes. */
    public ScopeRows {
        scopes = List.copyOf(scopes);
    }

    /** The namespaces by the ids of their rows. */
    public Map<Long, String> namespaces() {
        return scopes.stream()
                .collect(Collectors.toMap(ScopeRow::id, row -> row.scope().namespace(), (first, unknown) -> first));
    }
}
