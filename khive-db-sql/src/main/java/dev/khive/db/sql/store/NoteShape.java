package dev.khive.db.sql.store;

import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowReader;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes: rows of {@code node} of the record type 1, with one label. Content, salience and expiry stand among the stored properties,
 * where queries see them, and are taken out of the record's.
 */
public final class NoteShape implements RowShape<Note> {
    @Override
    public String columns(JsonDialect json) {
        return NodeColumns.select(json);
    }

    @Override
    public int width() {
        return NodeColumns.WIDTH;
    }

    @Override
    public String from() {
        return NodeColumns.FROM;
    }

    @Override
    public String belongs() {
        return "r.record_type = " + NodeColumns.NOTE;
    }

    @Override
    public RecordColumns fields(JsonDialect json) {
        return RecordColumns.notes("r", json);
    }

    @Override
    public RowReader<Note> reader(ScopeRows scopes) {
        Map<Long, String> namespaces = scopes.namespaces();
        LabelTexts labels = new LabelTexts();
        return row -> note(row, namespaces, labels);
    }

    private static Note note(ResultRow row, Map<Long, String> namespaces, LabelTexts labels) throws SQLException {
        Map<String, Object> stored = NodeColumns.properties(row, 4);
        Map<String, Object> own = new LinkedHashMap<>(stored);
        own.keySet().removeAll(NoteDraft.RESERVED_KEYS);
        return new Note(
                row.uuid(1),
                NodeColumns.namespace(namespaces, row),
                labels.parse(row.text(3)).get(0),
                String.valueOf(stored.get("content")),
                salience(stored.get("salience")),
                row.instantOrNull(9),
                Collections.unmodifiableMap(own),
                row.integer(5),
                row.instant(6),
                row.instant(7),
                row.instantOrNull(8));
    }

    private static @Nullable Double salience(@Nullable Object stored) {
        return stored instanceof Number number ? (Double) number.doubleValue() : null;
    }
}
