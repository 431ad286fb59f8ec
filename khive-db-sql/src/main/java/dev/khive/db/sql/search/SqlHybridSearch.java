package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.graph.SqlGraphWalks;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import dev.khive.vector.RankFusion;
import dev.khive.vector.SubjectOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the arms of a hybrid search on one snapshot, each with the filter before its cut, and fuses what they found. */
public final class SqlHybridSearch implements HybridSearch {
    private static final Comparator<SearchHit> BEST_FIRST = Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(SearchHit::subject, SubjectOrder.BY_UUID);

    private final ScopeAccess access;
    private final SearchDialect dialect;
    private final TextReads texts;
    private final Bounds armBounds;

    SqlHybridSearch(ScopeAccess access, SearchDialect dialect, TextReads texts) {
        this.access = access;
        this.dialect = dialect;
        this.texts = texts;
        this.armBounds = deeper(access.bounds());
    }

    /** Arms reach deeper than results: the usual depth is five times k, and k may be as great as its bound. */
    private static Bounds deeper(Bounds bounds) {
        return new Bounds(
                bounds.vectorDimension(),
                bounds.batch(),
                (int) Math.min(1_000_000L, 10L * bounds.results()),
                bounds.propertyBytes(),
                bounds.textBytes(),
                bounds.nameBytes(),
                bounds.labels(),
                bounds.valueDepth(),
                bounds.traversalDepth(),
                bounds.queryBytes());
    }

    @Override
    public HybridResult search(HybridQuery query) {
        return access.read(ErrorContext.of("hybrid", "search"), unit -> {
            SearchConditions.checkResults(query.k(), access.bounds());
            Bounds.require("The depth of a hybrid search", query.depth(), armBounds.results());
            List<RankFusion.Arm> arms = new ArrayList<>();
            Map<String, HybridResult.ArmSummary> summaries = new LinkedHashMap<>();
            for (HybridQuery.Arm arm : query.arms()) {
                SearchResult result = run(unit, arm, query);
                arms.add(new RankFusion.Arm(arm.name(), arm.weight(), result.hits()));
                summaries.put(
                        arm.name(), new HybridResult.ArmSummary(result.hits().size(), result.method()));
            }
            return new HybridResult(RankFusion.fuse(query.fusion(), arms, query.k()), summaries);
        });
    }

    private SearchResult run(ReadUnit unit, HybridQuery.Arm arm, HybridQuery query) {
        int depth = query.depth();
        return switch (arm) {
            case HybridQuery.TextArm text ->
                texts.search(unit, new TextQuery(text.text(), text.mode(), depth, Set.of(), query.filter()), armBounds);
            case HybridQuery.VectorArm vector ->
                VectorSearch.run(
                        unit,
                        new VectorQuery(vector.field(), vector.model(), vector.vector(), depth, query.filter(), null),
                        armBounds,
                        dialect.vectors());
            case HybridQuery.SparseArm sparse ->
                SparseReads.search(
                        unit,
                        new SparseQuery(sparse.field(), sparse.model(), sparse.vector(), depth, query.filter()),
                        armBounds,
                        dialect.weightedTerms());
            case HybridQuery.GraphArm graph -> near(unit, graph, query);
        };
    }

    private SearchResult near(ReadUnit unit, HybridQuery.GraphArm arm, HybridQuery query) {
        Map<Long, Integer> depths = SqlGraphWalks.depths(unit, arm.traversal(), armBounds);
        Map<Long, String> namespaces = unit.namespaces();
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.node_id, n.uuid, n.scope_id")
                .line("FROM node n")
                .line(
                        "WHERE n.node_id IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(depths.keySet().stream()
                                .mapToLong(Long::longValue)
                                .toArray()))
                .line("AND ", SearchConditions.wantedByRow(unit, query.filter()), "");
        List<SearchHit> accepted = unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new SearchHit(
                                row.uuid(2),
                                namespaces.getOrDefault(row.integer(3), ""),
                                1.0 / (1 + depths.getOrDefault(row.integer(1), 0))));
        List<SearchHit> hits =
                accepted.stream().sorted(BEST_FIRST).limit(query.depth()).toList();
        return new SearchResult(hits, SearchResult.Method.EXACT, depths.size());
    }
}
