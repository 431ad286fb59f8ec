/** Reads the configuration of khive from a TOML file and from environment variables, and the certificates that backends ship. */
@NullMarked
package dev.khive.config;

import org.jspecify.annotations.NullMarked;
