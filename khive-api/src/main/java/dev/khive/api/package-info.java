/** The contract between applications and backends. */
@NullMarked
package dev.khive.api;

import org.jspecify.annotations.NullMarked;
