package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.QueryException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts that are made of the numbers of branches: the same as by rows, by the reference, without the one rewrite and without all,
 * and named by explain where they are on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CountRewriteContract {
    /** Source, relation, target, KNOWS twenty times each: parallel edges, a loop, a node without edges. */
    private static final String EDGES = """
            ann KNOWS bob, ann KNOWS bob, bob KNOWS cid, cid KNOWS ann, cid KNOWS cid, dan KNOWS ann, eve KNOWS dan,
            ann LIKES tea, bob LIKES tea, bob LIKES jam, cid LIKES jam, dan LIKES tea, dan LIKES tea,
            ann SAW bob, ann SAW cid, bob SAW ann, cid SAW cid""";

    private final Map<String, Backend> backends = new HashMap<>();
    private String address = "";

    /** The tests of a backend; JUnit makes one. */
    protected CountRewriteContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    /** The rewrites that its database has no use for. */
    protected Set<String> unused() {
        return Set.of();
    }

    @AfterAll
    final void close() {
        backends.values().forEach(Backend::close);
    }

    @BeforeAll
    final void load() {
        address = url("counts");
        backends.put("", loaded(address));
        backends.put("memory", loaded("memory:"));
    }

    private Backend without(String rewrite) {
        return backends.computeIfAbsent(
                rewrite,
                off -> Khive.open(KhiveConfig.builder()
                        .url(address)
                        .set("query.rewrites-off", off)
                        .build()));
    }

    private Backend reference() {
        return without("memory");
    }

    private static Backend loaded(String url) {
        Backend backend = Khive.open(url);
        Storage storage = backend.in(Scope.DEFAULT);
        List<String> names = List.of("ann", "bob", "cid", "dan", "eve", "fay", "tea", "jam");
        List<EntityDraft> nodes = new ArrayList<>();
        for (String name : names) {
            String label = name.equals("tea") || name.equals("jam") ? "Thing" : "Person";
            nodes.add(new EntityDraft(new UUID(1, names.indexOf(name)), List.of(label), properties(name)));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        List<EdgeDraft> edges = new ArrayList<>();
        for (String edge : EDGES.split(",\\s", -1)) {
            String[] words = edge.strip().split(" ", -1);
            for (int copy = 0; copy < (words[1].equals("KNOWS") ? 20 : 1); copy++) {
                edges.add(new EdgeDraft(
                        new UUID(2, edges.size()),
                        new UUID(1, names.indexOf(words[0])),
                        words[1],
                        new UUID(1, names.indexOf(words[2])),
                        1.0,
                        null,
                        null,
                        Map.of()));
            }
        }
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        return backend;
    }

    /** A number, an integer or a float, for some. */
    private static Map<String, Object> properties(String name) {
        return switch (name) {
            case "ann" -> Map.of("name", name, "age", 31L);
            case "bob" -> Map.of("name", name, "age", -4.5);
            case "dan" -> Map.of("name", name, "age", 0L);
            case "eve" -> Map.of("name", name, "age", Long.MAX_VALUE);
            default -> Map.of("name", name);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push-counts | MATCH (a)<-[:KNOWS]-(b) MATCH (d)-[:KNOWS]->(b) RETURN count(*) AS n",
                "push-counts | MATCH (a:Person)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN a.name AS k, count(*) AS n",
                "push-counts | MATCH (a:Person)-[:KNOWS]->(b) RETURN a AS k, count(b) AS n, count(*) AS m",
                "push-counts | MATCH (a)-[:KNOWS]->(b), (c)-[:LIKES]->(d) RETURN count(*) AS n",
                "push-counts | MATCH (a)-[d:KNOWS]-(b), (a)-[e:KNOWS]-(b)-[:LIKES]->(c) RETURN e AS k, d.x AS x, count(*) AS n",
                "push-counts | MATCH (a)-[:KNOWS]-(b) WHERE (a)-[:KNOWS]->(b) RETURN count(*) AS n",
                "push-counts | MATCH (a)-[:LIKES]->(x) MATCH (a)-[:KNOWS]->(b) MATCH (b)-[:SAW]->(c) MATCH (c)-[:KNOWS]->(d)"
                        + " MATCH (d)-[:SAW]->(e) MATCH (e)-[:LIKES]->(f) RETURN a.name AS k, count(*) AS n",
                "push-counts | MATCH (a)-[:KNOWS]-(b) MATCH (a)-[:KNOWS]->(b) RETURN count(*) AS n",
                "pair-tables | MATCH (a)-[:KNOWS]-(b) MATCH (b)-[:KNOWS]-(a) RETURN count(*) AS n",
                "push-aggregates | MATCH (a:Person)-[:KNOWS]-(b)-[:LIKES]->(c)"
                        + " RETURN sum(a.age) AS s, min(a.age) AS l, max(a.name) AS m, count(a.age) AS k, count(*) AS n",
                "push-aggregates | MATCH (a:Person)-[:KNOWS]->(b)-[:LIKES]->(c) WHERE a.name <> 'eve' RETURN a.name AS k, sum(a.age) AS s, count(b) AS n",
                "push-aggregates | MATCH (a:Person)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN b.name AS k, b.age AS l, count(id(b)) AS s",
                "push-aggregates | MATCH (a:Person) OPTIONAL MATCH (a)-[:LIKES]->(b) RETURN sum(a.age) AS s, count(DISTINCT a.age) AS d",
                "push-aggregates | MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(DISTINCT a) AS n",
                "push-aggregates | MATCH (a:Person)-[:KNOWS]->(b) WHERE a.name = 'nobody' RETURN sum(a.age) AS s, max(a.age) AS m, count(*) AS n",
                "count-first | MATCH (a:Person)-[:SAW]->(b) OPTIONAL MATCH (a)<-[:KNOWS]-(c)"
                        + " OPTIONAL MATCH (a)-[:LIKES]->(d) RETURN count(*) AS n",
                "count-first | MATCH (b)<-[:SAW]-(a:Person)-[:KNOWS]->(c) OPTIONAL MATCH (a)-[:LIKES]->(d) RETURN count(*) AS n",
                "optional-counts | MATCH (a:Person) OPTIONAL MATCH (a)-[:LIKES]->(b) RETURN count(*) AS n",
                "optional-counts | MATCH (a:Person) OPTIONAL MATCH (a)-[:LIKES]->(b)<-[:LIKES]-(c) WHERE a <> c "
                        + "OPTIONAL MATCH (a)-[:KNOWS]-(d) RETURN a.name AS k, count(*) AS n",
                "subtract-equal | MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c) WHERE a <> c RETURN count(*) AS n",
                "subtract-equal | MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c) RETURN count(*) AS n",
                "subtract-equal | MATCH (a)-[:KNOWS]->(b)<-[:KNOWS]-(c) RETURN b.name AS k, count(*) AS n",
                "subtract-pattern | MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:LIKES]->(d) WHERE a <> c AND NOT (a)-[:KNOWS]-(c) RETURN count(*) AS n",
            })
    final void countsByBranchesAreThoseByRows(String rewrite, String text) {
        List<String> wanted = rows(reference(), text);
        if (!unused().contains(rewrite)) {
            assertThat(rewrites("", text)).contains(rewrite);
        }
        assertThat(rewrites(rewrite, text)).doesNotContain(rewrite);
        assertThat(rewrites("all", text)).isEmpty();
        for (String off : List.of("", rewrite, "all")) {
            assertThat(rows(without(off), text)).as("without " + off).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private List<String> rewrites(String off, String text) {
        return without(off).in(Scope.DEFAULT).explain(text).rewrites();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) WHERE toInteger(b.name) > 0 RETURN count(*) AS n",
                "MATCH (a)-[:KNOWS]->(b) OPTIONAL MATCH (b)-[:LIKES]->(c) RETURN count(c) AS n",
                "MATCH p = ACYCLIC (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(*) AS n",
                "MATCH (a)-[:KNOWS*1..2]->(b)-[:LIKES]->(c) RETURN count(*) AS n",
            })
    final void whatIsNotCertainIsCountedByRows(String text) {
        assertThat(rewrites("", text))
                .doesNotContain(
                        "push-counts", "push-aggregates", "optional-counts", "subtract-equal", "subtract-pattern");
    }

    @Test
    final void anIntegerTimesItsMatchesBeyond64BitsIsAnErrorAmongIntegersAlone() {
        String matches = "MATCH (a:Person)-[:KNOWS]-(b), (a)-[:KNOWS]-(c) WHERE a.name ";
        String alone = matches + "= 'eve' RETURN sum(a.age) AS s";
        String mixed = matches + "IN ['eve', 'bob'] RETURN sum(a.age) AS s";
        assertThat(rewrites("", alone)).contains("push-aggregates");
        assertThat(rewrites("", mixed)).contains("push-aggregates");
        for (String off : List.of("memory", "", "push-aggregates")) {
            assertThatThrownBy(() -> rows(without(off), alone))
                    .as("without " + off)
                    .hasMessageContaining("64");
            assertThat(rows(without(off), mixed)).as("without " + off).isEqualTo(rows(reference(), mixed));
        }
    }

    @Test
    final void aSumOfWhatCannotBeSummedIsAnErrorHoweverOftenItIsThere() {
        String text = "MATCH (a:Person)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN sum(a.name) AS s";
        assertThat(rewrites("", text)).contains("push-aggregates");
        for (String off : List.of("memory", "", "push-aggregates")) {
            assertThatThrownBy(() -> rows(without(off), text))
                    .as("without " + off)
                    .isInstanceOf(QueryException.class);
        }
    }

    @Test
    final void aGroupThatCountsNothingIsNone() {
        String text = "MATCH (a:Person)-[:KNOWS]->(c)-[:LIKES]->(b) RETURN a.name AS k, count(*) AS n";
        assertThat(rewrites("", text)).contains("push-counts");
        assertThat(rows(without(""), text)).hasSize(5).containsExactlyInAnyOrderElementsOf(rows(reference(), text));
    }

    @Test
    final void aCountBeyondTheIntegersIsAnErrorAndNoFloat() {
        String branches = String.join(", ", Collections.nCopies(11, "(a)-[:AT]->()"));
        try (Backend backend = Khive.open(url("beyond"))) {
            Storage storage = backend.in(Scope.DEFAULT);
            storage.entities()
                    .upsertAll(
                            List.of(
                                    new EntityDraft(new UUID(1, 1), List.of("A"), Map.of()),
                                    new EntityDraft(new UUID(1, 2), List.of("B"), Map.of())),
                            BatchMode.ATOMIC);
            List<EdgeDraft> edges = new ArrayList<>();
            for (int edge = 0; edge < 60; edge++) {
                edges.add(new EdgeDraft(
                        new UUID(2, edge), new UUID(1, 1), "AT", new UUID(1, 2), 1.0, null, null, Map.of()));
            }
            storage.graph().upsertAll(edges, BatchMode.ATOMIC);
            String text = "MATCH (a:A) " + branches.replace("(a)", "MATCH (a)").replace(", MATCH", " MATCH")
                    + " RETURN count(*) AS n";
            assertThat(storage.explain(text).rewrites()).contains("push-counts");
            assertThatThrownBy(() -> storage.query(text, Map.of()).toList()).hasMessageContaining("64");
        }
    }

    private static List<String> rows(Backend backend, String text) {
        return backend.in(Scope.DEFAULT).query(text, Map.of()).toList().stream()
                .map(row -> row.toList().stream()
                        .map(CountRewriteContract::shown)
                        .toList()
                        .toString())
                .toList();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case NodeValue node -> node.id().toString();
            case EdgeValue edge -> edge.id().toString();
            case null, default -> String.valueOf(value);
        };
    }
}
