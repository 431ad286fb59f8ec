/** ArcadeDB embedded, asked the questions of khive-bench in a process of its own. */
@NullMarked
package dev.khive.bench.graph.arcadedb;

import org.jspecify.annotations.NullMarked;
