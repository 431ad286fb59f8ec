package dev.khive.db.sqlite;

import dev.khive.conformance.fuzz.QueryFuzz;

/** Answers random queries as the reference evaluator does. */
class SqliteQueryFuzzTest extends QueryFuzz {
    @Override
    protected String url(String database) {
        return "sqlite::memory:";
    }
}
