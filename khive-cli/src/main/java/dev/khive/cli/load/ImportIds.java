package dev.khive.cli.load;

import dev.khive.api.store.RecordIds;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The ids under which records of a file are stored: always the same for the same file, so that an import can be
 * repeated.
 */
public final class ImportIds {
    private static final int UUID_LENGTH = 36;

    private final Map<UUID, Integer> turns = new HashMap<>();

    /** The id of a node, or of an edge that has an id: a UUID stays itself, any other text becomes one. */
    public static UUID ofId(String id) {
        if (id.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(id);
                return uuid.toString().equalsIgnoreCase(id) ? uuid : RecordIds.ofName(id);
            } catch (IllegalArgumentException noUuid) {
                return RecordIds.ofName(id);
            }
        }
        return RecordIds.ofName(id);
    }

    /** The id of the next edge with these ends and this relation: parallel edges differ by their turn. */
    UUID ofNextEdge(UUID source, String relation, UUID target) {
        UUID first = ofEdge(source, relation, target, 0);
        int turn = turns.merge(first, 1, Integer::sum) - 1;
        return turn == 0 ? first : ofEdge(source, relation, target, turn);
    }

    /**
     * The id of an edge by what it joins.
     *
     * @param turn which of the parallel edges with this relation, from 0
     */
    public static UUID ofEdge(UUID source, String relation, UUID target, int turn) {
        return RecordIds.ofName(source + "|" + relation + "|" + target + "|" + turn);
    }
}
