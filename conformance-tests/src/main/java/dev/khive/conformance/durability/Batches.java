package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** Atomic batches of entities, and then of what belongs to them, one store after the other. */
final class Batches implements Commits {
    static final int SIZE = 150;

    private final Samples samples;
    private final List<ObjIntConsumer<Stores>> kinds = new ArrayList<>();

    Batches(String writer, Set<Capability> declared) {
        samples = new Samples(writer, declared);
        kinds.add((stores, group) -> stores.entities().upsertAll(entities(group), BatchMode.ATOMIC));
        if (samples.has(Capability.GRAPH)) {
            kinds.add((stores, group) -> stores.graph().upsertAll(edges(group), BatchMode.ATOMIC));
        }
        if (samples.has(Capability.VECTORS)) {
            kinds.add((stores, group) -> samples.putVectors(stores, group * SIZE, (group + 1) * SIZE));
        }
        if (samples.has(Capability.TEXT)) {
            kinds.add((stores, group) -> samples.putTexts(stores, group * SIZE, (group + 1) * SIZE));
        }
        if (samples.has(Capability.EVENTS)) {
            kinds.add((stores, group) -> stores.events().appendAll(events(group)));
        }
    }

    @Override
    public void prepare(Storage storage) {
        samples.define(storage);
    }

    @Override
    public void commit(Backend backend, Scope scope, int number) {
        kinds.get(number % kinds.size()).accept(backend.in(scope), number / kinds.size());
    }

    List<EntityDraft> entities(int group) {
        return samples.entities(group * SIZE, (group + 1) * SIZE);
    }

    private List<EdgeDraft> edges(int group) {
        return IntStream.range(group * SIZE, (group + 1) * SIZE)
                .mapToObj(number ->
                        samples.edge(number, samples.id("entity", number), "NEXT", samples.id("entity", group * SIZE)))
                .toList();
    }

    private List<EventDraft> events(int group) {
        return IntStream.range(group * SIZE, (group + 1) * SIZE)
                .mapToObj(number -> EventDraft.of("counted", "bird", samples.id("entity", number), Map.of("n", number)))
                .toList();
    }
}
