package dev.khive.db.sql.graph;

import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeRow;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The relations that a call asks for, as row ids.
 *
 * @param every whether it asks for all
 * @param ids those asked for that exist, ascending
 */
record RelationIds(boolean every, List<Long> ids) {
    static RelationIds of(ReadUnit unit, Set<String> names) {
        Set<Long> found = new TreeSet<>();
        for (ScopeRow scope : unit.scopes()) {
            for (String name : names) {
                unit.names()
                        .relation(unit.session(), scope.id(), name, unit.writing())
                        .ifPresent(found::add);
            }
        }
        return new RelationIds(names.isEmpty(), List.copyOf(found));
    }

    /** Whether none of the relations asked for exists. */
    boolean findNothing() {
        return !every && ids.isEmpty();
    }

    /** Adds the condition on a column of relation ids, where there is one. */
    void restrict(StatementText statement, String column, ReadUnit unit) {
        if (!every) {
            statement.line(
                    "AND " + column + " IN " + unit.session().profile().values().rowIdSet(),
                    new RowIdSet(ids.stream().mapToLong(Long::longValue).toArray()));
        }
    }
}
