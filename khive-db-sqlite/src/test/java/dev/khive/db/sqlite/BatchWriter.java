package dev.khive.db.sqlite;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes batches of nodes and edges until it has written enough or is killed, and prints the number of each batch once it was
 * acknowledged. Arguments: the address, the namespace, the number of the first batch, how many batches.
 */
final class BatchWriter {
    /** How many nodes a batch has; it has as many edges. */
    static final int NODES = 20;

    private BatchWriter() {}

    public static void main(String[] arguments) {
        try (Backend backend = Khive.open(arguments[0])) {
            Storage storage = backend.in(Scope.of("crash", arguments[1]));
            int first = Integer.parseInt(arguments[2]);
            for (int batch = first; batch < first + Integer.parseInt(arguments[3]); batch++) {
                write(storage, batch);
                System.out.println(batch);
            }
        }
    }

    static UUID id(int batch, int index) {
        return new UUID(batch, index);
    }

    /** Nodes and edges are two calls in one transaction, so that a kill between them would show. */
    private static void write(Storage storage, int batch) {
        List<EntityDraft> nodes = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new EntityDraft(
                    id(batch, i), List.of("Batch"), Map.of("name", "node " + i, "batch", batch, "index", i)));
            edges.add(EdgeDraft.of(id(batch, i), "NEXT", id(batch, (i + 1) % NODES)));
        }
        storage.transaction(transaction -> {
            transaction.entities().upsertAll(nodes, BatchMode.ATOMIC);
            return transaction.graph().upsertAll(edges, BatchMode.ATOMIC);
        });
    }
}
