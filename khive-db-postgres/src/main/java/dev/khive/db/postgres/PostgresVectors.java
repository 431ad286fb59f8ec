package dev.khive.db.postgres;

import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.search.VectorDialect;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import dev.khive.vector.SubjectOrder;
import dev.khive.vector.VectorScorer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;

/**
 * Vectors by pgvector. The server measures every vector that the filter leaves, in floats of 32 bits, and sends the nearest with
 * some to spare; their scores are then computed exactly, by the formula that every backend has, and the best are the answer.
 */
record PostgresVectors(VectorIndexing indexing) implements VectorDialect {
    /** The widest vector of pgvector; wider ones are read and measured here. */
    private static final int WIDEST = 16_000;

    /** How many more than wanted are read, for those that 32 bits cannot tell from the last. */
    private static final int SPARE = 16;

    /** How often more is asked of an index, where records have several vectors. */
    private static final int MOST_ATTEMPTS = 5;

    /** A record, told from one with the same id in another namespace. */
    private record Found(long nodeId, java.util.UUID subject, long scopeId, long candidates) {}

    @Override
    public SearchResult search(ReadUnit unit, Target target, VectorQuery query) {
        if (target.field().dimension() > WIDEST) {
            return SCAN.search(unit, target, query);
        }
        boolean approximate = isIndexed(unit, target);
        List<Found> found = approximate ? proposed(unit, target, query) : nearest(unit, target, query);
        Map<Long, Double> scores = exactScores(unit, target, query, found);
        double least = query.minScore() == null ? Double.NEGATIVE_INFINITY : query.minScore();
        Map<Long, String> namespaces = unit.namespaces();
        List<SearchHit> hits = found.stream()
                .map(record -> new SearchHit(
                        record.subject(),
                        namespaces.getOrDefault(record.scopeId(), ""),
                        scores.getOrDefault(record.nodeId(), Double.NaN)))
                .filter(hit -> hit.score() >= least)
                .sorted(Comparator.comparingDouble(SearchHit::score)
                        .reversed()
                        .thenComparing(SearchHit::subject, SubjectOrder.BY_UUID))
                .limit(query.k())
                .toList();
        return new SearchResult(
                hits,
                SearchResult.Method.EXACT,
                found.isEmpty() ? 0 : found.getFirst().candidates());
    }

    @Override
    public void prepare(WriteUnit unit, long fieldId, VectorField field) {
        // An ivfflat index is made of the vectors that are there, so it waits for a rebuild.
        if (indexing.method() == VectorIndexing.Method.HNSW) {
            rebuild(unit, fieldId, field);
        }
    }

    @Override
    public void rebuild(WriteUnit unit, long fieldId, VectorField field) {
        if (indexing.indexes(field.dimension())) {
            boolean hnsw = indexing.method() == VectorIndexing.Method.HNSW;
            unit.session()
                    .first(
                            "SELECT khive_index_vectors(?, ?, ?, ?, ?)",
                            List.of(
                                    fieldId,
                                    indexing.method().label(),
                                    indexing.type(field.dimension()),
                                    hnsw ? indexing.m() : indexing.lists(),
                                    indexing.efConstruction()),
                            row -> true);
        }
    }

    /** Whether the one field that is searched has an index. */
    private boolean isIndexed(ReadUnit unit, Target target) {
        return indexing.indexes(target.field().dimension())
                && target.fieldIds().length == 1
                && unit.session().number("SELECT count(to_regclass(?))", "vector_field_" + target.fieldIds()[0]) == 1;
    }

