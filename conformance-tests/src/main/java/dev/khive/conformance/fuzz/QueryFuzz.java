package dev.khive.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random graphs, each answered by a backend as the reference evaluator answers it. A backend author extends
 * it and says where a database is. What differs is shortened and printed with its seed.
 *
 * <p>The system property {@code khive.fuzz.queries} says how many queries are asked, {@code khive.fuzz.seed} where they begin,
 * {@code khive.fuzz.counts} how many of a hundred count patterns, {@code khive.fuzz.lengths} how many of a hundred ask for
 * lengths of shortest paths, {@code khive.fuzz.rewrites-off} which rewrites are turned off, {@code khive.fuzz.switched} how many
 * queries are asked without each rewrite that changes their plan.
 */
public abstract class QueryFuzz {
    private static final int QUERIES = 2_000;
    private static final int QUERIES_OF_A_GRAPH = 25;
    private static final int SHOWN = 10;
    private static final int SWITCHED = 150;

    /** Fewer of the rewrites than this are met where random queries have become poor. */
    private static final int LEAST_SWITCHES = 12;

    private final Map<Verdict, Integer> tally = new EnumMap<>(Verdict.class);
    private final List<String> finds = new ArrayList<>();

    /** The tests of a backend; JUnit makes one. */
    protected QueryFuzz() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    @Test
    void everyQueryIsAnsweredAsTheReferenceAnswersIt() {
        long seed = Long.getLong("khive.fuzz.seed", 20261121L);
        int queries = Integer.getInteger("khive.fuzz.queries", QUERIES);
        try (Backend backend = openAsAsked(url("fuzz"));
                Backend reference = open("memory:")) {
            assumeTrue(backend.capabilities().contains(Capability.QUERY_GQL), "The backend answers no queries.");
            for (int graph = 0; graph * QUERIES_OF_A_GRAPH < queries && finds.size() < SHOWN; graph++) {
                ask(seed + graph, backend, reference);
            }
        }
        System.out.println("Random queries from seed " + seed + ": " + tally);
        assertThat(finds).as(String.join("\n", finds)).isEmpty();
        int asked = tally.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(tally.getOrDefault(Verdict.SAME_ROWS, 0))
                .as("of %d queries, those of which both gave rows: %s", asked, tally)
                .isGreaterThan(asked / 2);
    }

    /** Every switch in one run: a query is asked again without each rewrite that changes its plan, and without all of them. */
    @Test
    void everyQueryIsAnsweredSoWithEachRewriteTurnedOffThatChangesItsPlan() {
        long seed = Long.getLong("khive.fuzz.seed", 20261121L);
        int queries = Integer.getInteger("khive.fuzz.switched", SWITCHED);
        try (RewriteSwitches switches = new RewriteSwitches(url("switches"));
                Backend reference = open("memory:")) {
            assumeTrue(
                    switches.whole().capabilities().contains(Capability.QUERY_GQL), "The backend answers no queries.");
            for (int graph = 0; graph * QUERIES_OF_A_GRAPH < queries && finds.size() < SHOWN; graph++) {
                askWithout(seed + graph, switches, reference);
            }
            System.out.println(
                    "Random queries from seed " + seed + " without a rewrite: " + switches.asked() + " " + tally);
            assertThat(finds).as(String.join("\n", finds)).isEmpty();
            assertThat(switches.asked()).as("queries asked without a rewrite").hasSizeGreaterThan(LEAST_SWITCHES);
        }
    }

    private static Backend open(String url) {
        return Khive.open(KhiveConfig.builder().url(url).build());
    }

    private static Backend openAsAsked(String url) {
        String off = System.getProperty("khive.fuzz.rewrites-off", "");
        return off.isEmpty()
                ? open(url)
                : Khive.open(KhiveConfig.builder()
                        .url(url)
                        .set("query.rewrites-off", off)
                        .build());
    }

    /** The queries of one graph, whose seed is all that is needed to ask them again. */
    private void ask(long seed, Backend backend, Backend reference) {
        Dice dice = new Dice(seed);
        RandomGraph graph = RandomGraph.of(dice);
        Duel duel = Duel.over(graph, backend, reference, name(seed));
        for (int number = 0; number < QUERIES_OF_A_GRAPH; number++) {
            RandomQuery query = RandomQueries.of(dice);
            Verdict verdict = duel.judge(query).verdict();
            tally.merge(verdict, 1, Integer::sum);
            if (verdict.isWrong()) {
                finds.add("seed " + seed + ", query " + number + ": " + query.text() + "\n"
                        + new Shrinking(backend, reference, verdict).shrunk(graph, query));
            }
        }
    }

    private static String name(long seed) {
        return "fuzz-" + seed;
    }

    private void askWithout(long seed, RewriteSwitches switches, Backend reference) {
        Dice dice = new Dice(seed);
        RandomGraph graph = RandomGraph.of(dice);
        Duel duel = Duel.over(graph, switches.whole(), reference, name(seed));
        for (int number = 0; number < QUERIES_OF_A_GRAPH; number++) {
            RandomQuery query = number % 2 == 0 ? RandomQueries.of(dice) : RandomQueries.ofCounts(dice);
            List<String> rewrites = switches.changing(duel.backend(), query);
            Answer wanted = rewrites.isEmpty() ? new Answer.TimedOut() : duel.wanted(query);
            for (String rewrite : rewrites) {
                Backend without = switches.without(rewrite);
                Verdict verdict =
                        duel.against(without, name(seed)).judge(query, wanted).verdict();
                tally.merge(verdict, 1, Integer::sum);
                if (verdict.isWrong()) {
                    finds.add("without " + rewrite + ", seed " + seed + ", query " + number + ": " + query.text() + "\n"
                            + new Shrinking(without, reference, verdict).shrunk(graph, query));
                }
            }
        }
    }
}
