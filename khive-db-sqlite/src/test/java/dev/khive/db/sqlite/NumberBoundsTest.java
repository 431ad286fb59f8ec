package dev.khive.db.sqlite;

import dev.khive.conformance.cases.NumberBoundsContract;

/** Spans of numbers on SQLite. */
class NumberBoundsTest extends NumberBoundsContract {
    @Override
    protected String url(String database) {
        return "sqlite::memory:";
    }
}
