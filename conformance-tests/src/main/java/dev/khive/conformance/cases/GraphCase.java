package dev.khive.conformance.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query with the graph that it is asked of and what it must give.
 *
 * @param id the name of the case
 * @param feature what it is about, as a path
 * @param graph tagged nodes and edges, to be loaded into an empty scope
 * @param parameters values by name
 * @param query the text
 * @param expected rows or an error
 */
public record GraphCase(
        String id,
        String feature,
        Map<String, ?> graph,
        Map<String, ? extends @Nullable Object> parameters,
        String query,
        Expected expected) {}
