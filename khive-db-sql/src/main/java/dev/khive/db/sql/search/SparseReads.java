package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.search.SparseFields.FieldRow;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads and searches sparse vectors. */
final class SparseReads {
    private SparseReads() {}

    static Optional<SparseVector> get(ReadUnit unit, UUID subject, String field) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT s.components")
                .line("FROM node n")
                .line("JOIN sparse_vector s ON s.scope_id = n.scope_id AND s.node_id = n.node_id")
                .line("JOIN sparse_field f ON f.scope_id = s.scope_id AND f.field_id = s.field_id")
                .line("WHERE ", SearchConditions.wanted(unit, Filter.ALL), "")
                .line("AND n.uuid = ? AND f.name = ?", subject, field)
                .line("ORDER BY n.node_id");
        return unit.session()
                .first(
                        statement.sql(),
                        statement.binds(),
                        row -> SparseBytes.decode(Objects.requireNonNull(row.bytesOrNull(1))));
    }

    static long count(ReadUnit unit, String field, Filter filter) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT count(*)")
                .line("FROM sparse_vector s")
                .line("JOIN node n ON n.node_id = s.node_id AND n.scope_id = s.scope_id")
                .line("WHERE ", unit.contains(SearchConditions.number("s.scope_id")), "")
                .line("AND s.field_id IN " + rowIds(unit), ids(SparseFields.require(unit, field)))
                .line("AND ", SearchConditions.wanted(unit, filter), "");
        return unit.session().number(statement.sql(), statement.binds().toArray());
    }

    static SearchResult search(ReadUnit unit, SparseQuery query, Bounds bounds, String weightedTerms) {
        SearchConditions.checkResults(query.k(), bounds);
        List<FieldRow> fields = SparseFields.require(unit, query.field());
        fields.forEach(field -> field.checkModel(query.model()));
        SparseVector vector = query.vector();
        int[] indices = vector.indices();
        float[] values = vector.values();
        String terms = IntStream.range(0, indices.length)
                .mapToObj(i -> "[" + indices[i] + "," + (double) values[i] + "]")
                .collect(Collectors.joining(",", "[", "]"));
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.uuid, n.scope_id, sum(p.weight * q.weight) AS score, count(*) OVER () AS candidates")
                .line("FROM " + weightedTerms + " q", terms)
                .line("CROSS JOIN sparse_posting p")
                .line("CROSS JOIN node n")
                .line("WHERE p.field_id IN " + rowIds(unit), ids(fields))
                .line("AND p.term = q.term")
                .line("AND ", unit.contains(SearchConditions.number("p.scope_id")), "")
                .line("AND n.node_id = p.node_id AND n.scope_id = p.scope_id")
                .line("AND ", SearchConditions.wanted(unit, query.filter()), "")
                .line("GROUP BY n.node_id, n.uuid, n.scope_id")
                .line("ORDER BY score DESC, n.uuid, n.scope_id")
                .line("LIMIT ?", query.k());
        return RankedRows.read(unit, statement);
    }

    private static String rowIds(ReadUnit unit) {
        return unit.session().profile().values().rowIdSet();
    }

    private static RowIdSet ids(List<FieldRow> fields) {
        return new RowIdSet(fields.stream().mapToLong(FieldRow::fieldId).toArray());
    }
}
