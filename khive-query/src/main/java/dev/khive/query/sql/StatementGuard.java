package dev.khive.query.sql;

import dev.khive.query.ast.Position;
import dev.khive.query.parse.QueryErrors;

/** A last look at what the compiler wrote: one statement, which only reads, with a bind for each place. */
final class StatementGuard {
    /** The most places that SQLite takes by default; Postgres takes as many as fit 16 bits. */
    private static final int MOST_BINDS = 32_766;

    private StatementGuard() {}

    static void check(String sql, int binds) {
        if (binds > MOST_BINDS) {
            throw QueryErrors.rejected(
                    new Position(1, 1),
                    "A query with more than " + MOST_BINDS + " constants",
                    "; pass a list as a parameter.");
        }
        if (!sql.startsWith("select ") && !sql.startsWith("select\n") && !sql.startsWith("with ")) {
            throw new IllegalStateException("The compiled statement is no SELECT: " + sql);
        }
        int places = 0;
        char quote = 0;
        for (int index = 0; index < sql.length(); index++) {
            char character = sql.charAt(index);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '\'' || character == '"') {
                quote = character;
            } else if (character == ';') {
                throw new IllegalStateException("The compiled text holds more than one statement: " + sql);
            } else if (character == '?') {
                places++;
            }
        }
        if (places != binds) {
            throw new IllegalStateException(
                    "The compiled statement has " + places + " places for " + binds + " binds: " + sql);
        }
    }
}
