/** Tests of parsing and of its errors. */
@NullMarked
package dev.khive.query.parse;

import org.jspecify.annotations.NullMarked;
