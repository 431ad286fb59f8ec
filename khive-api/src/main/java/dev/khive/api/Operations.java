package dev.khive.api;

import dev.khive.api.error.UnsupportedCapabilityException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an operator does with a database as a whole. What a backend does not override it must not declare: the call throws
 * UnsupportedCapability with its name.
 */
public interface Operations {
    /** Facts to look at first: versions, settings, sizes; names to readable values, without secrets. */
    Map<String, String> describe();

    /** The size of everything that is stored, in bytes, indexes and free pages included. */
    long bytes();

    /** The version of the schema. */
    String schemaVersion();

    /** Checks every table and index against the others; changes nothing. */
    default IntegrityReport check(Progress progress) {
        throw undeclared(Capability.INTEGRITY_CHECK);
    }

    /** {@link #check}, mending what can be mended from the tables that are the truth: indexes, counters, orphans. */
    default IntegrityReport repair(Progress progress) {
        throw undeclared(Capability.INTEGRITY_CHECK);
    }

    /**
     * Writes a consistent copy while the backend is in use. The copy is complete or not there at all.
     *
     * @param target a file that must not exist yet
     * @throws dev.khive.api.error.AlreadyExistsException when the target exists
     */
    default void backup(Path target, Progress progress) {
        throw undeclared(Capability.ONLINE_BACKUP);
    }

    /** The indexes on properties that exist. */
    default List<PropertyIndex> propertyIndexes() {
        throw undeclared(Capability.PROPERTY_INDEXES);
    }

    /** Builds an index on a property; nothing happens when it is there. */
    default void createPropertyIndex(PropertyIndex index) {
        throw undeclared(Capability.PROPERTY_INDEXES);
    }

    /** Drops an index on a property; nothing happens when it is not there. */
    default void dropPropertyIndex(PropertyIndex index) {
        throw undeclared(Capability.PROPERTY_INDEXES);
    }

    /**
     * Lets the database measure what it holds, by which it plans its work; worth a call after a large load. Changes no answer.
     * Nothing happens where the database plans without such measures.
     */
    default void analyze() {}

    private static UnsupportedCapabilityException undeclared(Capability capability) {
        return new UnsupportedCapabilityException(capability, "The backend does not declare " + capability + ".");
    }
}
