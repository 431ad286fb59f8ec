/** The eight store interfaces and their records. Stable; every store is safe for use by many threads, virtual ones included. */
@NullMarked
package dev.khive.api.store;

import org.jspecify.annotations.NullMarked;
