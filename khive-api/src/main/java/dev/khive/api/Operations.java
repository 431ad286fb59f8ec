package dev.khive.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an operator does with a database as a whole. */
public interface Operations {
    /** Facts to look at first: versions, settings, sizes; names to readable values, without secrets. */
    Map<String, String> describe();

    /** The size of everything that is stored, in bytes, indexes and free pages included. */
    long bytes();

    /** The version of the schema. */
    String schemaVersion();

    /** Checks every table and index against the others; changes nothing. */
    IntegrityReport check(Progress progress);

    /** {@link #check}, mending what can be mended from the tables that are the truth: indexes, counters, orphans. */
    IntegrityReport repair(Progress progress);

    /**
     * Writes a consistent copy while the backend is in use. The copy is complete or not there at all.
     *
     * @param target a file that must not exist yet
     * @throws dev.khive.api.error.AlreadyExistsException when the target exists
     */
    void backup(Path target, Progress progress);

    /** The indexes on properties that exist. */
    List<PropertyIndex> propertyIndexes();

    /** Builds an index on a property; nothing happens when it is there. */
    void createPropertyIndex(PropertyIndex index);

    /** Drops an index on a property; nothing happens when it is not there. */
    void dropPropertyIndex(PropertyIndex index);

    /**
     * Lets the database measure what it holds, by which it plans its work; worth a call after a large load. Changes no answer.
     * Nothing happens where the database plans without such measures.
     */
    void analyze();
}
