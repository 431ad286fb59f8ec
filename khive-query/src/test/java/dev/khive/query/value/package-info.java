/** Tests of the JSON encoding, by round trips through text and through SQLite. */
@NullMarked
package dev.khive.query.value;

import org.jspecify.annotations.NullMarked;
