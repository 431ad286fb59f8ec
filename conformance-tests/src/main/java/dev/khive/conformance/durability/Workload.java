package dev.khive.conformance.durability;

import dev.khive.api.Capability;
import java.util.Set;

/** What a process writes until it is killed. */
enum Workload {
    /** Transactions over every store. */
    STEPS,
    /** Atomic batches, each of one store, without a transaction around them. */
    BATCHES,
    /** Deletes of much at once: a node with many edges, what has expired, many nodes. */
    DELETES;

    /** The commits of a writer, whose records are its own, in the stores that are declared. */
    Commits of(String writer, Set<Capability> declared) {
        return switch (this) {
            case STEPS -> new Steps(writer, declared);
            case BATCHES -> new Batches(writer, declared);
            case DELETES -> new Deletes(writer, declared);
        };
    }
}
