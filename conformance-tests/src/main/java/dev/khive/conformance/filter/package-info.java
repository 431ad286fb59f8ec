/** What filters, orders and pages promise, the same for every store that takes them. */
@NullMarked
package dev.khive.conformance.filter;

import org.jspecify.annotations.NullMarked;
