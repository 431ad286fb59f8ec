package dev.khive.db.sql.scope;

import dev.khive.query.facts.GraphFacts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a statement over scopes has to know of them.
 *
 * @param scopes one for each namespace of the handle, in its order
 * @param now microseconds UTC: a row is live when {@code dead_at IS NULL OR dead_at > now}
 * @param facts what is known of their graph on the snapshot that the statement reads
 */
public record ScopeRows(List<ScopeRow> scopes, long now, GraphFacts facts) {
    /** Scopes of whose graph nothing is known. */
    public ScopeRows(List<ScopeRow> scopes, long now) {
        this(scopes, now, GraphFacts.UNKNOWN);
    }

    /** Copies the scopes. */
    public ScopeRows {
        scopes = List.copyOf(scopes);
    }

    /** The same scopes with what is known of their graph. */
    public ScopeRows with(GraphFacts known) {
        return new ScopeRows(scopes, now, known);
    }

    /** The namespaces by the ids of their rows. */
    public Map<Long, String> namespaces() {
        return scopes.stream()
                .collect(Collectors.toMap(ScopeRow::id, row -> row.scope().namespace(), (first, unknown) -> first));
    }
}
