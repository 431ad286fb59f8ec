package dev.khive.conformance.memory;

import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.NoteStore;
import java.time.Instant;
import java.util.Comparator;

/** Notes in memory. */
final class MemoryNotes extends MemoryNodes<Note, NoteDraft> implements NoteStore {
    MemoryNotes(Access access) {
        super(access, new NoteKind());
    }

    @Override
    public Deletion purgeExpired() {
        return access().write(write -> delete(
                write,
                write.rows().nodes.values().stream()
                        .filter(row -> !expiry(row).isAfter(write.now()))
                        .sorted(Comparator.comparing(MemoryNotes::expiry).thenComparingLong(Row::number))
                        .limit(access().bounds().batch())
                        .toList(),
                DeleteMode.HARD));
    }

    private static Instant expiry(Row row) {
        return row.record() instanceof Note note && note.expiresAt() != null ? note.expiresAt() : Instant.MAX;
    }
}
