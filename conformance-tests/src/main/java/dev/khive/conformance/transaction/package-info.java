/** What transactions, savepoints and write acknowledgements promise. */
@NullMarked
package dev.khive.conformance.transaction;

import org.jspecify.annotations.NullMarked;
