package dev.khive.db.sql.scope;

import dev.khive.api.error.InvalidInputException;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * One consistent read of a scope: the session it uses, the rows of its namespaces, and the instant that decides what has expired.
 *
 * @param session on one snapshot
 * @param scopes one for each namespace of the handle, in its order; a namespace that was never written has the id {@link
 *     ScopeRow#UNKNOWN}
 * @param now microseconds UTC: a row is live when {@code dead_at IS NULL OR dead_at > now}
 * @param names of the database
 * @param facts of the database's graphs
 * @param writing whether the session can hold rows that are not committed
 */
public record ReadUnit(
        Session session, List<ScopeRow> scopes, long now, Names names, KnownFacts facts, boolean writing) {
    /** Copies the scopes. */
    public ReadUnit {
        scopes = List.copyOf(scopes);
    }

    /** The one scope of a handle that reads a single namespace. */
    public ScopeRow single() {
        if (scopes.size() != 1) {
            throw new InvalidInputException("This call needs a handle of a single namespace, this one reads "
                    + scopes.size() + ": take one with in(scope).");
        }
        return scopes.get(0);
    }

    /** The condition that a {@code scope_id} column is one of this read's; every access to a table carries it. */
    public Condition contains(Field<Long> scopeId) {
        return scopes.size() == 1
                ? scopeId.eq(scopes.get(0).id())
                : scopeId.in(scopes.stream().map(ScopeRow::id).toList());
    }

    /** The condition that a row with this {@code dead_at} column is live. */
    public Condition live(Field<Long> deadAt) {
        return deadAt.isNull().or(deadAt.gt(DSL.val(now)));
    }

    /** The namespaces by the ids of their rows. */
    public Map<Long, String> namespaces() {
        return rows().namespaces();
    }

    /** The scopes and the instant alone. */
    public ScopeRows rows() {
        return new ScopeRows(scopes, now);
    }

    /** The scopes and the instant with what is known of their graph, which may take a statement to find out. */
    public ScopeRows rowsWithFacts() {
        return rows().with(facts.of(scopes, shapes(), session));
    }

    /**
     * The shapes on the snapshot of this read. Inside a transaction each statement may see more than the one before, but the
     * scope's row is locked by it then, so that its graph changes by the transaction's own writes alone.
     */
    private List<Long> shapes() {
        List<Long> entered = writing ? List.of() : session.profile().wall().shapes(session);
        if (entered.size() == scopes.size()) {
            return entered;
        }
        List<Long> ids = scopes.stream().map(ScopeRow::id).toList();
        Map<Long, Long> found = new HashMap<>();
        RowStatement<Map.Entry<Long, Long>> statement = new RowStatement<>(
                "SELECT scope_id, shape FROM scope WHERE scope_id IN ("
                        + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")",
                ids,
                row -> Map.entry(row.integer(1), row.integer(2)));
        session.queryFirst(statement, ids.size()).forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return ids.stream().map(id -> found.getOrDefault(id, KnownFacts.EMPTY)).toList();
    }

    /** Something for each scope that has a row, in the order of the handle. */
    public <T> List<T> each(Function<ScopeRow, T> work) {
        return scopes.stream().map(work).toList();
    }
}
