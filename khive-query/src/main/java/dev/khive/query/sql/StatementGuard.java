package dev.khive.query.sql;

/** A last look at what the compiler wrote: one statement, which only reads, with a bind for each place. */
final class StatementGuard {
    private StatementGuard() {}

    static void check(String sql, int binds) {
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
