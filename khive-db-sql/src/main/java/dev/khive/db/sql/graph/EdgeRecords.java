package dev.khive.db.sql.graph;

import dev.khive.api.store.Edge;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.RowReader;
import dev.khive.db.sql.session.StatementText;
import dev.khive.db.sql.store.EdgeShape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whole edges behind row ids, many in one statement. */
final class EdgeRecords {
    private static final EdgeShape SHAPE = new EdgeShape();

    private EdgeRecords() {}

    /** The edges with these row ids, in their order. */
    static List<Edge> inOrder(ReadUnit unit, List<Long> rowIds) {
        Map<Long, Edge> found = byRow(unit, rowIds);
        return rowIds.stream().map(found::get).map(Objects::requireNonNull).toList();
    }

    /** The edges with these row ids. */
    static Map<Long, Edge> byRow(ReadUnit unit, Collection<Long> rowIds) {
        Map<Long, Edge> edges = new LinkedHashMap<>();
        if (!rowIds.isEmpty()) {
            JsonDialect json = unit.session().profile().json();
            StatementText statement = GraphConditions.statement(unit)
                    .line("SELECT " + SHAPE.columns(json) + ", r.edge_id")
                    .line(SHAPE.from())
                    .line(
                            "WHERE r.edge_id IN "
                                    + unit.session().profile().values().rowIdSet(),
                            new RowIdSet(rowIds.stream()
                                    .mapToLong(Long::longValue)
                                    .distinct()
                                    .toArray()))
                    .line("AND ", GraphConditions.checkedScope(unit, "r"), "");
            RowReader<Edge> reader = SHAPE.reader(unit.rows());
            unit.session()
                    .query(
                            statement.sql(),
                            statement.binds(),
                            row -> edges.put(row.integer(SHAPE.width() + 1), reader.read(row)));
        }
        return edges;
    }
}
