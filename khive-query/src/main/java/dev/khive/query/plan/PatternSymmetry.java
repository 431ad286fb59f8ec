package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a pattern stays the same when some of its nodes change places, with others that hang on them. Certain where it says yes. */
final class PatternSymmetry {
    /** More of the other nodes than these have too many orders to try. */
    private static final int MOST_OTHERS = 5;

    private final List<PatternPart> parts;
    private final List<String> before;

    private PatternSymmetry(List<PatternPart> parts, List<String> before) {
        this.parts = parts;
        this.before = before;
    }

    /**
     * Whether each order of some nodes gives the same pattern.
     *
     * @param others the other nodes of the pattern, which may change places too
     */
    static boolean isSymmetric(List<String> alike, Set<String> others, List<PatternPart> parts) {
        if (others.size() > MOST_OTHERS) {
            return false;
        }
        List<String> before = signatures(parts, Map.of());
        if (before.size() < parts.size()) {
            return false;
        }
        PatternSymmetry symmetry = new PatternSymmetry(parts, before);
        for (int place = 1; place < alike.size(); place++) {
            Map<String, String> swapped = new HashMap<>();
            swapped.put(alike.get(place - 1), alike.get(place));
            swapped.put(alike.get(place), alike.get(place - 1));
            if (!symmetry.isSame(swapped, List.copyOf(new TreeSet<>(others)), new HashSet<>(others))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether two patterns are the same but for the names of nodes.
     *
     * @param names the nodes of the first that are bound, with those of the second
     */
    static boolean areAlike(CountScope one, CountScope other, Map<String, String> names) {
        List<String> before = signatures(other.parts(), Map.of());
        return one.rest().size() == other.rest().size()
                && one.rest().size() <= MOST_OTHERS
                && one.parts().size() == other.parts().size()
                && before.size() == other.parts().size()
                && new PatternSymmetry(one.parts(), before)
                        .isSame(names, List.copyOf(new TreeSet<>(one.rest())), new HashSet<>(other.rest()));
    }

    /** Whether the pattern is the same with some names changed, in some order of the others. */
    private boolean isSame(Map<String, String> names, List<String> open, Set<String> free) {
        if (open.isEmpty()) {
            return signatures(parts, names).equals(before);
        }
        String node = open.getFirst();
        for (String image : new TreeSet<>(free)) {
            Map<String, String> more = new HashMap<>(names);
            more.put(node, image);
            Set<String> left = new HashSet<>(free);
            left.remove(image);
            if (isSame(more, open.subList(1, open.size()), left)) {
                return true;
            }
        }
        return false;
    }

    /** What each part says of nodes with other names, in order; fewer than the parts where one is not understood. */
    private static List<String> signatures(List<PatternPart> parts, Map<String, String> names) {
        List<String> signatures = new ArrayList<>();
        Set<String> edges = new HashSet<>();
        parts.forEach(part -> {
            if (part instanceof Edge edge) {
                edges.add(edge.name());
            }
        });
        for (PatternPart part : parts) {
            if (part.names().stream().noneMatch(edges::contains)) {
                signature(part, names).ifPresent(signatures::add);
            } else if (part instanceof Apart apart) {
                apart(apart, parts, names).ifPresent(signatures::add);
            }
        }
        signatures.sort(null);
        return signatures;
    }

    private static Optional<String> signature(PatternPart part, Map<String, String> names) {
        return switch (part) {
            case Edge edge -> Optional.of("edge " + edge(edge, names));
            case Present present -> Optional.of("present " + edge(present.edge(), names));
            case Absent absent -> Optional.of("absent " + edge(absent.present().edge(), names));
            case Different different ->
                Optional.of("different "
                        + new TreeSet<>(List.of(named(different.left(), names), named(different.right(), names))));
            case Test test ->
                PatternMerge.renamed(test.condition(), names).map(condition -> "test " + Expressions.text(condition));
            case Apart apart -> Optional.empty();
            case PatternPart.Optional optional -> Optional.empty();
        };
    }

    /** Two edges are told by their ends and relations, where no others have the same. */
    private static Optional<String> apart(Apart apart, List<PatternPart> parts, Map<String, String> names) {
        Edge left = PatternMerge.edge(apart.left(), parts);
        Edge right = PatternMerge.edge(apart.right(), parts);
        if (left == null || right == null) {
            return Optional.empty();
        }
        List<String> edges = new ArrayList<>();
        parts.forEach(part -> {
            if (part instanceof Edge edge) {
                edges.add(edge(edge, names));
            }
        });
        return edges.stream().distinct().count() < edges.size()
                ? Optional.empty()
                : Optional.of("apart " + new TreeSet<>(List.of(edge(left, names), edge(right, names))));
    }

    private static String named(String node, Map<String, String> names) {
        return Expressions.name(names.getOrDefault(node, node));
    }

    private static String edge(Edge edge, Map<String, String> names) {
        boolean undirected = edge.direction() == Direction.BOTH;
        String source = named(undirected ? edge.left() : edge.source(), names);
        String target = named(undirected ? edge.right() : edge.target(), names);
        boolean turned = undirected && source.compareTo(target) > 0;
        return (turned ? target : source) + (undirected ? " -- " : " -> ") + (turned ? source : target) + " "
                + CountPairs.relationsOf(edge.relations());
    }
}
