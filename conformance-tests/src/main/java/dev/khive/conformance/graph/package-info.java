/** What neighbours, traversals, subgraphs and shortest paths promise. */
@NullMarked
package dev.khive.conformance.graph;

import org.jspecify.annotations.NullMarked;
