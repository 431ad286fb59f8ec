package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One state of the namespaces of a handle, in the handle's order.
 *
 * @param now what decides whether something has expired
 */
record View(List<Namespace> namespaces, Instant now) {
    /** A namespace and its rows, which are empty when it was never written. */
    record Namespace(String name, ScopeRows rows) {}

    /** The one namespace of the handle. */
    ScopeRows single() {
        if (namespaces.size() != 1) {
            throw new InvalidInputException(
                    "This call needs a handle of a single namespace, this one reads " + namespaces.size() + ".");
        }
        return namespaces.get(0).rows();
    }

    /** Something of every namespace, one after the other. */
    <T> Stream<T> all(BiFunction<String, ScopeRows, Stream<T>> of) {
        return namespaces.stream().flatMap(namespace -> of.apply(namespace.name(), namespace.rows()));
    }

    /** The live nodes. */
    Stream<Row> liveNodes() {
        return all((name, rows) -> rows.nodes.values().stream().filter(row -> rows.live(row.record(), now)));
    }

    /** The live edges. */
    Stream<Row> liveEdges() {
        return all((name, rows) -> rows.edges.values().stream().filter(row -> rows.live(row.record(), now)));
    }

    /** Refuses a node that is live in none of the namespaces. */
    void requireLiveNode(UUID id) {
        if (namespaces.stream().noneMatch(namespace -> namespace.rows().liveNode(id, now))) {
            throw new NotFoundException("There is no live node " + id + " in this scope.");
        }
    }
}
