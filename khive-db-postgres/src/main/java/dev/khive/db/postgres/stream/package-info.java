/** What a module brings that streams from PostgreSQL by another driver than JDBC's, and what it is told. Internal to khive; thread-safe. */
@NullMarked
package dev.khive.db.postgres.stream;

import org.jspecify.annotations.NullMarked;
