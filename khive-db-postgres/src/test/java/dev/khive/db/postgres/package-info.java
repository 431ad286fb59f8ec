/** Tests of the server backend, on a real PostgreSQL with pgvector. */
@NullMarked
package dev.khive.db.postgres;

import org.jspecify.annotations.NullMarked;
