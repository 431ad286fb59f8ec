package dev.khive.db.sqlite;

import dev.khive.conformance.cases.MixedSumsContract;

/** Sums of mixed values on SQLite. */
class MixedSumsTest extends MixedSumsContract {
    @Override
    protected String url(String database) {
        return "sqlite::memory:";
    }
}
