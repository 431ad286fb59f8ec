package dev.khive.db.sqlite;

import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * A check that is a query for wrong rows.
 *
 * @param query gives one text column, a sentence for each wrong row
 * @param repairs statements that mend them all, none where only a person can
 */
record RowCheck(String name, String query, List<String> repairs) implements IntegrityCheck {
    private static final int SENTENCES = 100;

    /** A check whose findings only a person can mend. */
    static RowCheck of(String name, String query) {
        return new RowCheck(name, query, List.of());
    }

    @Override
    public List<String> find(Session session) {
        List<String> sentences = new ArrayList<>(session.query(
                "SELECT sentence FROM (" + query + ") LIMIT " + SENTENCES, List.of(), row -> row.text(1)));
        if (sentences.size() == SENTENCES) {
            long all = session.number("SELECT count(*) FROM (" + query + ")");
            if (all > SENTENCES) {
                sentences.add("There are " + (all - SENTENCES) + " more of this kind.");
            }
        }
        return sentences;
    }

    @Override
    public void mend(SqliteDatabase database) {
        database.write(session -> {
            repairs.forEach(session::execute);
            return true;
        });
    }
}
