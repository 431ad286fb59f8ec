package dev.khive.query.sql;

/** Gives each table of a statement a name of its own. */
public final class Names {
    Names() {}

    private int count;

    /** A name that begins like this. */
    public String next(String prefix) {
        return prefix + ++count;
    }
}
