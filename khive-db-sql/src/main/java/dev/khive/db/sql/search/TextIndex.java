package dev.khive.db.sql.search;

import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.Session;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a scope and their index, kept in step. The tokenizer that an index was made with is kept in the database: an
 * index is read and written with that one until it is built anew.
 */
final class TextIndex {
    private static final int DOCUMENTS_PER_STEP = 1_000;

    private final TextIndexDialect dialect;
    private final TextTokenizer configured;

    TextIndex(TextIndexDialect dialect, TextTokenizer configured) {
        this.dialect = dialect;
        this.configured = configured;
    }

    /** How texts of databases without an index yet will be cut. */
    TextTokenizer configured() {
        return configured;
    }

    /** What the index of a scope was made with, empty when there is none. */
    Optional<TextTokenizer> stored(Session session, long scopeId) {
        return session.first(
                "SELECT tokenizer FROM text_index WHERE scope_id = ?",
                List.of(scopeId),
                row -> TextTokenizer.of(row.text(1)));
    }

    /** Puts stored texts into the index; those that are in it already are replaced when {@code replace} says so. */
    void add(Session session, long scopeId, List<StoredText> texts, boolean replace) {
        if (texts.isEmpty()) {
            return;
        }
        TextTokenizer tokenizer = stored(session, scopeId).orElseGet(() -> create(session, scopeId));
        if (replace) {
            dialect.remove(
                    session,
                    scopeId,
                    texts.stream().mapToLong(StoredText::docId).toArray());
        }
        dialect.add(
                session,
                scopeId,
                texts.stream().map(text -> text.indexed(tokenizer)).toList());
    }

    /** Takes texts out of the index. */
    void remove(Session session, long scopeId, long[] docIds) {
        if (docIds.length > 0 && stored(session, scopeId).isPresent()) {
            dialect.remove(session, scopeId, docIds);
        }
    }

    /** Those of the texts that the index does not hold. */
    List<StoredText> missing(Session session, long scopeId, List<StoredText> texts) {
        if (texts.isEmpty() || stored(session, scopeId).isEmpty()) {
            return texts;
        }
        var present = dialect.present(
                session, scopeId, texts.stream().mapToLong(StoredText::docId).toArray());
        return texts.stream().filter(text -> !present.contains(text.docId())).toList();
    }

    private TextTokenizer create(Session session, long scopeId) {
        dialect.create(session, scopeId, configured);
        session.update("INSERT INTO text_index (scope_id, tokenizer) VALUES (?, ?)", scopeId, configured.label());
        return configured;
    }

    /** Makes the index anew from the stored texts of nodes that are not softly deleted. */
    void rebuild(Session session, long scopeId) {
        if (stored(session, scopeId).isPresent()) {
            dialect.drop(session, scopeId);
            session.update("DELETE FROM text_index WHERE scope_id = ?", scopeId);
        }
        List<StoredText> step = step(session, scopeId, 0);
        while (!step.isEmpty()) {
            add(session, scopeId, step, false);
            step = step(session, scopeId, step.getLast().docId());
        }
    }

    private static List<StoredText> step(Session session, long scopeId, long after) {
        return session.query("""
                SELECT d.doc_id, d.node_id, d.field, d.title, d.body
                FROM document d
                JOIN node n ON n.node_id = d.node_id AND n.scope_id = d.scope_id
                WHERE d.scope_id = ? AND d.doc_id > ? AND n.deleted_at IS NULL
                ORDER BY d.doc_id
                LIMIT ?
                """, List.of(scopeId, after, DOCUMENTS_PER_STEP), StoredText::read);
    }

    /** Every text of some nodes. The plus makes the nodes lead, not the scope. */
    static List<StoredText> of(Session session, long scopeId, long[] nodeIds) {
        return session.query(
                """
                SELECT d.doc_id, d.node_id, d.field, d.title, d.body
                FROM document d
                WHERE +d.scope_id = ? AND d.node_id IN %s
                """.formatted(session.profile().values().rowIdSet()),
                List.of(scopeId, new RowIdSet(nodeIds)),
                StoredText::read);
    }
}
