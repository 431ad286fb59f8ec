package dev.khive.db.postgres;

import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.scope.ReadUnit;
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
final class PostgresVectors implements VectorDialect {
    /** The widest vector of pgvector; wider ones are read and measured here. */
    private static final int WIDEST = 16_000;

    /** How many more than wanted are read, for those that 32 bits cannot tell from the last. */
    private static final int SPARE = 16;

    /** A record, told from one with the same id in another namespace. */
    private record Found(long nodeId, java.util.UUID subject, long scopeId, long candidates) {}

    @Override
    public SearchResult search(ReadUnit unit, Target target, VectorQuery query) {
        if (target.field().dimension() > WIDEST) {
            return SCAN.search(unit, target, query);
        }
        List<Found> found = nearest(unit, target, query);
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
