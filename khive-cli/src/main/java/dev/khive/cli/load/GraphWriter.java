package dev.khive.cli.load;

import dev.khive.api.Stores;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes entities, notes and edges in batches; nodes before the edges between them. For one thread. */
public final class GraphWriter {
    private final BatchWriter<Entity, EntityDraft> entities;
    private final BatchWriter<Note, NoteDraft> notes;
    private final BatchWriter<Edge, EdgeDraft> edges;

    /**
     * A writer to a scope.
     *
     * @param batch how many records make a commit
     * @param compare whether to pass over records that are stored already just as they are
     * @param leftOut hears of a record that a store refused; null to fail at the first
     */
    public GraphWriter(Stores stores, int batch, boolean compare, @Nullable Consumer<BadLine> leftOut) {
        entities = new BatchWriter<>(
                stores.entities(),
                new BatchWriter.Rules<>(batch, EntityDraft::id, compare ? GraphWriter::same : null, leftOut));
        notes = new BatchWriter<>(
                stores.notes(),
                new BatchWriter.Rules<>(batch, NoteDraft::id, compare ? GraphWriter::same : null, leftOut));
        edges = new BatchWriter<>(
                stores.graph(),
                new BatchWriter.Rules<>(batch, EdgeDraft::id, compare ? GraphWriter::same : null, leftOut));
    }

    private static boolean same(Entity stored, EntityDraft draft) {
        return stored.labels().equals(draft.labels()) && stored.properties().equals(draft.properties());
    }

    private static boolean same(Note stored, NoteDraft draft) {
        return stored.kind().equals(draft.kind())
                && stored.content().equals(draft.content())
                && Objects.equals(stored.salience(), draft.salience())
                && Objects.equals(stored.expiresAt(), draft.expiresAt())
                && stored.properties().equals(draft.properties());
    }

    private static boolean same(Edge stored, EdgeDraft draft) {
        return stored.source().equals(draft.source())
                && stored.relation().equals(draft.relation())
                && stored.target().equals(draft.target())
                && stored.weight() == draft.weight()
                && Objects.equals(stored.validFrom(), draft.validFrom())
                && Objects.equals(stored.validTo(), draft.validTo())
                && stored.properties().equals(draft.properties());
    }

    /** Takes an entity. */
    public void add(EntityDraft draft, @Nullable Place place) {
        entities.add(draft, place);
    }

    /** Takes a note. */
    public void add(NoteDraft draft, @Nullable Place place) {
        notes.add(draft, place);
    }

    /** Takes an edge, whose ends must be written. */
    public void add(EdgeDraft draft, @Nullable Place place) {
        edges.add(draft, place);
    }

    /** Writes what is left. */
    public void flush() {
        entities.flush();
        notes.flush();
        edges.flush();
    }

    /** What became of the entities. */
    public Tally entities() {
        return entities.tally();
    }

    /** What became of the notes. */
    public Tally notes() {
        return notes.tally();
    }

    /** What became of the edges. */
    public Tally edges() {
        return edges.tally();
    }
}
