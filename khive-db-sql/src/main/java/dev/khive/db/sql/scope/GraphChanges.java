package dev.khive.db.sql.scope;

import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many nodes of each label set and how many edges of each shape a write adds and takes away. They are summed up in memory and
 * written once, when the write ends. Deleted and expired rows count as long as they are stored.
 */
public final class GraphChanges {
    /** Edges of a relation from nodes of a label set to nodes of a label set. */
    private record Shape(long source, long relation, long target) {}

    private static final int ROWS_PER_STATEMENT = 50;

    /** A count below twice this passes no mark but 0: small graphs would else never have the same facts twice. */
    private static final long LEAST_MARK = 16;

    private final Map<Long, Long> nodes = new LinkedHashMap<>();
    private final Map<Shape, Long> edges = new LinkedHashMap<>();

    GraphChanges() {}

    /** Adds nodes with a label set, or takes them away where {@code more} is negative. */
    public void nodes(long labelSet, long more) {
        nodes.merge(labelSet, more, Long::sum);
    }

    /** Adds edges, by the label sets of their ends, or takes them away where {@code more} is negative. */
    public void edges(long sourceSet, long relation, long targetSet, long more) {
        edges.merge(new Shape(sourceSet, relation, targetSet), more, Long::sum);
    }

    /**
     * Writes the sums into the counts of the scope.
     *
     * @return whether what is known of the graph has changed: a count went from or to 0, or passed a power of two
     */
    boolean write(Session session, long scopeId) {
        nodes.values().removeIf(sum -> sum == 0);
        edges.values().removeIf(sum -> sum == 0);
        boolean changed = false;
        for (List<Map.Entry<Long, Long>> some : chunks(nodes)) {
            changed |= writeNodes(session, scopeId, some);
        }
        for (List<Map.Entry<Shape, Long>> some : chunks(edges)) {
            changed |= writeEdges(session, scopeId, some);
        }
        return changed;
    }

    private boolean writeNodes(Session session, long scopeId, List<Map.Entry<Long, Long>> some) {
        List<Object> binds = new ArrayList<>();
        some.forEach(entry -> binds.addAll(List.of(entry.getKey(), entry.getValue())));
        binds.add(scopeId);
        return session.query(
                        session.profile().counts().nodes(some.size()),
                        binds,
                        row -> passes(row.integer(2), Objects.requireNonNull(nodes.get(row.integer(1)))))
                .contains(true);
    }

    private boolean writeEdges(Session session, long scopeId, List<Map.Entry<Shape, Long>> some) {
        List<Object> binds = new ArrayList<>();
        some.forEach(entry -> {
            Shape shape = entry.getKey();
            binds.addAll(List.of(scopeId, shape.source(), shape.relation(), shape.target(), entry.getValue()));
        });
        return session.query(
                        session.profile().counts().edges(some.size()),
                        binds,
                        row -> passes(
                                row.integer(4),
                                Objects.requireNonNull(
                                        edges.get(new Shape(row.integer(1), row.integer(2), row.integer(3))))))
                .contains(true);
    }

    private static boolean passes(long after, long more) {
        return mark(after) != mark(after - more);
    }

    private static long mark(long count) {
        return count <= 0 ? 0 : Long.highestOneBit(Math.max(count, LEAST_MARK));
    }

    private static <K> List<List<Map.Entry<K, Long>>> chunks(Map<K, Long> sums) {
        List<Map.Entry<K, Long>> all = List.copyOf(sums.entrySet());
        List<List<Map.Entry<K, Long>>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            chunks.add(all.subList(from, Math.min(from + ROWS_PER_STATEMENT, all.size())));
        }
        return chunks;
    }
}
