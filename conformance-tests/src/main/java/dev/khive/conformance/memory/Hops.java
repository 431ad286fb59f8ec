package dev.khive.conformance.memory;

import dev.khive.api.filter.Filter;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The steps that a walk may look at. */
final class Hops {
    private final View view;
    private final EdgeDirection direction;
    private final Set<String> relations;
    private final Predicate<Row> edgeFilter;
    private final Predicate<Row> nodeFilter;

    /** Steps in a direction along some relations, every relation when none is named. */
    Hops(View view, EdgeDirection direction, Set<String> relations, Filter edgeFilter, Filter nodeFilter) {
        this.view = view;
        this.direction = direction;
        this.relations = relations;
        this.edgeFilter = Filters.ofEdges(edgeFilter);
        this.nodeFilter = Filters.ofNodes(nodeFilter);
    }

    /** The steps from a node in every namespace that has it, edges stored first coming first; a loop is one step. */
    List<Hop> from(UUID node) {
        return view.namespaces().stream()
                .filter(namespace -> namespace.rows().liveNode(node, view.now()))
                .flatMap(namespace ->
                        from(
                                namespace.rows(),
                                Objects.requireNonNull(namespace.rows().nodes.get(node)))
                                .stream())
                .toList();
    }

    /** The steps from a node of a namespace. */
    List<Hop> from(ScopeRows rows, Row node) {
        UUID id = node.record().id();
        List<Hop> hops = new ArrayList<>();
        for (Row row : rows.edges.values()) {
            if (row.record() instanceof Edge edge
                    && rows.live(edge, view.now())
                    && (relations.isEmpty() || relations.contains(edge.relation()))) {
                boolean leaves = edge.source().equals(id);
                boolean arrives = edge.target().equals(id);
                boolean loop = leaves && arrives;
                if (leaves && (direction != EdgeDirection.IN || loop)) {
                    hops.add(hop(rows, node, row, edge.target(), EdgeDirection.OUT));
                } else if (arrives && direction != EdgeDirection.OUT) {
                    hops.add(hop(rows, node, row, edge.source(), EdgeDirection.IN));
                }
            }
        }
        hops.sort(Comparator.comparingLong(hop -> hop.edge().number()));
        return hops;
    }

    private Hop hop(ScopeRows rows, Row from, Row edge, UUID other, EdgeDirection way) {
        Row to = Objects.requireNonNull(rows.nodes.get(other));
        return new Hop(from, edge, to, way, edgeFilter.test(edge), nodeFilter.test(to));
    }
}
