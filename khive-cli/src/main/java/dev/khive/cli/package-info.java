/** The khive command line. */
@NullMarked
package dev.khive.cli;

import org.jspecify.annotations.NullMarked;
