/** The rules of the contract by their ids, what a run of the kit made of them, and the certificate that says so. */
@NullMarked
package dev.khive.conformance.rule;

import org.jspecify.annotations.NullMarked;
