package dev.khive.query.plan;

import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.parse.QueryErrors;
import java.util.List;

/** What a search for the shortest paths can be asked. */
final class ShortestPattern {
    private ShortestPattern() {}

    /** The path with a length for its edge; an error where it is more than one edge between two nodes. */
    static Pattern.Path checked(Pattern.Path path) {
        if (path.edges().size() != 1) {
            throw QueryErrors.rejected(
                    path.position(), "A shortest path of more than one edge pattern", "; divide it at its nodes.");
        }
        EdgePattern edge = path.edges().getFirst();
        Length length = edge.length() == null ? new Length(1, 1) : edge.length();
        if (length.minimum() > 1) {
            throw QueryErrors.rejected(
                    edge.position(), "A shortest path of at least " + length.minimum() + " edges", "; at least 1 is.");
        }
        EdgePattern walked = new EdgePattern(
                edge.position(),
                edge.variable(),
                edge.direction(),
                edge.relations(),
                edge.properties(),
                edge.where(),
                length);
        return new Pattern.Path(
                path.position(), path.variable(), path.selector(), path.mode(), path.nodes(), List.of(walked));
    }
}
