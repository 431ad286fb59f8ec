/** The functions of values that SQL has none for, as pure Java: a database runs them where it can, and the others are measured against them. Not stable; pure. */
@NullMarked
package dev.khive.query.function;

import org.jspecify.annotations.NullMarked;
