package dev.khive.db.sqlite;

import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.KhiveException;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.List;

/** Whether the full-text index of each scope is sound and holds exactly the texts of the nodes that are not deleted. */
record TextCheck(ScopedDatabase source, SearchStores search) implements IntegrityCheck {
    private static final String SCOPES = """
            SELECT s.scope_id, s.tenant, s.namespace, i.scope_id IS NOT NULL,
                   EXISTS (SELECT 1 FROM sqlite_schema m WHERE m.name = 'text_' || s.scope_id)
            FROM scope s
            LEFT JOIN text_index i ON i.scope_id = s.scope_id
            ORDER BY s.scope_id""";

    /** A scope, whether it should have an index and whether the index is there. */
    private record TextScope(long id, Scope scope, boolean declared, boolean present) {
        String table() {
            return "text_" + id;
        }

        ReadScope readScope() {
            return ReadScope.of(scope.tenant(), scope.namespace());
        }
    }

    @Override
    public String name() {
        return "full text";
    }

    @Override
    public List<String> find(Session session) {
        List<String> sentences = new ArrayList<>();
        scopes(session).forEach(scope -> sentences.addAll(find(session, scope)));
        return sentences;
    }

    private static List<TextScope> scopes(Session session) {
        return session.query(
                SCOPES,
                List.of(),
                row -> new TextScope(
                        row.integer(1), Scope.of(row.text(2), row.text(3)), row.integer(4) != 0, row.integer(5) != 0));
    }

    private static List<String> find(Session session, TextScope scope) {
        String where = "The full-text index of the scope " + scope.scope();
        String wanted = """
                SELECT d.doc_id
                FROM document d
                JOIN node n ON n.node_id = d.node_id AND n.scope_id = d.scope_id
                WHERE d.scope_id = %d AND n.deleted_at IS NULL""".formatted(scope.id());
        List<String> sentences = new ArrayList<>();
        if (scope.declared() != scope.present()) {
            sentences.add(
                    where + (scope.declared() ? " is not there." : " is there and nothing says how it was made."));
        } else if (!scope.declared()) {
            add(sentences, session, "FROM (" + wanted + ")", where + " is not there, and the texts are: ");
        } else {
            session.query("PRAGMA integrity_check(" + scope.table() + ")", List.of(), row -> row.text(1)).stream()
                    .filter(line -> !line.equals("ok"))
                    .forEach(line -> sentences.add(where + " is damaged: " + line + "."));
            String held = "SELECT rowid FROM " + scope.table();
            add(sentences, session, "FROM (" + wanted + " EXCEPT " + held + ")", where + " lacks texts: ");
            add(
                    sentences,
                    session,
                    "FROM (" + held + " EXCEPT " + wanted + ")",
                    where + " holds texts that are gone: ");
        }
        return sentences;
    }

    private static void add(List<String> sentences, Session session, String from, String sentence) {
        long count = session.number("SELECT count(*) " + from);
        if (count > 0) {
            sentences.add(sentence + count + ".");
        }
    }

    @Override
    public void mend(SqliteDatabase database) {
        for (TextScope scope : database.readUnlimited(TextCheck::scopes)) {
            if (!sound(database, scope)) {
                database.write(session -> {
                    session.execute("DROP TABLE IF EXISTS " + scope.table());
                    return session.update("DELETE FROM text_index WHERE scope_id = ?", scope.id());
                });
                search.text(source.access(scope.readScope(), true, 0)).rebuild();
            }
        }
    }

    /** An index that cannot even be read is not. */
    private static boolean sound(SqliteDatabase database, TextScope scope) {
        try {
            return database.readUnlimited(session -> find(session, scope)).isEmpty();
        } catch (KhiveException unreadable) {
            return false;
        }
    }
}
