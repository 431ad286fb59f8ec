package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextStatistics;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeRow;
import dev.khive.db.sql.session.StatementText;
import dev.khive.vector.SubjectOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Reads and searches texts. */
final class TextReads {
    private static final Comparator<SearchHit> BEST_FIRST = Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(SearchHit::subject, SubjectOrder.BY_UUID);

    private final TextIndexDialect dialect;
    private final TextIndex index;

    TextReads(TextIndexDialect dialect, TextIndex index) {
        this.dialect = dialect;
        this.index = index;
    }

    static Optional<TextDocument> get(ReadUnit unit, UUID subject, String field) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT n.uuid, d.field, d.title, d.body")
                .line("FROM node n")
                .line("JOIN document d ON d.scope_id = n.scope_id AND d.node_id = n.node_id")
                .line("WHERE ", SearchConditions.wanted(unit, Filter.ALL), "")
                .line("AND n.uuid = ? AND d.field = ?", subject, field)
                .line("ORDER BY n.node_id");
        return unit.session()
                .first(
                        statement.sql(),
                        statement.binds(),
                        row -> new TextDocument(row.uuid(1), row.text(2), row.text(3), row.text(4)));
    }

    List<TextStatistics> statistics(ReadUnit unit) {
        return unit.each(scope -> new TextStatistics(
                documents(unit, scope),
                index.stored(unit.session(), scope.id())
                        .orElse(index.configured())
                        .label()));
    }

    private static long documents(ReadUnit unit, ScopeRow scope) {
        StatementText statement = SearchConditions.statement(unit)
                .line("SELECT count(*)")
                .line("FROM document d")
                .line("JOIN node n ON n.node_id = d.node_id AND n.scope_id = d.scope_id")
                .line("WHERE d.scope_id = ?", scope.id())
                .line("AND ", SearchConditions.nodeIsLive(unit), "");
        return unit.session().number(statement.sql(), statement.binds().toArray());
    }

    /** Each namespace is ranked by its own statistics; the best of all are the answer. */
    SearchResult search(ReadUnit unit, TextQuery query, Bounds bounds) {
        SearchConditions.checkResults(query.k(), bounds);
        Bounds.require("The size of a text query in characters", query.text().length(), bounds.queryBytes());
        // Read once before anything else, so that a text that is refused is refused in an empty scope too.
        TextPattern.of(query.text(), query.mode(), index.configured());
        List<SearchHit> hits = new ArrayList<>();
        long candidates = 0;
        for (ScopeRow scope : unit.scopes()) {
            Optional<SearchResult> found = index.stored(unit.session(), scope.id())
                    .flatMap(tokenizer -> TextPattern.of(query.text(), query.mode(), tokenizer)
                            .map(pattern -> dialect.ranking(scope.id(), pattern, tokenizer)))
                    .map(ranking -> RankedRows.read(unit, statement(unit, query, scope, ranking)));
            hits.addAll(found.map(SearchResult::hits).orElse(List.of()));
            candidates += found.map(SearchResult::candidates).orElse(0L);
        }
        List<SearchHit> best = hits.stream().sorted(BEST_FIRST).limit(query.k()).toList();
        return new SearchResult(best, SearchResult.Method.EXACT, candidates);
    }

    private static StatementText statement(
            ReadUnit unit, TextQuery query, ScopeRow scope, TextIndexDialect.Ranking ranking) {
        return SearchConditions.statement(unit)
                .line("WITH hit AS MATERIALIZED (")
                .line(ranking.sql(), ranking.binds().toArray())
                .line(")")
                .line("SELECT n.uuid, n.scope_id, max(hit.score) AS score, count(*) OVER () AS candidates")
                .line("FROM hit")
                .line("CROSS JOIN document d")
                .line("CROSS JOIN node n")
                .line("WHERE d.doc_id = hit.doc_id AND d.scope_id = ?", scope.id())
                .line("AND ", fields(query), "")
                .line("AND n.node_id = d.node_id AND n.scope_id = d.scope_id")
                .line("AND ", SearchConditions.wanted(unit, query.filter()), "")
                .line("GROUP BY n.node_id, n.uuid, n.scope_id")
                .line("ORDER BY score DESC, n.uuid")
                .line("LIMIT ?", query.k());
    }

    private static Condition fields(TextQuery query) {
        return query.fields().isEmpty()
                ? DSL.trueCondition()
                : DSL.field("d.field", String.class)
                        .in(query.fields().stream().sorted().toList());
    }
}
