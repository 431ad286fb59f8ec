/** Rows and events as reactive streams in terms of {@link java.util.concurrent.Flow}, for those who do not want to block a thread. Stable; thread-safe. */
@NullMarked
package dev.khive.api.stream;

import org.jspecify.annotations.NullMarked;
