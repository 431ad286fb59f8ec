package dev.khive.query.ast;

import java.util.List;

/**
 * A whole query: parts joined by UNION.
 *
 * @param parts at least one
 * @param unionAll one less than there are parts: whether the union before the next part keeps duplicates
 */
public record Query(Position position, List<SingleQuery> parts, List<Boolean> unionAll) implements AstNode {
    /** Copies what it is given. */
    public Query {
        parts = List.copyOf(parts);
        unionAll = List.copyOf(unionAll);
    }
}
