package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by tables of pairs and by triangles that are met once: the same as by rows, on graphs with loops and parallel edges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TriangleCountsContract {
    private static final int GRAPHS = 6;

    /** Four who are all joined, some of them twice and one to itself; each is in one of two places or in both, and these in a third. */
    private static final Scope LINKED = new Scope("test", "linked");

    private static final List<List<Object>> LINKS = List.of(
            List.of(0, "R", 1),
            List.of(1, "R", 2),
            List.of(2, "R", 0),
            List.of(0, "R", 2),
            List.of(3, "R", 0),
            List.of(3, "R", 1),
            List.of(2, "R", 3),
            List.of(1, "R", 1),
            List.of(0, "S", 4),
            List.of(1, "S", 4),
            List.of(2, "S", 5),
            List.of(2, "S", 4),
            List.of(3, "S", 5),
            List.of(4, "T", 6),
            List.of(5, "T", 6),
            List.of(5, "T", 6),
            List.of(5, "T", 7));

    private final Map<String, Backend> backends = new HashMap<>();

    /** The tests of a backend; JUnit makes one. */
    protected TriangleCountsContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    /** A backend with every rewrite. */
    protected final Backend on() {
        return backends.computeIfAbsent("", this::open);
    }

    private Backend withoutTriangles() {
        return backends.computeIfAbsent("symmetric-once", this::open);
    }

    private Backend off() {
        return backends.computeIfAbsent("all", this::open);
    }

    @AfterAll
    void close() {
        backends.values().forEach(Backend::close);
    }

    private Backend open(String rewritesOff) {
        Backend backend = Khive.open(KhiveConfig.builder()
                .url(url("triangles" + backends.size()))
                .set("query.rewrites-off", rewritesOff)
                .build());
        for (int graph = 0; graph < GRAPHS; graph++) {
            draw(backend.in(scope(graph)), new Random(graph));
        }
        drawLinked(backend.in(LINKED));
        return backend;
    }

    /** The scope of one of the random graphs. */
    protected static Scope scope(int graph) {
        return new Scope("test", "graph" + graph);
    }

    private static void drawLinked(Storage storage) {
        List<EntityDraft> nodes = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            nodes.add(new EntityDraft(new UUID(1, node), List.of(node < 4 ? "A" : "B"), Map.of()));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        List<EdgeDraft> edges = new ArrayList<>();
        LINKS.forEach(link -> edges.add(new EdgeDraft(
                new UUID(2, edges.size()),
                new UUID(1, (int) link.get(0)),
                (String) link.get(1),
                new UUID(1, (int) link.get(2)),
                1.0,
                null,
                null,
                Map.of())));
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n) MATCH (z)-[:S]->(c)-[:T]->(n)",
                "MATCH (x)-[:S]->(a:B)-[:T]->(n) MATCH (y)-[:S]->(b:B)-[:T]->(n) MATCH (z)-[:S]->(c:B)-[:T]->(n:B)",
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n) MATCH (z)-[:S]->(c)-[:T]->(n)<-[:T]-(o)",
                "MATCH (x)-[:S]->(n)-[:T]->(o) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n)",
                "MATCH (x)-[:S]->(n) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->()-[:T]->()<-[:T]-(n)",
                "MATCH (x)-[:S]->(n) MATCH (y)-[:S]->()-[:T]->()<-[:T]-(n) MATCH (z)-[:S]->()-[:T]->()<-[:T]-(n)",
                "MATCH (x)-[:S]->(a)<-[:S]-(o)-[:S]->(n) MATCH (y)-[:S]->(b)<-[:S]-(p)-[:S]->(n) MATCH (z)-[:S]->(n)",
                "MATCH (x)-[:S]->()-[:T]->()<-[:T]-(n) MATCH (y)-[:S]->()-[:T]->()<-[:T]-(n) MATCH (z)-[:S]->()-[:T]->()<-[:T]-(n)",
                "MATCH (x)-[:S]->(n) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n) MATCH (x)-[:R]->(o) MATCH (z)<-[:R]-(p)",
                "MATCH (x)-[:S]->(n) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n) OPTIONAL MATCH (y)-[:S]->(o)-[:T]->(p)",
                "MATCH (x:A)-[:S]->(n)<-[:S]-(y) MATCH (z)-[:S]->(n) MATCH (n)-[:T]->(o)<-[:T]-(p)",
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n) MATCH (z)-[:S]->(c)-[:T]->(n) WHERE x <> y",
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n) MATCH (z)-[:S]->(c)-[:T]->(n), (n)<-[:T]-(o)",
                "MATCH (x)-[:S]->(n), (x)-[:S]->(o) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n)",
                ", (x)-[:S]->(a)-[:T]->(n), (y)-[:S]->(b)-[:T]->(n), (z)-[:S]->(c)-[:T]->(n)",
            })
    void cornersThatShareANodeAreLinkedToItAsOftenAsTheyAre(String links) {
        String text = "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) " + links + " RETURN count(*) AS n";
        assertCounted(text);
    }

    /** There are some, and as many with all rewrites, with none, and without those of triangles. */
    private void assertCounted(String text) {
        long expected = number(off(), text);
        assertThat(expected).isPositive();
        assertThat(number(on(), text)).isEqualTo(expected);
        assertThat(number(withoutTriangles(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n)",
                "MATCH (x)-[:S]->(a)-[:T]->(n) MATCH (y)-[:S]->(b)-[:T]->(n) WHERE x <> y",
                "MATCH (x:A)-[:S]->(n)<-[:S]-(y) MATCH (n)-[:T]->(o)<-[:T]-(p)",
                "MATCH (x)-[:S]->(n) MATCH (y)-[:S]->()-[:T]->()<-[:T]-(n) MATCH (y)-[:R]->(o)",
                "MATCH (x)-[:R]-(y) MATCH (x)-[:S]->(n) MATCH (y)-[:S]->(n) OPTIONAL MATCH (x)-[:S]->(o:B)",
                ", (x)-[:R]-(y), (x)-[:S]->(n), (y)-[:S]->(n)",
                ", (x)-[:S]->(a)-[:T]->(n), (y)-[:S]->(b)-[:T]->(n)",
            })
    void twoNodesThatShareOneAreLinkedToItAsOftenAsTheyAre(String links) {
        String text = "MATCH (x)-[:R]-(y) " + links + " RETURN count(*) AS n";
        assertCounted(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:S]->(n)<-[:S]-(y), (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) MATCH (x)-[:S]->(a)-[:R]->(n) MATCH (y)-[:S]->(b)-[:R]->(n)"
                        + " MATCH (z)-[:S]->(c)-[:R]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) MATCH (x)-[:S]->(a)-[:R]->(n) MATCH (y)<-[:S]-(n) MATCH (z)-[:S]->(n)",
            })
    void theNodeThatCornersShareIsFoundOnceForEach(String pattern) {
        String text = "MATCH " + pattern + " RETURN count(*) AS n";
        assertThat(on().in(scope(0)).explain(text).rewrites()).contains("symmetric-once", "pair-tables", "link-tables");
        assertSameByRows(text);
    }

    private static long number(Backend backend, String text) {
        return backend.in(LINKED).query(text, Map.of()).single().longValue("n");
    }

    /** A few nodes with several labels and many edges between them, some of which have been deleted. */
    private static void draw(Storage storage, Random random) {
        List<List<String>> labels = List.of(List.of("A"), List.of("A", "B"), List.of("B"), List.of());
        int kinds = 1 + random.nextInt(labels.size());
        int nodes = 4 + random.nextInt(5);
        List<EntityDraft> entities = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            entities.add(new EntityDraft(new UUID(1, node), labels.get(random.nextInt(kinds)), Map.of()));
        }
        storage.entities().upsertAll(entities, BatchMode.ATOMIC);
        List<EdgeDraft> edges = new ArrayList<>();
        for (int edge = 0; edge < 30; edge++) {
            edges.add(new EdgeDraft(
                    new UUID(2, edge),
                    new UUID(1, random.nextInt(nodes)),
                    edge % 3 == 0 ? "S" : "R",
                    new UUID(1, random.nextInt(nodes)),
                    1.0,
                    null,
                    null,
                    Map.of()));
        }
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        storage.graph().delete(new UUID(2, random.nextInt(edges.size())), DeleteMode.SOFT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x)",
                "(x:A)-[:R]-(y:A)-[:R]-(z:A)-[:R]-(x)",
                "(x:A)-[:R]-(y)-[:R]-(z:B)-[:R]-(x)",
                "(x)-[]-(y)-[]-(z)-[]-(x)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (z)-[:R]-(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:S]->(n)<-[:S]-(y), (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:R]-(y)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) WHERE x <> y",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) WHERE x <> y AND y <> z AND x <> z",
                "(x)-[:R]-(y) MATCH (y)-[:R]-(z) MATCH (z)-[:R]-(x)",
                "(x)-[:R]-(y)-[:R]-(z) WHERE (x)-[:R]-(z)",
                "(x)-[:R]-(y)-[:R]-(z) WHERE NOT (x)-[:R]-(z)",
                "(x)-[:R]-(y)-[:R]-(z)-[:S]->(n) WHERE NOT (x)-[:R]-(z) AND x <> z",
                "(x)-[:R]-(y)-[:R]-(z)-[:S]-(x)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) OPTIONAL MATCH (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:R]-(n) WHERE x <> n OPTIONAL MATCH (n)-[:R]->(o) WHERE o <> x",
                "(n:A) MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) MATCH (x)-[:S]->(n) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) MATCH (x)-[:S]->(n)-[:S]->(o) MATCH (y)-[:S]->(n) MATCH (z)-[:S]->(n)",
                "(x)-[:R]-(y), (x)<-[:S]-(n)-[:R]->(m)-[:S]->(y)",
                "(x)-[:R]-(y), (x)<-[]-(n)-[:R]->(m)-[]->(y), (n)-[]->(o)",
                "(x)-[]-(y), (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y)",
                "(x:A)-[:R]-(y:B), (x)<-[:R]-(n:A)-[:R]->(m)-[:R]->(y)",
                "(x)-[:R]-(y) MATCH (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y)",
                "(x)-[:R]-(y), (x)-[:S]-(y) MATCH (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y)",
                "(x)-[:R]-(y)-[:S]-(z) WHERE x <> z",
                "(x)-[:R]-(y), (x)-[:S]-(y)",
                "(x)--(y)--()--(n) OPTIONAL MATCH (x)--() WHERE n:A",
            })
    void countsByPairsAreThoseByRows(String pattern) {
        String text = "MATCH " + pattern + " RETURN count(*) AS n";
        for (int graph = 0; graph < GRAPHS; graph++) {
            long expected = count(off(), graph, text);
            assertThat(count(on(), graph, text)).as("graph %s", graph).isEqualTo(expected);
            assertThat(count(withoutTriangles(), graph, text))
                    .as("graph %s", graph)
                    .isEqualTo(expected);
        }
    }

    /** A count is the same with every rewrite and with none, on each of the random graphs. */
    protected final void assertSameByRows(String text) {
        for (int graph = 0; graph < GRAPHS; graph++) {
            assertThat(count(on(), graph, text)).as("graph %s", graph).isEqualTo(count(off(), graph, text));
        }
    }

    private static long count(Backend backend, int graph, String text) {
        return backend.in(scope(graph)).query(text, Map.of()).single().longValue("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) RETURN count(*) AS n",
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:S]->(n)<-[:S]-(y), (z)-[:S]->(n) RETURN count(*) AS n",
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:S]->(n) WHERE NOT (x)-[:R]-(z) AND x <> z RETURN count(*) AS n",
            })
    void trianglesAreMetOnce(String text) {
        assertThat(on().in(scope(0)).explain(text).rewrites()).contains("symmetric-once", "pair-tables");
        assertThat(withoutTriangles().in(scope(0)).explain(text).rewrites()).doesNotContain("symmetric-once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:S]-(x) RETURN count(*) AS n",
                "MATCH (x)-[:R]->(y)-[:R]-(z)-[:R]-(x) RETURN count(*) AS n",
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) RETURN x AS k, count(*) AS n",
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) RETURN count(DISTINCT x) AS n",
                "MATCH (x)-[e:R]-(y)-[:R]-(z)-[:R]-(x) WHERE e.w > 0 RETURN count(*) AS n",
                "MATCH (x {name: 'a'})-[:R]-(y)-[:R]-(z)-[:R]-(x) RETURN count(*) AS n",
                "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:S]->(n)<-[:S]-(y) RETURN count(*) AS n",
            })
    void whatIsNotTheSameInEachOrderIsNot(String text) {
        assertThat(on().in(scope(0)).explain(text).rewrites()).doesNotContain("symmetric-once");
    }

    @Test
    void loopsAndParallelEdgesOfATriangleAreCountedAsTheyAre() {
        Storage storage = on().in(new Scope("test", "drawn"));
        List<EntityDraft> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            nodes.add(new EntityDraft(new UUID(1, node), List.of("A"), Map.of()));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        int[][] ends = {{0, 1}, {1, 0}, {1, 2}, {2, 0}, {0, 0}, {0, 0}, {0, 0}};
        List<EdgeDraft> edges = new ArrayList<>();
        for (int edge = 0; edge < ends.length; edge++) {
            edges.add(new EdgeDraft(
                    new UUID(2, edge),
                    new UUID(1, ends[edge][0]),
                    "R",
                    new UUID(1, ends[edge][1]),
                    1.0,
                    null,
                    null,
                    Map.of()));
        }
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        String text = "MATCH (x)-[:R]-(y)-[:R]-(z)-[:R]-(x) RETURN count(*) AS n";
        long different = 6 * 2;
        long twoAreTheFirst = 3 * 3 * 2;
        long allAreTheFirst = 3 * 2;
        assertThat(storage.explain(text).rewrites()).contains("symmetric-once");
        assertThat(storage.query(text, Map.of()).single().longValue("n"))
                .isEqualTo(different + twoAreTheFirst + allAreTheFirst);
    }
}
