package dev.khive.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What WITH and RETURN have in common. */
public record Projection(
        Position position,
        boolean distinct,
        boolean star,
        List<Item> items,
        List<SortItem> orderBy,
        @Nullable Expression skip,
        @Nullable Expression limit)
        implements AstNode {
    /** Copies what it is given. */
    public Projection {
        items = List.copyOf(items);
        orderBy = List.copyOf(orderBy);
    }

    /**
     * One column.
     *
     * @param name its alias, or the text of its expression
     * @param aliased whether the alias was written
     */
    public record Item(Expression expression, String name, boolean aliased) {}

    /** One key of the order. */
    public record SortItem(Expression expression, boolean descending) {}
}
