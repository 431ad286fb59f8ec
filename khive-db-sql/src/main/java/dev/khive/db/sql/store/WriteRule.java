package dev.khive.db.sql.store;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What must be there for a write to go on. */
@FunctionalInterface
interface WriteRule {
    /**
     * Throws where the write must not go on.
     *
     * @param before what is stored under the id, or null
     * @param owned whether that is a record of the store that writes
     * @param now microseconds
     */
    void check(String subjectType, UUID id, @Nullable StoredRow before, boolean owned, long now);

    /** Anything but a record of another kind. */
    WriteRule UPSERT = (type, id, before, owned, now) -> {
        if (before != null && !owned) {
            throw new ConflictException(
                    "The id " + id + " belongs to a node of another kind and cannot be " + article(type) + ".");
        }
    };

    /** Nothing at all. */
    WriteRule INSERT = (type, id, before, owned, now) -> {
        if (before != null) {
            throw new AlreadyExistsException("There is a record with the id " + id + " already"
                    + (before.deletedAt() == null ? "." : ", softly deleted; restore it, or delete it for good."));
        }
    };

    /** No live record. */
    WriteRule NOT_LIVE = (type, id, before, owned, now) -> {
        if (before != null && before.live(now)) {
            throw new AlreadyExistsException("There is another " + type + " with the id " + id + " already.");
        }
    };

    /** A live record with the revision that was read. */
    static WriteRule replace(long expected) {
        return (type, id, before, owned, now) -> {
            if (before == null || !owned || !before.live(now)) {
                throw new NotFoundException("There is no live " + type + " with the id " + id + " to replace.");
            }
            if (before.revision() != expected) {
                throw new ConflictException("The " + type + " " + id + " has the revision " + before.revision()
                        + ", not " + expected + ": it was changed since it was read.");
            }
        };
    }

    private static String article(String type) {
        return (type.equals("entity") || type.equals("edge") ? "an " : "a ") + type;
    }
}
