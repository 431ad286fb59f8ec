package dev.khive.db.sqlite;

import dev.khive.conformance.sequence.OracleSequences;

/** Answers random sequences of calls as the oracle does. */
class SqliteSequencesTest extends OracleSequences {
    @Override
    protected String url(String database) {
        return "sqlite::memory:";
    }
}
