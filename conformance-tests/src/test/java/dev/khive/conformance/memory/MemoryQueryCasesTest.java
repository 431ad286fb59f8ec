package dev.khive.conformance.memory;

import dev.khive.conformance.cases.QueryCasesContract;

/** The query cases on the oracle, whose reference evaluator fails none of them. */
class MemoryQueryCasesTest extends QueryCasesContract {
    @Override
    protected String url() {
        return "memory:";
    }
}
