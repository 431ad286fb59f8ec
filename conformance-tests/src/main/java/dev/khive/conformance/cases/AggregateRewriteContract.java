package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the compiler's rewrites of aggregations leave as it is: the rows of each query, in their order, are those of the reference
 * evaluator, with all rewrites, with the one that it is for turned off, and with none; and explain names that one only where it
 * is on.
 *
 * <p>Writers of two scopes: two share a name, two have names that are equivalent (1 and 1.0), two have none, one has written
 * nothing, one is a reader too and saw no text. Texts have a length, a broken one, or none; some were written twice by the same
 * writer, some by two; edges and texts were deleted. What was made is a text, a thing or has no label at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AggregateRewriteContract {
    private static final Scope HERE = new Scope("one", "texts");
    private static final Scope THERE = new Scope("two", "texts");
    private static final int WRITERS = 12;
    private static final int TEXTS = 60;

    private final Map<String, Backend> backends = new HashMap<>();

    /** The tests of a backend; JUnit makes one. */
    protected AggregateRewriteContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    static Stream<Arguments> queries() {
        return Stream.of(
                late("RETURN w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k LIMIT 3"),
                late("RETURN w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k SKIP 2 LIMIT 3"),
                late("RETURN w.name AS k, count(*) AS c, avg(t.length) AS s ORDER BY k DESC LIMIT 4"),
                late("RETURN w AS k, min(t.length) AS s, max(t.length) AS m ORDER BY w.name, w.id LIMIT 5"),
                late("RETURN w.name AS w, w.id AS t, count(t) AS c, sum(t.length) AS s ORDER BY c, t LIMIT 4"),
                late("RETURN w.name AS k, count(t.length) AS n, count(DISTINCT t.length) AS d, count(*) AS c"
                        + " ORDER BY count(*) DESC, k LIMIT 4"),
                late("RETURN w.name AS k, sum(DISTINCT t.length) AS s, count(*) * 2 AS c ORDER BY c DESC, k LIMIT 2"),
                late("WITH w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k LIMIT 4 WHERE s > 3"
                        + " RETURN k, c, s ORDER BY c DESC, k"),
                late("WHERE w.id > 2 AND t.length > 1 RETURN w.name AS k, count(*) AS c, sum(t.length) AS s"
                        + " ORDER BY c DESC, k LIMIT 3"),
                late("RETURN w.name AS k, count(*) AS c, sum(e.weight) AS s ORDER BY c DESC, k LIMIT 3"),
                late("<-[:MADE]-(v) RETURN v.name AS k, count(*) AS c, max(t.length) AS s ORDER BY c DESC, k LIMIT 3"),
                labels("MATCH (w:Writer)-[:SAW]->(t:Text) RETURN w.name AS k, count(*) AS c ORDER BY c DESC, k"),
                labels("MATCH (w:Writer)-[:SAW]->(t:!Thing) RETURN w.id AS k, count(*) AS c ORDER BY c DESC, k"),
                labels(
                        "MATCH (v:Writer)-[:KNOWS]->(w)-[:SAW]->(t:Text) RETURN v.name AS k, count(*) AS c ORDER BY c, k"),
                labels("MATCH (w:Writer)-[:SAW]->(t:Text) RETURN w.name AS k, count(*) AS c, max(t.length) AS m"
                        + " ORDER BY c DESC, k LIMIT 3"),
                labels("MATCH (w)-[:SAW]->(t:Text) RETURN w.id AS k, count(*) AS c ORDER BY c DESC, k"),
                labels("MATCH (w:Writer)-[:SAW]->(t:Text) MATCH (w)-[:KNOWS]->(v) RETURN w.id AS k, count(*) AS c"
                        + " ORDER BY c DESC, k"));
    }

    /** The groups may not be known before the rows, or what is asked has the order of the rows. */
    static Stream<Arguments> others() {
        return Stream.of(
                late("RETURN w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY s DESC, k LIMIT 3"),
                late("RETURN w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k"),
                late(
                        "RETURN t.length AS l, w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k, l LIMIT 3"),
                late("RETURN DISTINCT w.name AS k, count(*) AS c, sum(t.length) AS s ORDER BY c DESC, k LIMIT 3"),
                late("RETURN w.name AS k, count(*) AS c, size(collect(t.length)) AS s ORDER BY c DESC, k LIMIT 3"),
                late("OPTIONAL MATCH (t)<-[:MADE]-(v) RETURN w.name AS k, count(*) AS c, sum(v.id) AS s"
                        + " ORDER BY c DESC, k LIMIT 3"));
    }

    private static Arguments labels(String query) {
        return Arguments.of("subtract-labels", query);
    }

    private static Arguments late(String rest) {
        return Arguments.of(
                "late-aggregates", "MATCH (w:Writer)-[e:WROTE]->(t:Text)" + (rest.startsWith("<") ? "" : " ") + rest);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("queries")
    void theRowsAreThoseOfTheReferenceWithTheRewriteAndWithout(String rewrite, String query) {
        assertThat(answers("", query, rewrite, true)).isEqualTo(reference(query));
        assertThat(answers(rewrite, query, rewrite, false)).isEqualTo(reference(query));
        assertThat(answers("all", query, rewrite, false)).isEqualTo(reference(query));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("others")
    void whatIsNotCertainIsLeftAsItIs(String rewrite, String query) {
        assertThat(answers("", query, rewrite, false)).isEqualTo(reference(query));
    }

    @Test
    void nodesOfLabelsThatCameLaterAreTakenOffToo() {
        String query = "MATCH (w:Writer)-[:SAW]->(t:Text) RETURN w.id AS k, count(*) AS c ORDER BY c DESC, k";
        try (Backend backend = filled(url("aggregates-later"), "");
                Backend reference = filled("memory:", "")) {
            List<Storage> both = List.of(backend.in(HERE), reference.in(HERE));
            String before = rows(both.getFirst(), query);
            for (Storage storage : both) {
                storage.entities()
                        .upsertAll(
                                List.of(
                                        new EntityDraft(id(4, 1), List.of("Odd"), Map.of()),
                                        new EntityDraft(id(4, 2), List.of("Text", "Odd"), Map.of())),
                                BatchMode.ATOMIC);
                storage.graph()
                        .upsertAll(
                                List.of(edge(900, 1, "SAW", id(4, 1)), edge(901, 2, "SAW", id(4, 2))),
                                BatchMode.ATOMIC);
            }
            assertThat(rows(both.getFirst(), query))
                    .isEqualTo(rows(both.getLast(), query))
                    .isNotEqualTo(before);
        }
    }

    private List<String> reference(String query) {
        Backend backend = backends.computeIfAbsent("memory", name -> filled("memory:", ""));
        return Stream.of(HERE, THERE)
                .map(scope -> rows(backend.in(scope), query))
                .toList();
    }

    private List<String> answers(String off, String query, String rewrite, boolean named) {
        Backend backend = backends.computeIfAbsent(
                off, rewrites -> filled(url("aggregates" + (off.isEmpty() ? "" : "-" + off)), rewrites));
        assertThat(backend.in(HERE).explain(query).rewrites().contains(rewrite)).isEqualTo(named);
        return Stream.of(HERE, THERE)
                .map(scope -> rows(backend.in(scope), query))
                .toList();
    }

    private static String rows(Storage storage, String query) {
        return storage.query(query).toList().stream()
                .map(Row::toList)
                .map(row -> Stream.concat(
                                Stream.of(keyOf(row.getFirst())),
                                row.stream().skip(1).map(String::valueOf))
                        .toList())
                .toList()
                .toString();
    }

    /** Of 1 and 1.0, either may stand for both. */
    private static String keyOf(@Nullable Object key) {
        return switch (key) {
            case Number number -> Double.toString(number.doubleValue());
            case NodeValue node -> node.id().toString();
            case null, default -> String.valueOf(key);
        };
    }

    @AfterAll
    void closeBackends() {
        backends.values().forEach(Backend::close);
    }

    private static Backend filled(String url, String off) {
        Backend backend = Khive.open(
                KhiveConfig.builder().url(url).set("query.rewrites-off", off).build());
        fill(backend.in(HERE), 1);
        fill(backend.in(THERE), 2);
        return backend;
    }

    private static void fill(Storage storage, int scope) {
        List<EntityDraft> nodes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            nodes.add(
                    new EntityDraft(id(1, writer), List.of("Writer"), properties("id", writer, "name", name(writer))));
        }
        nodes.add(new EntityDraft(id(1, 100), List.of("Writer", "Reader"), Map.of("id", 100L)));
        for (int text = 0; text < TEXTS; text++) {
            nodes.add(
                    new EntityDraft(id(2, text), labels(text), properties("id", text, "length", length(text * scope))));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        List<EdgeDraft> edges = new ArrayList<>();
        for (int text = 0; text < TEXTS; text++) {
            int writer = (text * text + scope) % (WRITERS - 1);
            edges.add(edge(edges.size(), writer, text % 6 < 4 ? "WROTE" : "MADE", text));
            if (text % 5 == 0) {
                edges.add(edge(edges.size(), writer, text % 6 < 4 ? "WROTE" : "MADE", text));
            }
            if (text % 6 < 4 || text % 12 == 4 || text == 5) {
                edges.add(edge(edges.size(), 3 * text % WRITERS, "SAW", text));
            }
            if (text % 7 == 0) {
                edges.add(edge(edges.size(), (writer + text) % (WRITERS - 1), "MADE", text));
            }
        }
        edges.add(edge(edges.size(), 100, "SAW", 4));
        for (int writer = 0; writer < 2 * WRITERS; writer++) {
            edges.add(edge(edges.size(), writer % WRITERS, "KNOWS", id(1, (writer * writer + 1) % WRITERS)));
        }
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
        storage.graph().delete(id(3, 4), DeleteMode.SOFT);
        storage.graph().delete(id(3, 9), DeleteMode.HARD);
        storage.entities().delete(id(2, 8), DeleteMode.SOFT);
    }

    private static Map<String, Object> properties(String first, int id, String second, @Nullable Object value) {
        Map<String, Object> properties = new HashMap<>(Map.of(first, (long) id));
        if (value != null) {
            properties.put(second, value);
        }
        return properties;
    }

    private static @Nullable Object name(int writer) {
        return switch (writer) {
            case 0, 1 -> "ann";
            case 2 -> 1L;
            case 3 -> 1.0;
            case 4, 5 -> null;
            default -> "writer " + writer;
        };
    }

    /** What was written is a text; what was made may be anything. */
    private static List<String> labels(int text) {
        return text % 6 < 4 ? List.of("Text") : text % 6 == 4 ? List.of("Thing") : List.of();
    }

    private static @Nullable Object length(int text) {
        return switch (text % 5) {
            case 0 -> null;
            case 1 -> text + 0.5;
            default -> (long) (text % 9);
        };
    }

    private static EdgeDraft edge(int number, int writer, String relation, int text) {
        return edge(number, writer, relation, id(2, text));
    }

    private static EdgeDraft edge(int number, int writer, String relation, UUID target) {
        return new EdgeDraft(
                id(3, number), id(1, writer), relation, target, 1.0, null, null, Map.of("weight", number % 4L));
    }

    private static UUID id(int kind, int number) {
        return new UUID(kind, number);
    }
}
