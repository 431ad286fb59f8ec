package dev.khive.conformance.fuzz;

import java.util.EnumSet;
import java.util.Set;

/** What the generator knows of a value, beside null. */
enum Kind {
    BOOLEAN,
    INTEGER,
    FLOAT,
    /** A float whose last digits depend on the machine: only shown. */
    INEXACT,
    TEXT,
    DATE,
    MOMENT,
    DURATION,
    INTEGERS,
    TEXTS,
    MAP,
    NODE,
    EDGE,
    EDGES,
    PATH,
    /** One of several shortest paths: only its length is told. */
    SOME_PATH,
    /** A list in no order. */
    BAG,
    /** A property of any type. */
    ANY;

    /** Kinds that are compared, sorted, grouped and collected. */
    static final Set<Kind> COMPARABLE = EnumSet.of(
            BOOLEAN, INTEGER, FLOAT, TEXT, DATE, MOMENT, DURATION, INTEGERS, TEXTS, MAP, NODE, EDGE, PATH, ANY);

    /** Kinds that an expression of any depth makes. */
    static final Set<Kind> VALUES =
            EnumSet.of(BOOLEAN, INTEGER, FLOAT, TEXT, DATE, MOMENT, DURATION, INTEGERS, TEXTS, MAP, ANY);
}
