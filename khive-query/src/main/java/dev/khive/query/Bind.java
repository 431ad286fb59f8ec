package dev.khive.query;

import dev.khive.query.analysis.Type;

/** A value that a statement is bound to; whoever runs the statement supplies it. */
public sealed interface Bind {
    /**
     * The key of one scope that is read.
     *
     * @param index from 0, below the number of scopes that was compiled for
     */
    record ScopeId(int index) implements Bind {}

    /** The present instant in microseconds since 1970 UTC; the same value wherever it stands in one statement. */
    record Now() implements Bind {}

    /**
     * A parameter of the query.
     *
     * @param type the type that was compiled for; it decides how {@link QueryValues#bound} encodes the value
     */
    record Parameter(String name, Type type) implements Bind {}

    /** A constant of the query, a label or a relation among them: a String, Long, Double or Boolean. */
    record Literal(Object value) implements Bind {}
}
