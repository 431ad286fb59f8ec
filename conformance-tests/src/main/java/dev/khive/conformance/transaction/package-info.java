/** What transactions, savepoints and write acknowledgements promise, and what reads say of the age of their answers. */
@NullMarked
package dev.khive.conformance.transaction;

import org.jspecify.annotations.NullMarked;
