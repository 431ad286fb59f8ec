package dev.khive.query.sql;

/** Gives each table of a statement a name of its own. */
final class Names {
    private int count;

    String next(String prefix) {
        return prefix + ++count;
    }
}
