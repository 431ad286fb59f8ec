package dev.khive.db.sql.search;

import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.StatementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes search results of statements that rank in the database. */
public final class RankedRows {
    private RankedRows() {}

    /** The rows of a statement with the columns uuid, scope_id, score and the number of all records that were scored. */
    public static SearchResult read(ReadUnit unit, StatementText statement) {
        Map<Long, String> namespaces = unit.namespaces();
        List<SearchHit> hits = new ArrayList<>();
        long[] candidates = new long[1];
        unit.session().query(statement.sql(), statement.binds(), row -> {
            candidates[0] = row.integer(4);
            return hits.add(new SearchHit(row.uuid(1), namespaces.getOrDefault(row.integer(2), ""), row.real(3)));
        });
        return new SearchResult(hits, SearchResult.Method.EXACT, candidates[0]);
    }
}
