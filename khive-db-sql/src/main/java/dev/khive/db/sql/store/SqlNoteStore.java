package dev.khive.db.sql.store;

import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.NoteStore;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import java.util.List;

/** Notes in SQL tables. */
public final class SqlNoteStore extends SqlRecords<Note, NoteDraft, PreparedRow.Node> implements NoteStore {
    /**
     * The store of a handle.
     *
     * @param listeners what follows the nodes
     */
    public SqlNoteStore(ScopeAccess access, List<NodeListener> listeners) {
        super("notes", access, new NoteTable(new EdgeTable(), listeners), new NoteShape());
    }

    @Override
    public Deletion purgeExpired() {
        return access().write(call("purgeExpired"), unit -> delete(unit, expired(unit), DeleteMode.HARD));
    }

    private List<StoredRow> expired(WriteUnit unit) {
        return unit.session()
                .query(
                        """
                        SELECT uuid, node_id, record_type, revision, dead_at, deleted_at, label_set_id
                        FROM node
                        WHERE scope_id = ? AND expires_at <= ?
                        ORDER BY expires_at, node_id
                        LIMIT ?""",
                        List.of(unit.scopeId(), unit.now(), access().bounds().batch()),
                        NodeTable::read);
    }
}
