/** What vectors, sparse vectors, full text and their fusion promise. */
@NullMarked
package dev.khive.conformance.search;

import org.jspecify.annotations.NullMarked;
