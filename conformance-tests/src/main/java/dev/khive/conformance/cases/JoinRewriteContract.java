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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the compiler's rewrites of joins, labels and names leave as it is: the rows of each query are those that are written
 * beside it, with all of these rewrites and with each of them turned off.
 *
 * <pre>
 * ann, bob, cid: Person     ann -KNOWS-> bob -KNOWS-> cid -KNOWS-> ann, ann -KNOWS-> rex
 * rex: Dog, Animal          ann, bob -LIVES_IN-> oslo, cid -LIVES_IN-> rome
 * oslo, rome: City
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JoinRewriteContract {
    private static final List<String> REWRITES = List.of(
            "names-as-numbers",
            "labels-proved",
            "labels-inferred",
            "join-order",
            "pair-index",
            "no-match",
            "distinct-edges");
    private static final List<List<String>> NODES = List.of(
            List.of("ann", "Person"),
            List.of("bob", "Person"),
            List.of("cid", "Person"),
            List.of("rex", "Dog", "Animal"),
            List.of("oslo", "City"),
            List.of("rome", "City"));
    private static final List<List<String>> EDGES = List.of(
            List.of("ann", "KNOWS", "bob"),
            List.of("bob", "KNOWS", "cid"),
            List.of("cid", "KNOWS", "ann"),
            List.of("ann", "KNOWS", "rex"),
            List.of("ann", "LIVES_IN", "oslo"),
            List.of("bob", "LIVES_IN", "oslo"),
            List.of("cid", "LIVES_IN", "rome"));

    /** The tests of a backend; JUnit makes one. */
    protected JoinRewriteContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    static Stream<String> switches() {
        return Stream.concat(Stream.of(""), REWRITES.stream());
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                query("MATCH (x:Person)-[:LIVES_IN]->(y:City) RETURN x.n + y.n AS n", "annoslo", "boboslo", "cidrome"),
                query("MATCH (x:Person)-[:KNOWS]->(y:Person) RETURN x.n + y.n AS n", "annbob", "bobcid", "cidann"),
                query("MATCH (x)-[:KNOWS]->(y) WHERE NOT y:Person RETURN x.n + y.n AS n", "annrex"),
                query("MATCH (x)-[:KNOWS]->(y:!Person) RETURN x.n + y.n AS n", "annrex"),
                query("MATCH (x)-[:LIVES_IN]->(y) RETURN y.n AS n", "oslo", "oslo", "rome"),
                query("MATCH (x:City)-[:KNOWS]->(y) RETURN y.n AS n"),
                query("MATCH (x:Robot) RETURN x.n AS n"),
                query("MATCH (x)-[:OWNS]->(y) RETURN y.n AS n"),
                query(
                        "MATCH (x:City) OPTIONAL MATCH (x)-[:KNOWS]->(y) RETURN coalesce(y.n, 'none') AS n",
                        "none",
                        "none"),
                query("MATCH (x:Dog|City) RETURN x.n AS n", "oslo", "rex", "rome"),
                query("MATCH (x)-[e]->(y:City) WHERE x.n = 'ann' RETURN type(e) AS n", "LIVES_IN"),
                query("MATCH (x)-[:!LIVES_IN]->(y:Animal) RETURN y.n AS n", "rex"),
                query("MATCH (x)-[:KNOWS]->(y)-[:KNOWS]->(z)-[:KNOWS]->(x) RETURN x.n AS n", "ann", "bob", "cid"),
                query("MATCH (x)-[:KNOWS]-(y)-[:KNOWS]-(z) WHERE x <> z AND x.n = 'rex' RETURN z.n AS n", "bob", "cid"),
                query("MATCH (x:Person)-[:LIVES_IN]->(c)<-[:LIVES_IN]-(y), (x)-[:KNOWS]->(y) RETURN y.n AS n", "bob"),
                query("MATCH (x:Person) WHERE NOT EXISTS { (x)-[:KNOWS]->(:Dog) } RETURN x.n AS n", "bob", "cid"));
    }

    private static Arguments query(String text, String... rows) {
        return Arguments.of(text, List.of(rows));
    }

    @ParameterizedTest(name = "without {0}")
    @MethodSource("switches")
    void rowsAreTheSameWithAllRewritesAndWithEachOneOff(String off) {
        Set<String> seen = new HashSet<>();
        try (Backend backend = Khive.open(KhiveConfig.builder()
                .url(url("joins" + (off.isEmpty() ? "" : "-" + off)))
                .set("query.rewrites-off", off)
                .build())) {
            Storage storage = backend.in(Scope.DEFAULT);
            store(storage);
            queries().forEach(query -> {
                String text = String.valueOf(query.get()[0]);
                assertThat(storage.query(text).toList().stream()
                                .map(row -> (Object) String.valueOf(row.value(0)))
                                .toList())
                        .as(text)
                        .containsExactlyInAnyOrderElementsOf((List<?>) Objects.requireNonNull(query.get()[1]));
                seen.addAll(storage.explain(text).rewrites());
            });
        }
        assertThat(seen)
                .as("rewrites that changed one of the queries")
                .containsAll(REWRITES.stream()
                        .filter(rewrite -> !rewrite.equals(off))
                        .toList())
                .doesNotContain(off);
    }

    private static void store(Storage storage) {
        List<EntityDraft> nodes = new ArrayList<>();
        for (int node = 0; node < NODES.size(); node++) {
            List<String> drawn = NODES.get(node);
            nodes.add(new EntityDraft(id(1, node), drawn.subList(1, drawn.size()), Map.of("n", drawn.getFirst())));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        List<EdgeDraft> edges = new ArrayList<>();
        for (int edge = 0; edge < EDGES.size(); edge++) {
            List<String> drawn = EDGES.get(edge);
            edges.add(new EdgeDraft(
                    id(2, edge), node(drawn.get(0)), drawn.get(1), node(drawn.get(2)), 1.0, null, null, Map.of()));
        }
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
    }

    private static UUID node(String name) {
        return id(1, NODES.stream().map(List::getFirst).toList().indexOf(name));
    }

    private static UUID id(int kind, int number) {
        return new UUID(kind, number);
    }
}
