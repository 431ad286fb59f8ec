/** Simple and obviously right answers, computed in memory, that a backend's answers are compared with. */
@NullMarked
package dev.khive.conformance.oracle;

import org.jspecify.annotations.NullMarked;
