/** Processes that ask one system each, the rounds over them, and the report. */
@NullMarked
package dev.khive.bench.graph.run;

import org.jspecify.annotations.NullMarked;
