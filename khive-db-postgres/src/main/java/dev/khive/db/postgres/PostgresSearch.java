package dev.khive.db.postgres;

import dev.khive.db.sql.search.SearchDialect;

/** How PostgreSQL searches. */
final class PostgresSearch {
    private PostgresSearch() {}

    static SearchDialect dialect(VectorIndexing vectors) {
        return new SearchDialect(
                new PostingIndex(),
                "(SELECT (pair.value ->> 0)::bigint AS term, (pair.value ->> 1)::float8 AS weight"
                        + " FROM jsonb_array_elements(?::jsonb) AS pair)",
                new PostgresVectors(vectors));
    }
}
