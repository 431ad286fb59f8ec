package dev.khive.db.sql.graph;

import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The UUIDs behind row ids, many in one statement. The row id 0 is nobody's. */
final class RowIds {
    private RowIds() {}

    static Map<Long, UUID> nodes(ReadUnit unit, Collection<Long> rowIds) {
        return ids(unit, "node", "node_id", rowIds);
    }

    static Map<Long, UUID> edges(ReadUnit unit, Collection<Long> rowIds) {
        return ids(unit, "edge", "edge_id", rowIds);
    }

    private static Map<Long, UUID> ids(ReadUnit unit, String table, String key, Collection<Long> rowIds) {
        long[] rows = rowIds.stream()
                .mapToLong(Long::longValue)
                .filter(id -> id != 0)
                .distinct()
                .toArray();
        Map<Long, UUID> found = new LinkedHashMap<>();
        if (rows.length > 0) {
            StatementText statement = GraphConditions.statement(unit)
                    .line("SELECT t." + key + ", t.uuid")
                    .line("FROM " + table + " t")
                    .line(
                            "WHERE t." + key + " IN "
                                    + unit.session().profile().values().rowIdSet(),
                            new RowIdSet(rows))
                    .line("AND ", GraphConditions.checkedScope(unit, "t"), "");
            unit.session().query(statement.sql(), statement.binds(), row -> found.put(row.integer(1), row.uuid(2)));
        }
        return found;
    }
}
