/** Tests of streams on both databases. */
@NullMarked
package dev.khive.r2dbc.postgres;

import org.jspecify.annotations.NullMarked;
