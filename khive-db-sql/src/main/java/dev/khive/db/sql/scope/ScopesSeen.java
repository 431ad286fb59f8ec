package dev.khive.db.sql.scope;

import java.util.List;

/**
 * Scopes in the state in which they were seen last.
 *
 * @param rows with the facts of this state
 * @param shapes the names of the state
 */
record ScopesSeen(ScopeRows rows, List<Long> shapes) {
    /** Whether the one scope has the same shape still. */
    boolean isStill(long shape) {
        return shapes.size() == 1 && shapes.getFirst() == shape;
    }

    /** Whether they were in the same state when a statement was answered. */
    boolean isStill(ScopeWall.Answer<?> answer) {
        return answer.shapes().equals(shapes)
                && answer.scopes()
                        .equals(rows.scopes().stream().map(ScopeRow::id).toList());
    }
}
