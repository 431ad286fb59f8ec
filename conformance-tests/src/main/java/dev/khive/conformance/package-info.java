/** The rules that every backend is proved against. */
@NullMarked
package dev.khive.conformance;

import org.jspecify.annotations.NullMarked;
