package dev.khive.api;

import dev.khive.api.filter.PropertyPath;

/**
 * An index on one property, which filters and queries with a comparison on it can use. It covers every scope of the
 * database.
 *
 * @param target what has the property
 * @param path where the property is
 */
public record PropertyIndex(Target target, PropertyPath path) {
    /** An index on a property of nodes. */
    public static PropertyIndex onNodes(String... keys) {
        return new PropertyIndex(Target.NODE, PropertyPath.of(keys));
    }

    /** An index on a property of edges. */
    public static PropertyIndex onEdges(String... keys) {
        return new PropertyIndex(Target.EDGE, PropertyPath.of(keys));
    }

    /** What a property belongs to. */
    public enum Target {
        /** Entities and notes. */
        NODE,
        /** Edges. */
        EDGE
    }
}
