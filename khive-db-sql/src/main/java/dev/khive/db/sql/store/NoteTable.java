package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.value.PropertyValues;
import dev.khive.db.sql.session.Micros;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of notes. */
final class NoteTable extends NodeTable<NoteDraft> {
    NoteTable(EdgeTable edges, List<NodeListener> listeners) {
        super(NodeColumns.NOTE, edges, listeners);
    }

    @Override
    public String subjectType() {
        return "note";
    }

    @Override
    public UUID id(NoteDraft draft) {
        return draft.id();
    }

    @Override
    public PreparedRow.Node prepare(NoteDraft draft, Bounds bounds) {
        DraftChecks.name(draft.kind(), "kind", bounds);
        PropertyValues.checkText(draft.content(), "content");
        DraftChecks.requireBytes(() -> "The size of the content in bytes", draft.content(), bounds.textBytes());
        Map<String, Object> own = DraftChecks.properties(draft.properties(), bounds);
        DraftChecks.json(own, bounds);
        Long expiresAt = micros(draft.expiresAt());
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("content", draft.content());
        if (draft.salience() != null) {
            stored.put("salience", draft.salience());
        }
        if (expiresAt != null) {
            stored.put("expires_at", Micros.toInstant(expiresAt).atZone(ZoneOffset.UTC));
        }
        stored.putAll(own);
        return new PreparedRow.Node(
                draft.id(), List.of(draft.kind()), stored, dev.khive.query.value.JsonValues.write(stored), expiresAt);
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : (Long) Micros.of(instant);
    }
}
