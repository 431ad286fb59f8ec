package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Stores;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EventDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * Each step is a transaction over every store that is declared: it adds, changes what the step before it added, and deletes some of
 * what older steps added. Where there are no transactions each call of a step is a commit.
 */
final class Steps implements Commits {
    /** The table of the steps that were made, for backends with SQL. */
    static final String TABLE = "kit_steps";

    static final String VERB = "stepped";
    private static final int ENTITIES = 3;

    private final Samples samples;
    private final List<ObjIntConsumer<Stores>> calls = List.of(
            this::putEntities,
            this::putNote,
            this::putEdges,
            this::putVectors,
            this::putSparse,
            this::putTexts,
            this::change,
            this::delete,
            this::append);

    @SuppressWarnings("this-escape") // The calls are made when it is whole.
    Steps(String writer, Set<Capability> declared) {
        this.samples = new Samples(writer, declared);
    }

    @Override
    public void commit(Backend backend, Scope scope, int number) {
        if (!samples.has(Capability.TRANSACTIONS)) {
            calls.get(number % calls.size()).accept(backend.in(scope), number / calls.size());
        } else if (backend.capabilities().contains(Capability.SQL_ACCESS)) {
            backend.transaction(transaction -> {
                write(transaction.in(scope), number);
                return transaction.sql().update("INSERT INTO " + TABLE + " VALUES (?, ?)", scope.tenant(), number);
            });
        } else {
            backend.in(scope).transaction(transaction -> {
                write(transaction, number);
                return number;
            });
        }
    }

    /** The calls of a step. */
    void write(Stores stores, int step) {
        calls.forEach(call -> call.accept(stores, step));
    }

    private void putEntities(Stores stores, int step) {
        stores.entities().upsertAll(samples.entities(step * ENTITIES, (step + 1) * ENTITIES), BatchMode.ATOMIC);
    }

    private void putNote(Stores stores, int step) {
        if (samples.has(Capability.NOTES)) {
            stores.notes().upsert(samples.note(step, false));
        }
    }

    private void putEdges(Stores stores, int step) {
        if (samples.has(Capability.GRAPH)) {
            int first = step * ENTITIES;
            stores.graph()
                    .upsertAll(
                            List.of(
                                    samples.edge(
                                            first,
                                            samples.id("entity", first),
                                            "NEXT",
                                            samples.id("entity", first + 1)),
                                    samples.edge(
                                            first + 1,
                                            samples.id("entity", first + 1),
                                            "NEXT",
                                            samples.id("entity", first + 2)),
                                    samples.edge(
                                            first + 2,
                                            samples.id("entity", Math.max(0, first - ENTITIES)),
                                            "THEN",
                                            samples.id("entity", first))),
                            BatchMode.ATOMIC);
        }
    }

    private void putVectors(Stores stores, int step) {
        samples.define(stores);
        samples.putVectors(stores, step * ENTITIES, (step + 1) * ENTITIES);
    }

    private void putSparse(Stores stores, int step) {
        samples.putSparse(stores, step * ENTITIES, (step + 1) * ENTITIES);
    }

    private void putTexts(Stores stores, int step) {
        samples.putTexts(stores, step * ENTITIES, (step + 1) * ENTITIES);
    }

    private void change(Stores stores, int step) {
        if (step > 0) {
            int changed = (step - 1) * ENTITIES;
            stores.entities().upsert(samples.entity(changed).with("changed", step));
        }
    }

    /** One for good, whose edge, vector and texts go with it, and one softly. */
    private void delete(Stores stores, int step) {
        if (step > 1) {
            int first = (step - 2) * ENTITIES;
            stores.entities().delete(samples.id("entity", first + 2), DeleteMode.HARD);
            stores.entities().delete(samples.id("entity", first + 1), DeleteMode.SOFT);
        }
    }

    private void append(Stores stores, int step) {
        if (samples.has(Capability.EVENTS)) {
            stores.events()
                    .append(new EventDraft(
                            VERB,
                            samples.writer(),
                            samples.id("entity", step * ENTITIES),
                            null,
                            Map.of("step", step),
                            samples.writer() + " " + step));
        }
    }
}
