package dev.khive.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a backend can do. What it declares is proven by the conformance kit; what it does not declare throws {@link
 * dev.khive.api.error.UnsupportedCapabilityException} naming the constant. A constant can imply others.
 */
public enum Capability {
    /** Raw SQL for operators. */
    SQL_ACCESS,
    /** Entities. */
    ENTITIES,
    /** Notes. */
    NOTES,
    /** Edges, neighbours, traversal, subgraphs, shortest paths. */
    GRAPH(ENTITIES),
    /** The event log, written by the stores and by the application. */
    EVENTS,
    /** Dense vectors with exact search. */
    VECTORS(ENTITIES),
    /** Approximate nearest-neighbour indexes. */
    VECTOR_INDEX(VECTORS),
    /** Sparse vectors. */
    SPARSE(ENTITIES),
    /** Full-text search ranked by BM25. */
    TEXT(ENTITIES),
    /** Fusion of several search arms in one call. */
    HYBRID_SEARCH(TEXT, VECTORS),
    /** Queries in GQL. */
    QUERY_GQL(GRAPH),
    /** Queries in SPARQL. */
    QUERY_SPARQL(GRAPH),
    /** Query rows and events as reactive streams, with demand that reaches the database. */
    STREAMS(EVENTS),
    /** One transaction over every declared store. */
    TRANSACTIONS,
    /** Savepoints inside a transaction. */
    SAVEPOINTS(TRANSACTIONS),
    /** Several processes that write at once. */
    MANY_WRITERS,
    /** Expression indexes on declared properties. */
    PROPERTY_INDEXES,
    /** A consistent copy while the backend is in use. */
    ONLINE_BACKUP,
    /** A check of every table and index. */
    INTEGRITY_CHECK,
    /** Data outlives the process. */
    DURABLE;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of and Set.copyOf cannot be changed; the type does not say so.
    private final Set<Capability> implied;

    Capability(Capability... implied) {
        this.implied = implied.length == 0 ? Set.of() : Set.copyOf(Arrays.asList(implied));
    }

    /** What a backend that declares this must declare too, directly. */
    public Set<Capability> implied() {
        return implied;
    }

    /** The given capabilities and all that they imply. */
    public static Set<Capability> closure(Set<Capability> declared) {
        EnumSet<Capability> result = EnumSet.noneOf(Capability.class);
        declared.forEach(capability -> addWithImplied(result, capability));
        return result;
    }

    private static void addWithImplied(Set<Capability> result, Capability capability) {
        if (result.add(capability)) {
            capability.implied.forEach(next -> addWithImplied(result, next));
        }
    }
}
