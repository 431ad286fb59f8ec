package dev.khive.conformance.memory;

import dev.khive.api.store.Edge;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Breadth-first search for a path with the fewest edges, in each namespace alone. */
final class ShortestPath {
    private final PathRequest request;
    private final Hops hops;
    private final Work work;

    private ShortestPath(View view, PathRequest request) {
        this.request = request;
        this.hops =
                new Hops(view, request.direction(), request.relations(), request.edgeFilter(), request.nodeFilter());
        this.work = new Work(request.budget(), false);
    }

    static Optional<Path> of(View view, PathRequest request) {
        ShortestPath search = new ShortestPath(view, request);
        view.requireLiveNode(request.from());
        view.requireLiveNode(request.to());
        return view.namespaces().stream()
                .filter(namespace -> namespace.rows().liveNode(request.from(), view.now())
                        && namespace.rows().liveNode(request.to(), view.now()))
                .flatMap(namespace -> search.in(namespace.rows()).stream())
                .min(Comparator.comparingInt(Path::length));
    }

    private Optional<Path> in(ScopeRows rows) {
        Map<UUID, Path> paths = new LinkedHashMap<>();
        paths.put(request.from(), new Path(List.of(request.from()), List.of()));
        List<Path> level = List.copyOf(paths.values());
        for (int depth = 1; depth <= request.maxDepth() && !paths.containsKey(request.to()); depth++) {
            work.hasTime();
            List<Path> next = new ArrayList<>();
            for (Path path : level) {
                Row last = Objects.requireNonNull(rows.nodes.get(path.nodes().getLast()));
                for (Hop hop : hops.from(rows, last)) {
                    work.takesEdge();
                    UUID to = hop.to().record().id();
                    if (hop.edgeAccepted()
                            && (hop.nodeAccepted() || to.equals(request.to()))
                            && !paths.containsKey(to)) {
                        Path longer = longer(path, hop);
                        paths.put(to, longer);
                        next.add(longer);
                        work.allowsNodes(paths.size());
                    }
                }
            }
            level = next;
        }
        return Optional.ofNullable(paths.get(request.to()));
    }

    private static Path longer(Path path, Hop hop) {
        List<UUID> nodes = new ArrayList<>(path.nodes());
        List<Edge> edges = new ArrayList<>(path.edges());
        nodes.add(hop.to().record().id());
        edges.add(hop.stored());
        return new Path(nodes, edges);
    }
}
