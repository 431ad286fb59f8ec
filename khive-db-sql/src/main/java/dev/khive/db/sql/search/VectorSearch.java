package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.search.VectorFields.FieldRow;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowCursor;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.StatementText;
import dev.khive.vector.Candidates;
import dev.khive.vector.ExactSearch;
import dev.khive.vector.SubjectOrder;
import dev.khive.vector.VectorRules;
import dev.khive.vector.VectorScorer;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exact search: the database holds the filter, every vector that is left is scored. */
final class VectorSearch {
    /** A record, told from one with the same id in another namespace. */
    private record Subject(UUID id, long scopeId) {
        static final Comparator<Subject> ORDER =
                Comparator.comparing(Subject::id, SubjectOrder.BY_UUID).thenComparingLong(Subject::scopeId);
    }

    private VectorSearch() {}

    static SearchResult run(ReadUnit unit, VectorQuery query, Bounds bounds, VectorDialect dialect) {
        SearchConditions.checkResults(query.k(), bounds);
        List<FieldRow> fields = VectorFields.require(unit, query.field());
        FieldRow field = fields.getFirst();
        field.checkModel(query.model());
        VectorRules.check(
                query.vector(), field.field().dimension(), field.field().metric(), "the query vector");
        return dialect.search(
                unit,
                new VectorDialect.Target(
                        field.field(),
                        fields.stream().mapToLong(FieldRow::fieldId).toArray(),
                        SearchConditions.wanted(unit, query.filter())),
                query);
    }

    static SearchResult scan(ReadUnit unit, VectorDialect.Target target, VectorQuery query) {
        double minScore = query.minScore() == null ? Double.NEGATIVE_INFINITY : query.minScore();
        StatementText statement = statement(unit, target);
        try (RowCursor<ResultRow> rows = unit
                .session()
                // Each column is read from the row when it is needed, which is within one step of the cursor.
                .stream(statement.sql(), statement.binds(), row -> row)) {
            StoredVectors candidates = new StoredVectors(unit.session(), rows);
            ExactSearch.Result<Subject> found = ExactSearch.search(
                    VectorScorer.of(target.field().metric(), query.vector()),
                    candidates,
                    query.k(),
                    minScore,
                    Subject.ORDER);
            Map<Long, String> namespaces = unit.namespaces();
            List<SearchHit> hits = found.ranking().stream()
                    .map(ranked -> new SearchHit(
                            ranked.subject().id(),
                            namespaces.getOrDefault(ranked.subject().scopeId(), ""),
                            ranked.score()))
                    .toList();
            return new SearchResult(hits, SearchResult.Method.EXACT, candidates.records());
        }
    }

    private static StatementText statement(ReadUnit unit, VectorDialect.Target target) {
        return SearchConditions.statement(unit)
                .line("SELECT v.embedding, v.ordinal, n.uuid, n.scope_id")
                .line("FROM vector v")
                .line("JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id")
                .line("WHERE ", unit.contains(SearchConditions.number("v.scope_id")), "")
                .line(
                        "AND v.field_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(target.fieldIds()))
                .line("AND ", target.wanted(), "");
    }

    /** The rows of a statement as candidates. */
    private static final class StoredVectors implements Candidates<Subject> {
        private final Session session;
        private final RowCursor<ResultRow> rows;
        private @Nullable ResultRow row;
        private long records;

        StoredVectors(Session session, RowCursor<ResultRow> rows) {
            this.session = session;
            this.rows = rows;
        }

        long records() {
            return records;
        }

        @Override
        public boolean next() {
            row = rows.next();
            if (row == null) {
                return false;
            }
            // Every record has exactly one vector with the ordinal 0.
            records += column(current -> current.integer(2)) == 0 ? 1 : 0;
            return true;
        }

        @Override
        public byte[] vector() {
            return column(current -> current.floatBytes(1));
        }

        @Override
        public Subject subject() {
            return column(current -> new Subject(current.uuid(3), current.integer(4)));
        }

        private <T> T column(Column<T> column) {
            try {
                return column.of(Objects.requireNonNull(row));
            } catch (SQLException error) {
                throw session.translated(error);
            }
        }
    }

    @FunctionalInterface
    private interface Column<T> {
        T of(ResultRow row) throws SQLException;
    }
}
