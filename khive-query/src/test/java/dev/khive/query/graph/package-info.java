/** A graph in memory on the real schema, and the cases that run over it. */
@NullMarked
package dev.khive.query.graph;

import org.jspecify.annotations.NullMarked;
