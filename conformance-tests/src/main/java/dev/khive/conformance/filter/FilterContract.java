package dev.khive.conformance.filter;

import dev.khive.api.Capability;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.record.RecordKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Every suite about filters, orders and pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FilterContract {

    private final Databases all;

    /** The suites over the databases of a run. */
    protected FilterContract(Databases databases) {
        this.all = databases;
    }

    @Nested
    @Requires(Capability.ENTITIES)
    class OfEntities extends ListedContract {
        OfEntities() {
            super(all, Listed.of(RecordKind.ENTITY));
        }
    }

    @Nested
    @Requires(Capability.NOTES)
    class OfNotes extends ListedContract {
        OfNotes() {
            super(all, Listed.of(RecordKind.NOTE));
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class OfEdges extends ListedContract {
        OfEdges() {
            super(all, Listed.of(RecordKind.EDGE));
        }
    }

    @Nested
    @Requires(Capability.EVENTS)
    class OfEvents extends ListedContract {
        OfEvents() {
            super(all, Listed.EVENTS);
        }
    }

    @Nested
    @Requires(Capability.VECTORS)
    class InVectorSearch extends PushdownFilters {
        InVectorSearch() {
            super(all, Pushdowns.VECTOR_SEARCH);
        }
    }

    @Nested
    @Requires(Capability.VECTORS)
    class InVectorLists extends PushdownFilters {
        InVectorLists() {
            super(all, Pushdowns.VECTOR_LIST);
        }
    }

    @Nested
    @Requires(Capability.SPARSE)
    class InSparseSearch extends PushdownFilters {
        InSparseSearch() {
            super(all, Pushdowns.SPARSE_SEARCH);
        }
    }

    @Nested
    @Requires(Capability.TEXT)
    class InTextSearch extends PushdownFilters {
        InTextSearch() {
            super(all, Pushdowns.TEXT_SEARCH);
        }
    }

    @Nested
    @Requires(Capability.HYBRID_SEARCH)
    class InHybridSearch extends PushdownFilters {
        InHybridSearch() {
            super(all, Pushdowns.HYBRID_SEARCH);
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class OnNodesOfNeighbors extends PushdownFilters {
        OnNodesOfNeighbors() {
            super(all, Pushdowns.NEIGHBOR_NODES);
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class OnEdgesOfNeighbors extends PushdownFilters {
        OnEdgesOfNeighbors() {
            super(all, Pushdowns.NEIGHBOR_EDGES);
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class OnNodesOfTraversals extends PushdownFilters {
        OnNodesOfTraversals() {
            super(all, Pushdowns.TRAVERSAL_NODES);
        }
    }

    @Nested
    @Requires(Capability.GRAPH)
    class OnEdgesOfTraversals extends PushdownFilters {
        OnEdgesOfTraversals() {
            super(all, Pushdowns.TRAVERSAL_EDGES);
        }
    }
}
