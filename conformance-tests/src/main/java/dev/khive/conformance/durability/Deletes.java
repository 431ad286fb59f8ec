package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.NoteDraft;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Deletes with much behind them: of a hub with its edges, of what has expired, of many nodes with their vectors and texts. */
final class Deletes implements Commits {
    /** How many deletes there are; those with higher numbers write an entity, so that there is always one more commit. */
    static final int KINDS = 3;

    private static final int NODES = 150;
    private static final int HUB = 0;

    private final Samples samples;

    Deletes(String writer, Set<Capability> declared) {
        this.samples = new Samples(writer, declared);
    }

    @Override
    public void prepare(Storage storage) {
        storage.entities().upsertAll(samples.entities(0, NODES), BatchMode.ATOMIC);
        if (samples.has(Capability.GRAPH)) {
            List<EdgeDraft> edges = IntStream.range(1, NODES)
                    .mapToObj(number ->
                            samples.edge(number, samples.id("entity", HUB), "KNOWS", samples.id("entity", number)))
                    .toList();
            storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        }
        if (samples.has(Capability.NOTES)) {
            List<NoteDraft> notes = IntStream.range(0, NODES)
                    .mapToObj(number -> samples.note(number, true))
                    .toList();
            storage.notes().upsertAll(notes, BatchMode.ATOMIC);
        }
        samples.define(storage);
        samples.putVectors(storage, 0, NODES);
        samples.putSparse(storage, 0, NODES);
        samples.putTexts(storage, 0, NODES);
    }

    @Override
    public void commit(Backend backend, Scope scope, int number) {
        Storage storage = backend.in(scope);
        switch (number) {
            case 0 -> storage.entities().delete(samples.id("entity", HUB), DeleteMode.HARD);
            case 1 -> storage.entities().deleteAll(nodes(1, NODES / 2), DeleteMode.HARD);
            case 2 -> {
                if (samples.has(Capability.NOTES)) {
                    storage.notes().purgeExpired();
                }
            }
            default -> storage.entities().upsert(samples.entity(NODES + number));
        }
    }

    private List<UUID> nodes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> samples.id("entity", number))
                .toList();
    }
}
