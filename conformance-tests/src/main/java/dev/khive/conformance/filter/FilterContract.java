package dev.khive.conformance.filter;

import dev.khive.conformance.Databases;
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
    class OfEntities extends ListedContract {
        OfEntities() {
            super(all, Listed.of(RecordKind.ENTITY));
        }
    }

    @Nested
    class OfNotes extends ListedContract {
        OfNotes() {
            super(all, Listed.of(RecordKind.NOTE));
        }
    }

    @Nested
    class OfEdges extends ListedContract {
        OfEdges() {
            super(all, Listed.of(RecordKind.EDGE));
        }
    }

    @Nested
    class OfEvents extends ListedContract {
        OfEvents() {
            super(all, Listed.EVENTS);
        }
    }

    @Nested
    class InVectorSearch extends PushdownFilters {
        InVectorSearch() {
            super(all, Pushdowns.VECTOR_SEARCH);
        }
    }

    @Nested
    class InVectorLists extends PushdownFilters {
        InVectorLists() {
            super(all, Pushdowns.VECTOR_LIST);
        }
    }

    @Nested
    class InSparseSearch extends PushdownFilters {
        InSparseSearch() {
            super(all, Pushdowns.SPARSE_SEARCH);
        }
    }

    @Nested
    class InTextSearch extends PushdownFilters {
        InTextSearch() {
            super(all, Pushdowns.TEXT_SEARCH);
        }
    }

    @Nested
    class InHybridSearch extends PushdownFilters {
        InHybridSearch() {
            super(all, Pushdowns.HYBRID_SEARCH);
        }
    }

    @Nested
    class OnNodesOfNeighbors extends PushdownFilters {
        OnNodesOfNeighbors() {
            super(all, Pushdowns.NEIGHBOR_NODES);
        }
    }

    @Nested
    class OnEdgesOfNeighbors extends PushdownFilters {
        OnEdgesOfNeighbors() {
            super(all, Pushdowns.NEIGHBOR_EDGES);
        }
    }

    @Nested
    class OnNodesOfTraversals extends PushdownFilters {
        OnNodesOfTraversals() {
            super(all, Pushdowns.TRAVERSAL_NODES);
        }
    }

    @Nested
    class OnEdgesOfTraversals extends PushdownFilters {
        OnEdgesOfTraversals() {
            super(all, Pushdowns.TRAVERSAL_EDGES);
        }
    }
}
