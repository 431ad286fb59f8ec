/** How answers look: tables for people, JSON, JSON lines and CSV for programs, and progress on anything slow. For one thread. */
@NullMarked
package dev.khive.cli.output;

import org.jspecify.annotations.NullMarked;
