package dev.khive.db.sql.filter;

import dev.khive.api.Bounds;
import dev.khive.api.filter.Filter;

/** The bounds of a filter. */
final class FilterSize {
    private static final int MAX_OPERANDS = 30_000;

    private int predicates;
    private int operands;

    private FilterSize() {}

    /** Refuses a filter that is larger or deeper than allowed. */
    static void check(Filter filter) {
        FilterSize size = new FilterSize();
        size.visit(filter, 1);
        Bounds.require("The number of predicates in the filter", size.predicates, Filter.MAX_PREDICATES);
        Bounds.require("The number of operands in the filter", size.operands, MAX_OPERANDS);
    }

    private void visit(Filter filter, int depth) {
        Bounds.require("The depth of the filter", depth, Filter.MAX_DEPTH);
        switch (filter) {
            case Filter.And and -> and.parts().forEach(part -> visit(part, depth + 1));
            case Filter.Or or -> or.parts().forEach(part -> visit(part, depth + 1));
            case Filter.Not not -> visit(not.part(), depth + 1);
            case Filter.In in -> {
                predicates++;
                operands += in.operands().size();
            }
            case Filter.Compare compare -> predicates++;
            case Filter.Between between -> predicates++;
            case Filter.Exists exists -> predicates++;
            case Filter.Matches matches -> predicates++;
        }
    }
}
