/** Random sequences of calls, answered in step by a backend and by the oracle. Stable for extension; run by jqwik, one sequence at a time. */
@NullMarked
package dev.khive.conformance.sequence;

import org.jspecify.annotations.NullMarked;
