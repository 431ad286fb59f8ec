/**
 * The reference evaluator of the query language: walks the syntax tree over plain lists of nodes and edges, row by row, as the
 * language is defined, and as slowly. Internal; immutable but for a query's evaluation, which belongs to one thread.
 */
@NullMarked
package dev.khive.conformance.reference;

import org.jspecify.annotations.NullMarked;
