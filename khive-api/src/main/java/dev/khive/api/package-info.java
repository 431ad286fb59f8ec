/**
 * The contract of khive: open a backend, bind a {@link dev.khive.api.Scope}, use its stores and ask it queries. Stable;
 * every type here is immutable or safe for use by many threads.
 */
@NullMarked
package dev.khive.api;

import org.jspecify.annotations.NullMarked;
