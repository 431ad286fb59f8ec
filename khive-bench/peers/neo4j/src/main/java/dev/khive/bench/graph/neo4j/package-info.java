/** Neo4j embedded, Community Edition, asked the questions of khive-bench in a process of its own. */
@NullMarked
package dev.khive.bench.graph.neo4j;

import org.jspecify.annotations.NullMarked;
