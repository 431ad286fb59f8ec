package dev.khive.conformance.memory;

import dev.khive.api.Capability;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Operations;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import java.nio.file.Path;
import java.util.List;
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

    @Override
    public IntegrityReport check(Progress progress) {
        throw MemoryStores.unsupported(Capability.INTEGRITY_CHECK, "check itself");
    }

    @Override
    public IntegrityReport repair(Progress progress) {
        throw MemoryStores.unsupported(Capability.INTEGRITY_CHECK, "repair itself");
    }

    @Override
    public void backup(Path target, Progress progress) {
        throw MemoryStores.unsupported(Capability.ONLINE_BACKUP, "make copies");
    }

    @Override
    public List<PropertyIndex> propertyIndexes() {
        throw noIndexes();
    }

    @Override
    public void createPropertyIndex(PropertyIndex index) {
        throw noIndexes();
    }

    @Override
    public void dropPropertyIndex(PropertyIndex index) {
        throw noIndexes();
    }

    @Override
    public void analyze() {}

    private static RuntimeException noIndexes() {
        return MemoryStores.unsupported(Capability.PROPERTY_INDEXES, "have indexes");
    }
}
