package dev.khive.db.sqlite;

import dev.khive.db.sql.search.SearchDialect;
import dev.khive.db.sql.search.VectorDialect;

/** How SQLite searches. */
final class SqliteSearch {
    private static final String WEIGHTED_TERMS = """
            (
              SELECT json_extract(value, '$[0]') AS term, json_extract(value, '$[1]') AS weight
              FROM json_each(?)
            )""";

    /** Full text by FTS5, lists as JSON. */
    static final SearchDialect DIALECT = new SearchDialect(new Fts5Index(), WEIGHTED_TERMS, VectorDialect.SCAN);

    private SqliteSearch() {}
}
