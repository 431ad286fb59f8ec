/** One filter tree for every store: predicates on properties by path and on a record's own fields, with one set of null and type rules. Stable; immutable. */
@NullMarked
package dev.khive.api.filter;

import org.jspecify.annotations.NullMarked;
