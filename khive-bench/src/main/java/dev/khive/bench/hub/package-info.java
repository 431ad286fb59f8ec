/** Walks from a node with very many edges, next to the same walks from nodes with few. Internal. */
@NullMarked
package dev.khive.bench.hub;

import org.jspecify.annotations.NullMarked;