    /** What the index proposes: it is read on until enough records pass the filter, at most as far as pgvector goes. */
    private List<Found> proposed(ReadUnit unit, Target target, VectorQuery query) {
        unit.session()
                .first(
                        "SELECT set_config('hnsw.ef_search', ?, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),"
                                + " set_config('ivfflat.probes', ?, true), set_config('ivfflat.iterative_scan', 'relaxed_order', true)",
                        List.of(Integer.toString(indexing.efSearch()), Integer.toString(indexing.probes())),
                        row -> true);
        int dimension = target.field().dimension();
        String type = "public." + indexing.type(dimension) + "(" + dimension + ")";
        String operator = switch (target.field().metric()) {
            case COSINE -> "<=>";
            case L2 -> "<->";
            case IP -> "<#>";
        };
        long limit = 2L * (query.k() + SPARE);
        Map<Long, Found> records = new LinkedHashMap<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            StatementText statement = new StatementText(unit.session().profile().dialect())
                    .line("SELECT n.node_id, n.uuid, n.scope_id")
                    .line("FROM vector v")
                    .line("JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id")
                    .line("WHERE ", unit.contains(DSL.field("v.scope_id", Long.class)), "")
                    .line("AND v.field_id = " + target.fieldIds()[0])
                    .line("AND ", target.wanted(), "")
                    .line("ORDER BY (v.embedding::" + type + ") " + operator + " ?::real[]::" + type, query.vector())
                    .line("LIMIT ?", limit);
            List<Found> rows = unit.session()
                    .query(
                            statement.sql(),
                            statement.binds(),
                            row -> new Found(row.integer(1), row.uuid(2), row.integer(3), 0));
            rows.forEach(row -> records.putIfAbsent(row.nodeId(), row));
            if (rows.size() < limit || records.size() >= query.k() + SPARE) {
                break;
            }
            limit *= 4;
        }
        long candidates = records.size();
        return records.values().stream()
                .map(found -> new Found(found.nodeId(), found.subject(), found.scopeId(), candidates))
                .toList();
    }

    private static List<Found> nearest(ReadUnit unit, Target target, VectorQuery query) {
        int dimension = target.field().dimension();
        StatementText statement = new StatementText(unit.session().profile().dialect())
                .line(
                        "SELECT n.node_id, n.uuid, n.scope_id, count(*) OVER () AS candidates, min("
                                + distance(target.field().metric(), dimension) + ") AS distance",
                        query.vector())
                .line("FROM vector v")
                .line("JOIN node n ON n.node_id = v.node_id AND n.scope_id = v.scope_id")
                .line("WHERE ", unit.contains(DSL.field("v.scope_id", Long.class)), "")
                .line(
                        "AND v.field_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(target.fieldIds()))
                .line("AND ", target.wanted(), "")
                .line("GROUP BY n.node_id, n.uuid, n.scope_id")
                .line("ORDER BY distance, n.uuid, n.scope_id")
                .line("LIMIT ?", (long) query.k() + SPARE);
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new Found(row.integer(1), row.uuid(2), row.integer(3), row.integer(4)));
    }

    /**
     * What pgvector sorts by. Squares of very small and very large components leave the range of 32 bits, so a cosine is measured
     * between vectors of length 1.
     */
    private static String distance(Metric metric, int dimension) {
        String stored = "v.embedding::public.vector(" + dimension + ")";
        String wanted = "?::real[]::public.vector(" + dimension + ")";
        return switch (metric) {
            case COSINE -> "public.l2_normalize(" + stored + ") <#> public.l2_normalize(" + wanted + ")";
            case L2 -> stored + " <-> " + wanted;
            case IP -> stored + " <#> " + wanted;
        };
    }

    /** The score of each record's best vector. */
    private static Map<Long, Double> exactScores(ReadUnit unit, Target target, VectorQuery query, List<Found> found) {
        if (found.isEmpty()) {
            return Map.of();
        }
        VectorScorer scorer = VectorScorer.of(target.field().metric(), query.vector());
        StatementText statement = new StatementText(unit.session().profile().dialect())
                .line("SELECT v.node_id, v.embedding")
                .line("FROM vector v")
                .line("WHERE ", unit.contains(DSL.field("v.scope_id", Long.class)), "")
                .line(
                        "AND v.field_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(target.fieldIds()))
                .line(
                        "AND v.node_id IN " + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(found.stream().mapToLong(Found::nodeId).toArray()));
        return unit
                .session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> Map.entry(row.integer(1), scorer.score(row.floats(2))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max, LinkedHashMap::new));
    }
}
