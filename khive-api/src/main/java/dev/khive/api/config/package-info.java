/** What a khive is opened with: address, bounds and options from a TOML file, the environment and code. Stable; immutable. */
@NullMarked
package dev.khive.api.config;

import org.jspecify.annotations.NullMarked;
