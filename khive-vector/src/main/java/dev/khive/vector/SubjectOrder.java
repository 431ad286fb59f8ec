package dev.khive.vector;

import java.util.Comparator;
import java.util.UUID;

/** The order of equal scores. */
public final class SubjectOrder {
    /**
     * UUIDs as unsigned 128-bit numbers, which is the order of their text and of their bytes in both databases, unlike
     * {@link UUID#compareTo}, which compares signed halves.
     */
    public static final Comparator<UUID> BY_UUID = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private SubjectOrder() {}
}
