/** What a backend author implements. Stable; implementations are found by {@link java.util.ServiceLoader} and must be thread-safe. */
@NullMarked
package dev.khive.api.spi;

import org.jspecify.annotations.NullMarked;
