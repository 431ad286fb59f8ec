/** Tests of the plan and its rewrites, without a database. */
@NullMarked
package dev.khive.query.plan;

import org.jspecify.annotations.NullMarked;
