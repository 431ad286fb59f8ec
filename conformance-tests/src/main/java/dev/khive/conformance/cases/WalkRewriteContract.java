package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the compiler's rewrites of walks leave as it is: the rows of each query are those that are written beside it, with all
 * rewrites and with the one that it is for turned off, and explain names that one only where it is on.
 *
 * <pre>
 * a = b - c - d    two edges between a and b, a triangle c - d - e, a loop at e, f alone after e
 *          \ |
 *           e - f
 * </pre>
 *
 * Edges of another relation lead from each to the next, and on to g and h.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WalkRewriteContract {
    private static final List<String> NODES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final List<String> EDGES = List.of("ab", "ab", "bc", "cd", "de", "ec", "ee", "ef");
    private static final List<String> CHAIN = List.of("ab", "bc", "cd", "de", "ef", "fg", "gh");

    private final Map<String, Backend> backends = new HashMap<>();

    /** The tests of a backend; JUnit makes one. */
    protected WalkRewriteContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    static Stream<Arguments> queries() {
        return Stream.of(
                arms("MATCH (x {n: 'e'})-[:K]-(y) RETURN y.n AS n", "c", "d", "e", "f"),
                arms("MATCH (x {n: 'a'})-[:K]-(y)-[:K]-(z) RETURN z.n AS n", "a", "a", "c", "c"),
                arms("MATCH (x {n: 'b'})-[:K]-(y {n: 'a'}) RETURN y.n AS n", "a", "a"),
                arms("MATCH (x {n: 'b'}), (y {n: 'a'}) MATCH (x)-[:K]-(y) RETURN y.n AS n", "a", "a"),
                arms("MATCH (x)-[:K]-(x) RETURN x.n AS n", "e"),
                arms("MATCH (x {n: 'f'}) RETURN [(x)-[:K]-(y) | y.n][0] AS n", "e"),
                arms("MATCH (x) WHERE EXISTS { (x)-[:K]-({n: 'c'}) } RETURN x.n AS n", "b", "d", "e"),
                arms("MATCH (x {n: 'f'})-[:K]-(y) RETURN y.n AS n LIMIT 1", "e"),
                ends("MATCH (x {n: 'a'})-[:K*1..3]->(y) RETURN DISTINCT y.n AS n", "b", "c", "d"),
                ends("MATCH (x {n: 'c'})-[:K*]->(y) RETURN DISTINCT y.n AS n", "c", "d", "e", "f"),
                ends("MATCH (x {n: 'a'})-[:K*0..]-(y) RETURN DISTINCT y.n AS n", "a", "b", "c", "d", "e", "f"),
                ends("MATCH (x {n: 'f'})-[:K*1..4]-(y) WHERE x <> y RETURN DISTINCT y.n AS n", "a", "b", "c", "d", "e"),
                ends("MATCH (x {n: 'f'})<-[:K*..2]-(y) RETURN DISTINCT y.n AS n", "d", "e"),
                ends("MATCH (x {n: 'd'})-[:K*1..5]-(y) WHERE y <> x RETURN count(DISTINCT y) AS n", "5"),
                ends("MATCH (x) WHERE EXISTS { (x)-[:K*]->({n: 'd'}) } RETURN x.n AS n", "a", "b", "c", "d", "e"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'b'}), p = shortestPath((x)-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "1"),
                shortest(
                        "MATCH (x {n: 'f'}), (y {n: 'c'}), p = shortestPath((x)-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "2"),
                shortest(
                        "MATCH (x {n: 'f'}), (y {n: 'b'}), p = shortestPath((x)-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "3"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'f'}), p = shortestPath((x)-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "4"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'f'}), p = shortestPath((x)-[:K*]->(y)) RETURN size(relationships(p)) AS n",
                        "5"),
                shortest(
                        "MATCH (x {n: 'f'}), (y {n: 'a'}), p = shortestPath((x)<-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "5"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'f'}), p = shortestPath((x)-[:K*..3]-(y)) RETURN size(relationships(p)) AS n"),
                shortest(
                        "MATCH (x {n: 'f'}), (y {n: 'a'}), p = shortestPath((x)-[:K*]->(y)) RETURN size(relationships(p)) AS n"),
                shortest(
                        "MATCH (x {n: 'c'}), p = shortestPath((x)-[:K*]->(x)) RETURN size(relationships(p)) AS n", "3"),
                shortest(
                        "MATCH (x {n: 'c'}), p = shortestPath((x)-[:K*0..]-(x)) RETURN size(relationships(p)) AS n",
                        "0"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'f'}), p = allShortestPaths((x)-[:K*]-(y)) RETURN nodes(p)[3].n AS n",
                        "e",
                        "e"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'c'}), p = allShortestPaths((x)-[:K*]->(y)) RETURN size(relationships(p)) AS n",
                        "2",
                        "2"),
                shortest(
                        "MATCH (x {n: 'd'}), (y {n: 'a'}), p = allShortestPaths((x)-[:K*]-(y)) RETURN size(relationships(p)) AS n",
                        "3",
                        "3"),
                shortest(
                        "MATCH (x {n: 'a'}), (y), p = shortestPath((x)-[:K*]-(y)) RETURN y.n + size(relationships(p)) AS n",
                        "a2",
                        "b1",
                        "c2",
                        "d3",
                        "e3",
                        "f4"),
                shortest(
                        "MATCH (x {n: 'a'}), (y {n: 'b'}) OPTIONAL MATCH p = shortestPath((y)-[:K*]->(x)) RETURN p IS NULL AS n",
                        "true"),
                early("MATCH (x {n: 'b'})-[:K*2..3]->(y) RETURN y.n AS n LIMIT 1", "d"));
    }

    /** Lengths without paths, with how many edges they are of, none where there is no path. */
    static Stream<Arguments> lengths() {
        return Stream.of(
                length("(x {n: 'a'}), (y {n: 'b'})", "(x)-[:K*]-(y)", "1"),
                length("(x {n: 'f'}), (y {n: 'c'})", "(x)-[:K*]-(y)", "2"),
                length("(x {n: 'f'}), (y {n: 'b'})", "(x)-[:K*]-(y)", "3"),
                length("(x {n: 'a'}), (y {n: 'f'})", "(x)-[:K*]-(y)", "4"),
                length("(x {n: 'a'}), (y {n: 'f'})", "(x)-[:K*]->(y)", "5"),
                length("(x {n: 'f'}), (y {n: 'a'})", "(x)<-[:K*]-(y)", "5"),
                length("(x {n: 'a'}), (y {n: 'f'})", "(x)-[:K*..3]-(y)"),
                length("(x {n: 'a'}), (y {n: 'f'})", "(x)-[:K*..4]-(y)", "4"),
                length("(x {n: 'f'}), (y {n: 'a'})", "(x)-[:K*]->(y)"),
                length("(x {n: 'a'}), (y {n: 'g'})", "(x)-[:L*]->(y)", "6"),
                length("(x {n: 'h'}), (y {n: 'a'})", "(x)-[:L*]-(y)", "7"),
                length("(x {n: 'h'}), (y {n: 'a'})", "(x)-[:L*..6]-(y)"),
                length("(x {n: 'h'}), (y {n: 'a'})", "(x)-[*]-(y)", "6"),
                length("(x {n: 'h'}), (y {n: 'a'})", "(x)-[:K|L*]-(y)", "6"),
                length("(x {n: 'a'}), (y {n: 'd'})", "(x)-[:L* {place: 1}]->(y)"),
                length("(x {n: 'b'}), (y {n: 'c'})", "(x)-[:L* {place: 1}]->(y)", "1"),
                length("(x {n: 'c'})", "(x)-[:K*]->(x)", "3"),
                length("(x {n: 'a'})", "(x)-[:K*]->(x)"),
                length("(x {n: 'e'})", "(x)-[:K*]-(x)", "1"),
                length("(x {n: 'a'})", "(x)-[:K*]-(x)", "2"),
                length("(x {n: 'c'})", "(x)-[:K*]-(x)", "3"),
                length("(x {n: 'f'})", "(x)-[:K*]-(x)"),
                length("(x {n: 'f'})", "(x)-[:K*0..]-(x)", "0"),
                length("(x {n: 'a'}), (y {n: 'c'})", "(x)-[:K*0..1]-(y)"),
                length("(x {n: 'a'}), (y {n: 'c'})", "(x)-[:K*0..2]-(y)", "2"),
                length("(x {n: 'a'}), (y) WHERE y.n < 'g'", "(x)-[:K*]-(y)", "1", "2", "2", "3", "3", "4"),
                length("(x), (y {n: 'g'}) WHERE x.n < 'c'", "(x)-[:L*]->(y)", "5", "6"),
                length("(x {n: 'none'}), (y {n: 'a'})", "(x)-[:K*]-(y)"));
    }

    private static Arguments length(String nodes, String path, String... lengths) {
        return Arguments.of(nodes, path, List.of(lengths));
    }

    /** There and back over one edge is no trail, so these are answered by trails whatever is on. */
    static Stream<Arguments> trails() {
        return Stream.of(
                ends("MATCH (x {n: 'f'})-[:K*1..3]-(y) RETURN DISTINCT y.n AS n", "b", "c", "d", "e"),
                ends("MATCH (x {n: 'a'})-[:K*1..2]-(y) RETURN DISTINCT y.n AS n", "a", "b", "c"),
                ends("MATCH (x {n: 'a'})-[:K*2..2]->(y) RETURN DISTINCT y.n AS n", "c"),
                ends("MATCH (x {n: 'a'})-[r:K*1..2]->(y) RETURN DISTINCT y.n + size(r) AS n", "b1", "c2"),
                ends("MATCH (x {n: 'a'})-[:K*1..2]->(y) RETURN y.n AS n", "b", "b", "c", "c"),
                ends("MATCH p = (x {n: 'a'})-[:K*1..2]->(y) RETURN DISTINCT y.n + length(p) AS n", "b1", "c2"));
    }

    private static Arguments arms(String query, String... rows) {
        return Arguments.of("undirected-arms", query, List.of(rows));
    }

    private static Arguments ends(String query, String... rows) {
        return Arguments.of("distinct-ends-by-level", query, List.of(rows));
    }

    private static Arguments shortest(String query, String... rows) {
        return Arguments.of("shortest-from-both-ends", query, List.of(rows));
    }

    private static Arguments early(String query, String... rows) {
        return Arguments.of("early-end", query, List.of(rows));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("queries")
    void theRowsAreTheSameWithTheRewriteAndWithout(String rewrite, String query, List<String> rows) {
        assertThat(answer("", query, rewrite, true)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(answer(rewrite, query, rewrite, false)).containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lengths")
    void aLengthIsThatOfThePathThatNobodyAsksFor(String nodes, String path, List<String> lengths) {
        String query = "MATCH " + nodes + " MATCH p = shortestPath(" + path + ") ";
        String alone = query + "RETURN length(p) AS n";
        assertThat(rows("", alone)).containsExactlyInAnyOrderElementsOf(lengths);
        assertThat(rows("shortest-lengths", alone)).containsExactlyInAnyOrderElementsOf(lengths);
        assertThat(rows("", query + "RETURN size(relationships(p)) AS n")).containsExactlyInAnyOrderElementsOf(lengths);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("trails")
    void whatAsksForTrailsIsNotRewritten(String rewrite, String query, List<String> rows) {
        assertThat(answer("", query, rewrite, false)).containsExactlyInAnyOrderElementsOf(rows);
    }

    private List<String> answer(String off, String query, String rewrite, boolean named) {
        assertThat(storage(off).explain(query).rewrites().contains(rewrite)).isEqualTo(named);
        return rows(off, query);
    }

    private Storage storage(String off) {
        return backends.computeIfAbsent(off, this::open).in(Scope.DEFAULT);
    }

    private List<String> rows(String off, String query) {
        return storage(off).query(query).toList().stream()
                .map(row -> String.valueOf(row.value(0)))
                .toList();
    }

    private Backend open(String off) {
        Backend backend = Khive.open(KhiveConfig.builder()
                .url(url("walks" + (off.isEmpty() ? "" : "-" + off)))
                .set("query.rewrites-off", off)
                .build());
        store(backend.in(Scope.DEFAULT));
        return backend;
    }

    @AfterAll
    void closeBackends() {
        backends.values().forEach(Backend::close);
    }

    private static void store(Storage storage) {
        storage.entities()
                .upsertAll(
                        NODES.stream()
                                .map(name -> new EntityDraft(id(1, NODES.indexOf(name)), List.of(), Map.of("n", name)))
                                .toList(),
                        BatchMode.ATOMIC);
        storage.graph().upsertAll(edges(2, "K", EDGES), BatchMode.ATOMIC);
        storage.graph().upsertAll(edges(3, "L", CHAIN), BatchMode.ATOMIC);
    }

    private static List<EdgeDraft> edges(int kind, String relation, List<String> all) {
        List<EdgeDraft> drafts = new ArrayList<>();
        for (int edge = 0; edge < all.size(); edge++) {
            String ends = all.get(edge);
            Map<String, Object> place = Map.of("place", (long) edge);
            drafts.add(new EdgeDraft(id(kind, edge), end(ends, 0), relation, end(ends, 1), 1.0, null, null, place));
        }
        return drafts;
    }

    private static UUID end(String edge, int place) {
        return id(1, NODES.indexOf(edge.substring(place, place + 1)));
    }

    private static UUID id(int kind, int number) {
        return new UUID(kind, number);
    }
}
