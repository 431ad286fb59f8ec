/** What is known of the graph that a query reads, as an immutable value which plans may rest on. Not stable; pure and thread-safe. */
@NullMarked
package dev.khive.query.facts;

import org.jspecify.annotations.NullMarked;
