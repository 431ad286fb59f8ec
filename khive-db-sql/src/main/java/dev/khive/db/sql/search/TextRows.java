package dev.khive.db.sql.search;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes texts of nodes and their index entries together. */
final class TextRows {
    private static final String SUBJECT_TYPE = "document";

    /**
     * A text to be written.
     *
     * @param nodeId the node's row
     */
    record Draft(long nodeId, UUID subject, String field, String title, String body) {
        Key key() {
            return new Key(nodeId, field);
        }

        StoredText stored(long docId) {
            return new StoredText(docId, nodeId, field, title, body);
        }
    }

    /** What names a text in its scope. */
    record Key(long nodeId, String field) {
        static Key of(StoredText text) {
            return new Key(text.nodeId(), text.field());
        }
    }

    private final TextIndex index;

    TextRows(TextIndex index) {
        this.index = index;
    }

    /** Writes texts of the application, one event each; of two for one node and field the later one counts. */
    void put(WriteUnit unit, List<Draft> drafts) {
        Map<Key, Draft> last = new LinkedHashMap<>();
        drafts.forEach(draft -> last.put(draft.key(), draft));
        Map<Key, StoredText> known = known(unit, nodeIds(drafts));
        List<Written> written = new ArrayList<>();
        last.forEach((key, draft) -> written.add(new Written(
                draft,
                known.get(key),
                unit.record(known.containsKey(key) ? "updated" : "inserted", SUBJECT_TYPE, draft.subject()))));
        write(unit, written);
    }

    /**
     * A text, what stands in its place, and the revision it gets.
     *
     * @param known null when nothing does
     */
    record Written(Draft draft, @Nullable StoredText known, long revision) {}

    /** Writes texts and puts them into the index. */
    void write(WriteUnit unit, List<Written> texts) {
        List<@Nullable Object[]> inserts = new ArrayList<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<StoredText> replaced = new ArrayList<>();
        Map<Key, Draft> inserted = new LinkedHashMap<>();
        for (Written text : texts) {
            Draft draft = text.draft();
            StoredText known = text.known();
            if (known == null) {
                inserted.put(draft.key(), draft);
                inserts.add(new @Nullable Object[] {
                    unit.scopeId(),
                    draft.nodeId(),
                    draft.field(),
                    draft.title(),
                    draft.body(),
                    text.revision(),
                    unit.now()
                });
            } else {
                replaced.add(draft.stored(known.docId()));
                updates.add(new @Nullable Object[] {
                    draft.title(), draft.body(), text.revision(), unit.now(), unit.scopeId(), known.docId()
                });
            }
        }
        Session session = unit.session();
        session.batch("""
                INSERT INTO document (scope_id, node_id, field, title, body, revision, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", inserts);
        session.batch("""
                UPDATE document
                SET title = ?, body = ?, revision = ?, updated_at = ?
                WHERE scope_id = ? AND doc_id = ?""", updates);
        index.add(session, unit.scopeId(), replaced, true);
        index.add(session, unit.scopeId(), withRows(unit, inserted), false);
    }

    /** The texts that were just inserted, with their rows. */
    private static List<StoredText> withRows(WriteUnit unit, Map<Key, Draft> inserted) {
        List<StoredText> texts = new ArrayList<>(inserted.size());
        if (!inserted.isEmpty()) {
            unit.session()
                    .query(
                            """
                            SELECT d.doc_id, d.node_id, d.field
                            FROM document d
                            WHERE +d.scope_id = ? AND d.node_id IN %s""".formatted(unit.session().profile().values().rowIdSet()),
                            List.of(unit.scopeId(), new RowIdSet(nodeIds(List.copyOf(inserted.values())))),
                            row -> {
                                Draft draft = inserted.get(new Key(row.integer(2), row.text(3)));
                                return draft != null && texts.add(draft.stored(row.integer(1)));
                            });
        }
        return texts;
    }

    /** Deletes texts and their index entries. */
    void delete(WriteUnit unit, List<StoredText> texts) {
        if (!texts.isEmpty()) {
            long[] docIds = texts.stream().mapToLong(StoredText::docId).toArray();
            index.remove(unit.session(), unit.scopeId(), docIds);
            unit.session()
                    .update(
                            "DELETE FROM document WHERE +scope_id = ? AND doc_id IN "
                                    + unit.session().profile().values().rowIdSet(),
                            unit.scopeId(),
                            new RowIdSet(docIds));
        }
    }

    /** Deletes a text of the application; whether it was there. */
    boolean delete(WriteUnit unit, UUID subject, String field) {
        List<StoredText> found = unit.session().query("""
                        SELECT d.doc_id, d.node_id, d.field, d.title, d.body
                        FROM node n
                        JOIN document d ON d.scope_id = n.scope_id AND d.node_id = n.node_id
                        WHERE n.scope_id = ? AND n.uuid = ? AND d.field = ?""", List.of(unit.scopeId(), subject, field), StoredText::read);
        delete(unit, found);
        if (!found.isEmpty()) {
            unit.record("deleted", SUBJECT_TYPE, subject);
        }
        return !found.isEmpty();
    }

    /** Every text of some nodes. */
    static Map<Key, StoredText> known(WriteUnit unit, long[] nodeIds) {
        Map<Key, StoredText> known = new LinkedHashMap<>();
        if (nodeIds.length > 0) {
            TextIndex.of(unit.session(), unit.scopeId(), nodeIds).forEach(text -> known.put(Key.of(text), text));
        }
        return known;
    }

    private static long[] nodeIds(List<Draft> drafts) {
        return drafts.stream().mapToLong(Draft::nodeId).distinct().toArray();
    }
}
