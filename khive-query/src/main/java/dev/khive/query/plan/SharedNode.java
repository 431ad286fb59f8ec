package dev.khive.query.plan;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node to which every corner of a clique is linked, by a pattern that depends on that corner alone.
 *
 * @param node its name
 * @param links the pattern from each corner to the node, with what is tested of either
 * @param branches what else hangs on a corner, where anything does
 * @param common what hangs on the node alone
 */
record SharedNode(
        String node, Map<String, CountScope> links, Map<String, CountScope> branches, List<CountScope> common) {

    /**
     * The node that the corners of a clique share; empty where there is none, where they are linked to it by something else than
     * edges with a direction and tests, or where what hangs on one depends on another too.
     */
    static Optional<SharedNode> of(Clique clique, CountScope scope) {
        Set<String> others = new TreeSet<>(scope.rest());
        clique.corners().forEach(others::remove);
        return others.stream().flatMap(node -> of(clique, node, scope).stream()).findFirst();
    }

    private static Optional<SharedNode> of(Clique clique, String node, CountScope scope) {
        CountScope open = new CountScope(scope.rest(), clique.rest(), scope.bound(), scope.visits()).bind(node);
        for (String corner : clique.corners()) {
            open = open.bind(corner);
        }
        Hanging hanging = new Hanging(clique, node);
        return open.divided().stream().allMatch(hanging::take) ? hanging.shared() : Optional.empty();
    }

    /** What hangs where, if a node is the shared one. */
    private static final class Hanging {
        private final Clique clique;
        private final String node;
        private final Map<String, CountScope> links = new TreeMap<>();
        private final Set<String> linked = new HashSet<>();
        private final Map<String, CountScope> branches = new TreeMap<>();
        private final List<CountScope> common = new ArrayList<>();
        private final List<PatternPart> tests = new ArrayList<>();

        Hanging(Clique clique, String node) {
            this.clique = clique;
            this.node = node;
        }

        /** Takes what depends on nothing but a corner and the node; false where it depends on more, or is no link. */
        boolean take(CountScope part) {
            Set<String> anchors = part.anchors();
            List<String> corners =
                    anchors.stream().filter(clique.corners()::contains).toList();
            if (anchors.isEmpty() || corners.size() > 1 || !isOwn(part)) {
                return false;
            }
            boolean reaches = anchors.contains(node);
            boolean tests = part.parts().stream().allMatch(Test.class::isInstance);
            if (corners.isEmpty()) {
                return tests ? this.tests.addAll(part.parts()) : common.add(part);
            }
            if (!reaches && !tests) {
                branches.merge(corners.getFirst(), part, CountScope::and);
                return true;
            }
            links.merge(corners.getFirst(), part, CountScope::and);
            linked.addAll(reaches ? corners : List.of());
            return isPlain(part);
        }

        /** Whether no other part asks for its edges. */
        private boolean isOwn(CountScope part) {
            return part.parts().stream()
                    .filter(Edge.class::isInstance)
                    .map(edge -> ((Edge) edge).name())
                    .allMatch(edge -> clique.rest().stream()
                            .allMatch(other -> !other.names().contains(edge)
                                    || part.parts().contains(other)));
        }

        private static boolean isPlain(CountScope scope) {
            return scope.parts().stream()
                    .allMatch(part -> part instanceof Test
                            || part instanceof Apart
                            || (part instanceof Edge edge && edge.direction() != Direction.BOTH));
        }

        Optional<SharedNode> shared() {
            links.replaceAll((corner, part) -> tests.stream().reduce(part, CountScope::with, (one, other) -> other));
            return linked.containsAll(clique.corners())
                    ? Optional.of(new SharedNode(node, links, branches, common))
                    : Optional.empty();
        }
    }
}
