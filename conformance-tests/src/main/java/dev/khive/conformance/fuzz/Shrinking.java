package dev.khive.conformance.fuzz;

import dev.khive.api.Backend;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Leaves out of a query and of its graph what the difference between two answers does not need. */
final class Shrinking {
    private static final Pattern WORD =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|\\$?[\\p{L}_][\\p{L}\\p{N}_]*"
                    + "|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\.|<=|>=|<>|=~|\\|\\||\\S");

    private final Backend backend;
    private final Backend reference;
    private final Verdict verdict;
    private int scopes;

    Shrinking(Backend backend, Backend reference, Verdict verdict) {
        this.backend = backend;
        this.reference = reference;
        this.verdict = verdict;
    }

    /** A query with its graph and the answers to it. */
    record Find(RandomGraph graph, RandomQuery query, Duel.Judged judged) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(judged.verdict() + "\nquery " + query.text() + "\n");
            for (EntityDraft node : graph.nodes()) {
                text.append("node ")
                        .append(node.id())
                        .append(' ')
                        .append(node.labels())
                        .append(' ')
                        .append(new Shown(true, true).text(node.properties()))
                        .append('\n');
            }
            graph.edges()
                    .forEach(edge -> text.append("edge ")
                            .append(edge.source())
                            .append(' ')
                            .append(edge.relation())
                            .append(' ')
                            .append(edge.target())
                            .append(' ')
                            .append(edge.properties())
                            .append('\n'));
            return text.append("found  ")
                    .append(judged.backend().summary())
                    .append("\nwanted ")
                    .append(judged.reference().summary())
                    .append('\n')
                    .toString();
        }
    }

    Find shrunk(RandomGraph graph, RandomQuery query) {
        Duel duel = duel(graph);
        RandomQuery shorter = shorter(query, duel);
        RandomGraph smaller = smaller(graph, shorter);
        Duel last = duel(smaller);
        RandomQuery shortest = shorter(shorter, last);
        return new Find(smaller, shortest, last.judge(shortest));
    }

    private Duel duel(RandomGraph graph) {
        return Duel.over(graph, backend, reference, "shrink-" + System.nanoTime() + "-" + ++scopes);
    }

    private boolean stillDiffers(RandomQuery query, Duel duel) {
        return duel.judge(query).verdict() == verdict;
    }

    /** Tries to leave out ever smaller parts. */
    private RandomQuery shorter(RandomQuery query, Duel duel) {
        List<String> words =
                WORD.matcher(query.text()).results().map(MatchResult::group).toList();
        for (int size = words.size() / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = 0; from + size <= words.size(); ) {
                List<String> fewer = new ArrayList<>(words);
                fewer.subList(from, from + size).clear();
                if (stillDiffers(query.withText(String.join(" ", fewer)), duel)) {
                    words = fewer;
                } else {
                    from++;
                }
            }
        }
        RandomQuery shorter = query.withText(String.join(" ", words));
        return stillDiffers(shorter, duel) ? shorter : query;
    }

    private RandomGraph smaller(RandomGraph graph, RandomQuery query) {
        RandomGraph smaller = graph;
        for (int edge = smaller.edges().size() - 1; edge >= 0; edge--) {
            smaller = kept(smaller.withoutEdge(edge), smaller, query);
        }
        for (int node = smaller.nodes().size() - 1; node >= 0 && smaller.nodes().size() > 1; node--) {
            smaller = kept(smaller.withoutNode(node), smaller, query);
        }
        for (int node = smaller.nodes().size() - 1; node >= 0; node--) {
            for (String key : List.copyOf(smaller.nodes().get(node).properties().keySet())) {
                smaller = kept(smaller.withoutProperty(node, key), smaller, query);
            }
        }
        return smaller;
    }

    private RandomGraph kept(RandomGraph candidate, RandomGraph otherwise, RandomQuery query) {
        return stillDiffers(query, duel(candidate)) ? candidate : otherwise;
    }
}
