/**
 * What is measured: each {@link GraphSystem} is found as a service and runs in a process of its own, so that neither its
 * memory, nor its libraries, nor its crash touches another. Uses the JDK alone but for the systems themselves.
 */
@NullMarked
package dev.khive.bench.graph.system;

import org.jspecify.annotations.NullMarked;
