/** Tests of the configuration file, and of what is stronger where several sources set one key. */
@NullMarked
package dev.khive.config;

import org.jspecify.annotations.NullMarked;
