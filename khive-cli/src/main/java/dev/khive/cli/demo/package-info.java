/** The graph of the running JDK, read from its own image, and five questions to it. For one thread. */
@NullMarked
package dev.khive.cli.demo;

import org.jspecify.annotations.NullMarked;
