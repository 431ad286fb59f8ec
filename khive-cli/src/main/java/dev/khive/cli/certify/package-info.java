/** Runs the conformance kit on the databases of an address. Internal to the command; one run at a time for each launcher. */
@NullMarked
package dev.khive.cli.certify;

import org.jspecify.annotations.NullMarked;
