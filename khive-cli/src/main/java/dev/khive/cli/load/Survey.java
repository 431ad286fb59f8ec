package dev.khive.cli.load;

import dev.khive.api.Bounds;
import dev.khive.api.Progress;
import dev.khive.api.error.InvalidInputException;
import dev.khive.cli.load.GraphItem.EdgeItem;
import dev.khive.cli.load.GraphItem.NodeItem;
import dev.khive.cli.load.GraphItem.NoteItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The first reading of the files, before anything is written: every line is checked, and every end of an edge is looked
 * for in all files and in the database.
 */
final class Survey implements GraphFile.Visitor {
    private static final int REPORT_EVERY = 4096;

    private final RecordCheck check;
    private final Progress progress;
    private final Map<UUID, Place> nodes = new HashMap<>();
    private final Map<UUID, Place> edges = new HashMap<>();
    private final Map<UUID, End> open = new LinkedHashMap<>();
    private final List<BadLine> bad = new ArrayList<>();
    private final Set<Place> badPlaces = new HashSet<>();
    private long records;
    private long edgeCount;

    private record End(Place place, String what, String id) {}

    Survey(Bounds bounds, Progress progress) {
        this.check = new RecordCheck(bounds);
        this.progress = progress;
    }

    /**
     * Reads the files.
     *
     * @param stored which of some ids are nodes of the database
     */
    void read(List<GraphFile> files, Function<Collection<UUID>, Set<UUID>> stored) throws IOException {
        for (GraphFile file : files) {
            file.read(this);
        }
        open.keySet().removeAll(nodes.keySet());
        List<UUID> unknown = new ArrayList<>(open.keySet());
        int batch = check.bounds().batch();
        for (int start = 0; start < unknown.size(); start += batch) {
            open.keySet().removeAll(stored.apply(unknown.subList(start, Math.min(unknown.size(), start + batch))));
        }
        for (End end : open.values()) {
            bad(
                    end.place(),
                    "The " + end.what() + " \"" + end.id() + "\" is neither in the files nor in the database.");
        }
    }

    @Override
    public void item(Place place, GraphItem item) {
        records++;
        if (records % REPORT_EVERY == 0) {
            progress.report("Checking", records, -1);
        }
        try {
            check.check(item);
            switch (item) {
                case NodeItem node -> once(nodes, ImportIds.ofId(node.id()), node.id(), place);
                case NoteItem note -> once(nodes, ImportIds.ofId(note.id()), note.id(), place);
                case EdgeItem edge -> edge(edge, place);
            }
        } catch (InvalidInputException wrong) {
            bad(place, String.valueOf(wrong.getMessage()));
        }
    }

    private void edge(EdgeItem edge, Place place) {
        edgeCount++;
        if (edge.id() != null) {
            once(edges, ImportIds.ofId(edge.id()), edge.id(), place);
        }
        end(edge.source(), "source", place);
        end(edge.target(), "target", place);
    }

    private void end(String id, String what, Place place) {
        UUID uuid = ImportIds.ofId(id);
        if (!nodes.containsKey(uuid)) {
            open.putIfAbsent(uuid, new End(place, what, id));
        }
    }

    private static void once(Map<UUID, Place> seen, UUID uuid, String id, Place place) {
        Place before = seen.putIfAbsent(uuid, place);
        if (before != null) {
            throw new InvalidInputException("The id \"" + id + "\" was already used in " + before + ".");
        }
    }

    @Override
    public void bad(Place place, String reason) {
        bad.add(new BadLine(place, reason));
        badPlaces.add(place);
    }

    /** What cannot be imported, in the order of the files; of a missing end the first mention. */
    List<BadLine> badLines() {
        return bad;
    }

    boolean isBad(Place place) {
        return badPlaces.contains(place);
    }

    /** Whether an end of an edge is known to be nowhere. */
    boolean isMissing(UUID node) {
        return open.containsKey(node);
    }

    long records() {
        return records;
    }

    long nodeCount() {
        return records - edgeCount;
    }

    long edgeCount() {
        return edgeCount;
    }
}
