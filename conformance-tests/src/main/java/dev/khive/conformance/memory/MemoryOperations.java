package dev.khive.conformance.memory;

import dev.khive.api.Operations;
import java.util.Map;

/** What can be said of a database in memory as a whole: little. */
record MemoryOperations(MemoryDatabase database) implements Operations {
    @Override
    public Map<String, String> describe() {
        return Map.of("scopes", Integer.toString(database.committed().size()));
    }

    /** The memory in use, which holds more than this database. */
    @Override
    public long bytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public String schemaVersion() {
        return "1";
    }
}
