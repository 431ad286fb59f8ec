/** Reads the configuration of khive from a TOML file and from environment variables. */
@NullMarked
package dev.khive.config;

import org.jspecify.annotations.NullMarked;
