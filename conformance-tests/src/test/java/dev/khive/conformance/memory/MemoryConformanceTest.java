package dev.khive.conformance.memory;

import dev.khive.conformance.BackendConformance;

/** Proves the contract on the oracle itself. */
class MemoryConformanceTest extends BackendConformance {
    @Override
    protected String url(String database) {
        return "memory:" + database;
    }
}
