/** What a scope promises: what is in one never shows in another, and reads of several namespaces see just those. */
@NullMarked
package dev.khive.conformance.scope;

import org.jspecify.annotations.NullMarked;
