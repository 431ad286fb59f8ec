/**
 * Ways through the graph over SQL: neighbours, breadth-first traversal, subgraphs and shortest paths, each level of a walk one
 * statement over its whole frontier. Internal to khive's SQL backends; thread-safe.
 */
@NullMarked
package dev.khive.db.sql.graph;

import org.jspecify.annotations.NullMarked;
