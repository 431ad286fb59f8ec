package dev.khive.query.plan;

import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.parse.QueryErrors;
import java.util.List;

/** What a search for the shortest paths can be asked. */
final class ShortestPattern {
    private ShortestPattern() {}

    /** Whether the paths have to be counted: those of one length are searched node by node, and no shorter one is passed over. */
    static boolean isCounted(Pattern.Path path, Length length) {
        return switch (path.selector()) {
            case ALL -> false;
            case ANY_SHORTEST, ALL_SHORTEST -> length.minimum() > 1 || isThereAndBack(path, length);
            case SHORTEST_PATHS, SHORTEST_GROUPS -> true;
        };
    }

    /** Whether a path may be an undirected edge and the same edge back. */
    private static boolean isThereAndBack(Pattern.Path path, Length length) {
        return path.mode() == Pattern.Mode.WALK
                && path.edges().getFirst().direction() == Pattern.Direction.BOTH
                && length.minimum() == 1;
    }

    /** What is searched for such a path. */
    static Operator.Search search(Pattern.Path path, Length length) {
        boolean groups =
                path.selector() == Pattern.Selector.ALL_SHORTEST || path.selector() == Pattern.Selector.SHORTEST_GROUPS;
        return new Operator.Search(length, path.mode(), path.count(), groups);
    }

    /** The path with a length for its edge; an error where it is more than one edge between two nodes. */
    static Pattern.Path checked(Pattern.Path path) {
        if (path.edges().size() != 1) {
            throw QueryErrors.rejected(
                    path.position(), "A shortest path of more than one edge pattern", "; divide it at its nodes.");
        }
        EdgePattern edge = path.edges().getFirst();
        Length length = edge.length() == null ? new Length(1, 1) : edge.length();
        EdgePattern walked = new EdgePattern(
                edge.position(),
                edge.variable(),
                edge.direction(),
                edge.relations(),
                edge.properties(),
                edge.where(),
                length);
        return new Pattern.Path(
                path.position(),
                path.variable(),
                path.selector(),
                path.count(),
                path.mode(),
                path.nodes(),
                List.of(walked));
    }
}
