package dev.khive.bench.writers;

import dev.khive.api.Storage;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One writer: of ten calls four upsert an entity, three insert an edge, two swap the tenant's counter and one deletes. */
final class Writer {
    private static final int ENTITIES_KEPT = 1_000;

    private final Storage storage;
    private final UUID counter;
    private final Random random;
    private final List<UUID> mine = new ArrayList<>();

    Writer(Storage storage, UUID counter, int seed) {
        this.storage = storage;
        this.counter = counter;
        this.random = new Random(seed);
    }

    /** Makes calls until the time is over, and says how long each took, in nanoseconds. */
    List<Long> runUntil(long end) {
        List<Long> took = new ArrayList<>();
        long now = System.nanoTime();
        while (now < end) {
            call(mine.size() < 2 ? 0 : random.nextInt(10));
            long then = System.nanoTime();
            took.add(then - now);
            now = then;
        }
        return took;
    }

    private void call(int kind) {
        switch (kind) {
            case 0, 1, 2, 3 -> upsert();
            case 4, 5, 6 -> storage.graph().insert(EdgeDraft.of(anyone(), "NEXT", anyone()));
            case 7, 8 -> swap();
            default -> storage.entities().delete(mine.removeLast(), DeleteMode.SOFT);
        }
    }

    private UUID anyone() {
        return mine.get(random.nextInt(mine.size()));
    }

    private void upsert() {
        EntityDraft draft = EntityDraft.of("Thing", Map.of("name", "thing " + random.nextInt(), "n", random.nextInt()));
        if (mine.size() == ENTITIES_KEPT) {
            draft = new EntityDraft(anyone(), draft.labels(), draft.properties());
        } else {
            mine.add(draft.id());
        }
        storage.entities().upsert(draft);
    }

    /** A read, and a write that others may have overtaken. */
    private void swap() {
        Entity read = storage.entities().get(counter).orElseThrow();
        try {
            storage.entities().replace(read.toDraft().with("n", random.nextInt()), read.revision());
        } catch (ConflictException | NotFoundException overtaken) {
            return;
        }
    }
}
