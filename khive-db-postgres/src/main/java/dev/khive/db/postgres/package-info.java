/**
 * The server backend: PostgreSQL with pgvector, many writers in many processes, tenants kept apart by row-level security.
 * What an application sees of it is the service that opens {@code postgres:} addresses; everything here is thread-safe.
 */
@NullMarked
package dev.khive.db.postgres;

import org.jspecify.annotations.NullMarked;
