package dev.khive.db.sqlite;

import dev.khive.api.Stores;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A ring of people, each of whom knows the next, with a name that text search finds.
 *
 * <pre>(person 0)-[:KNOWS]->(person 1)-[:KNOWS]-> … ->(person 0)</pre>
 */
final class SampleGraph {
    private SampleGraph() {}

    /** Writes people and what they know of one another; their ids in order. */
    static List<UUID> write(Stores stores, int people) {
        List<EntityDraft> entities = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            entities.add(new EntityDraft(
                    RecordIds.next(),
                    List.of("Person", i % 2 == 0 ? "Even" : "Odd"),
                    Map.of("name", "person " + i, "rank", i, "description", "knows person " + (i + 1) % people)));
        }
        stores.entities().upsertAll(entities, BatchMode.ATOMIC);
        List<UUID> ids = entities.stream().map(EntityDraft::id).toList();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            edges.add(EdgeDraft.of(ids.get(i), "KNOWS", ids.get((i + 1) % people)));
        }
        stores.graph().upsertAll(edges, BatchMode.ATOMIC);
        return ids;
    }
}
