/** The plan: a tree of named operators over named columns, which rewrites work on and explain shows. Not stable; pure. */
@NullMarked
package dev.khive.query.plan;

import org.jspecify.annotations.NullMarked;
