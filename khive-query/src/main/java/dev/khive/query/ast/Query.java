package dev.khive.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole query: parts joined by UNION, and what NEXT says is done with their rows.
 *
 * @param next null for the end
 * @param parts at least one
 * @param unionAll one less than there are parts: whether the union before the next part keeps duplicates
 */
public record Query(
        Position position,
        List<SingleQuery> parts,
        List<Boolean> unionAll,
        @Nullable Query next) implements AstNode {
    /** Copies what it is given. */
    public Query {
        parts = List.copyOf(parts);
        unionAll = List.copyOf(unionAll);
    }
}
