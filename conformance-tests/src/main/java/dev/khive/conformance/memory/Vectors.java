package dev.khive.conformance.memory;

import java.util.List;

/** The vectors of a record in a field. */
record Vectors(List<float[]> vectors, long revision) {}
