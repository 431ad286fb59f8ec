/** From plan to SQL by jOOQ, in the profile of a dialect; profiles are found by ServiceLoader. Not stable; pure. */
@NullMarked
package dev.khive.query.sql;

import org.jspecify.annotations.NullMarked;
