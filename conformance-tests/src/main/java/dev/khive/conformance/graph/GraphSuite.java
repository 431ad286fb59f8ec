package dev.khive.conformance.graph;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.NaiveGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** Random graphs of three shapes, stored once for the suite. */
@Requires(Capability.GRAPH)
abstract class GraphSuite extends Suite {

    /** A filter that accepts edges with {@code cost} below 6. */
    static final Filter CHEAP = Filter.property("cost").lessThan(6);

    /** A filter that accepts nodes with an odd {@code n}. */
    static final Filter ODD = Filter.property("n").in(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29);

    private final Scope scopeOfGraph = newScope();
    private @Nullable RandomGraph stored;

    GraphSuite(Databases databases) {
        super(databases);
    }

    @BeforeAll
    final void storeGraph() {
        stored = RandomGraph.store(sample(), 42, 30, 70);
    }

    final Storage sample() {
        return backend().in(scopeOfGraph);
    }

    final GraphStore graph() {
        return sample().graph();
    }

    final RandomGraph stored() {
        return Objects.requireNonNull(stored, "stored before the first test");
    }

    final List<UUID> nodes() {
        return stored().nodes();
    }

    final NaiveGraph oracle() {
        return stored().oracle();
    }

    /** The oracle's edges of some relations, of all when there are none, with or without the dear ones. */
    final NaiveGraph oracle(Set<String> relations, boolean cheapOnly) {
        return oracle().where(edge -> (relations.isEmpty() || relations.contains(edge.relation()))
                && (!cheapOnly
                        || (Long) Objects.requireNonNull(edge.properties().get("cost")) < 6));
    }

    final boolean odd(UUID node) {
        return nodes().indexOf(node) % 2 == 1;
    }

    /** No relation, one, two, one that nobody has. */
    static Stream<Set<String>> relations() {
        return Stream.of(Set.of(), Set.of("KNOWS"), Set.of("LIKES", "é-works_at"), Set.of("NOBODY"));
    }

    /** Ids that are nodes nowhere or no longer. */
    final List<UUID> notLive() {
        List<UUID> ids = new ArrayList<>();
        ids.add(RecordIds.next());
        ids.add(RecordIds.ofName("nobody"));
        return ids;
    }
}
