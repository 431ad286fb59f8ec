package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Notes. */
final class NoteKind implements RecordKind<Note, NoteDraft> {
    @Override
    public Class<Note> type() {
        return Note.class;
    }

    @Override
    public String subjectType() {
        return "note";
    }

    @Override
    public Set<RecordField> fields() {
        return Filters.NOTE;
    }

    @Override
    public UUID id(NoteDraft draft) {
        return draft.id();
    }

    @Override
    public Note prepared(NoteDraft draft, Bounds bounds) {
        Checks.name(draft.kind(), "kind", bounds);
        Checks.text(draft.content(), "content", bounds.textBytes());
        return new Note(
                draft.id(),
                "",
                draft.kind(),
                draft.content(),
                draft.salience(),
                Checks.micros(draft.expiresAt()),
                Checks.properties(draft.properties(), bounds),
                0,
                UNSTORED.createdAt(),
                UNSTORED.updatedAt(),
                null);
    }

    @Override
    public Note stamped(Note note, Stamp stamp) {
        return new Note(
                note.id(),
                stamp.namespace(),
                note.kind(),
                note.content(),
                note.salience(),
                note.expiresAt(),
                note.properties(),
                stamp.revision(),
                stamp.createdAt(),
                stamp.updatedAt(),
                stamp.deletedAt());
    }

    @Override
    public Map<UUID, Row> table(ScopeRows rows) {
        return rows.nodes;
    }
}
