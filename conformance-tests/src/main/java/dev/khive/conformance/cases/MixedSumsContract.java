package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sums and means of stored values are those of the reference evaluator, whatever a group holds: integers and floats apart, sums
 * beyond 64 bits, floats that are not finite, durations, nothing, and what cannot be summed, which is refused; with all rewrites
 * and with none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MixedSumsContract {
    private static final int EDGES = 3;
    private static final CalendarDuration SECONDS = new CalendarDuration(0, 0, 5, 0);
    private static final CalendarDuration MONTH = new CalendarDuration(1, 0, 0, 0);

    /** How many of the groups, from the first on, have a sum that is the same in whatever order it is made. */
    private static final int PLAIN_GROUPS = 7;

    private static final List<List<Object>> GROUPS = List.of(
            List.of(),
            List.of(1L, 2L, 3L),
            List.of(0L),
            List.of(0.0, -0.0),
            List.of(-0.0),
            List.of(1.0, 2.0),
            List.of(1L, 0.5, 2L),
            List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
            List.of(1e300, -1e300, 1.0, 1e-300),
            List.of(1e308, 1e308),
            List.of(1e308, 1e308, -1e308),
            List.of(-1.7e308, 1.7e308, 1e292, 3L),
            List.of(Double.MAX_VALUE, Double.MIN_VALUE),
            List.of(Long.MAX_VALUE, 0L),
            List.of(Long.MAX_VALUE, Long.MIN_VALUE, 5L),
            List.of(Long.MAX_VALUE, 1.0),
            List.of(Double.NaN, 1L),
            List.of(Double.POSITIVE_INFINITY, 1.5),
            List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
            List.of(SECONDS),
            List.of(SECONDS, MONTH));

    private static final List<List<Object>> REFUSED = List.of(
            List.of("text"),
            List.of(1L, "1"),
            List.of(0.5, true),
            List.of(false),
            List.of(List.of(1L)),
            List.of(2L, Map.of("k", 1L)),
            List.of(LocalDate.of(2020, 1, 1)),
            List.of(SECONDS, 1L));

    private static final List<List<Object>> BEYOND =
            List.of(List.of(Long.MAX_VALUE, 1L), List.of(Long.MIN_VALUE, -1L, Long.MIN_VALUE));

    private Backend reference;
    private Backend rewritten;
    private Backend plain;

    /** The tests of a backend; JUnit makes one. */
    protected MixedSumsContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    @BeforeAll
    void fill() {
        reference = opened("memory:", "");
        rewritten = opened(url("rewritten"), "");
        plain = opened(url("plain"), "all");
    }

    private static Backend opened(String url, String off) {
        KhiveConfig.Builder config = KhiveConfig.builder().url(url);
        Backend backend = Khive.open(
                off.isEmpty()
                        ? config.build()
                        : config.set("query.rewrites-off", off).build());
        List<EntityDraft> nodes = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        draft(GROUPS, "Good", 1, nodes, edges);
        draft(REFUSED, "Refused", 2, nodes, edges);
        draft(BEYOND, "Beyond", 3, nodes, edges);
        IntStream.range(0, EDGES)
                .forEach(hub -> nodes.add(new EntityDraft(new UUID(9, hub), List.of("Hub"), Map.of())));
        backend.in(Scope.DEFAULT).entities().upsertAll(nodes, BatchMode.ATOMIC);
        backend.in(Scope.DEFAULT).graph().upsertAll(edges, BatchMode.ATOMIC);
        return backend;
    }

    /** One node without the value in each group, and one for each value, with an edge to each hub. */
    private static void draft(
            List<List<Object>> groups, String label, long kind, List<EntityDraft> nodes, List<EdgeDraft> edges) {
        for (int group = 0; group < groups.size(); group++) {
            nodes.add(new EntityDraft(new UUID(kind, group * 100L), List.of(label), Map.of("g", (long) group)));
            for (int place = 0; place < groups.get(group).size(); place++) {
                UUID id = new UUID(kind, group * 100L + place + 1);
                Map<String, Object> properties =
                        Map.of("g", (long) group, "v", groups.get(group).get(place));
                nodes.add(new EntityDraft(id, List.of(label), properties));
                for (int hub = 0; hub < EDGES; hub++) {
                    UUID edge = new UUID(kind + 10, group * 1000L + place * 10L + hub);
                    edges.add(new EdgeDraft(edge, id, "AT", new UUID(9, hub), 1, null, null, Map.of()));
                }
            }
        }
    }

    @AfterAll
    void closeBackends() {
        reference.close();
        rewritten.close();
        plain.close();
    }

    static Stream<String> returned() {
        return Stream.of(
                "sum(n.v) AS s",
                "avg(n.v) AS s",
                "count(*) AS c, sum(n.v) AS s, avg(n.v) AS a, count(n.v) AS n",
                "sum(n.v) AS s, count(DISTINCT n.v) AS d",
                "sum(n.v) AS s, size(collect(n.v)) AS n");
    }

    @ParameterizedTest
    @MethodSource("returned")
    void aGroupIsSummedAsTheReferenceSumsIt(String returned) {
        for (int group = 0; group < GROUPS.size(); group++) {
            agree("MATCH (n:Good) WHERE n.g = " + group + " RETURN " + returned);
        }
    }

    @ParameterizedTest
    @MethodSource("returned")
    void allGroupsAreSummedByThemselves(String returned) {
        agree("MATCH (n:Good) RETURN n.g AS g, " + returned + " ORDER BY g");
    }

    @Test
    void aValueCountsAsOftenAsItIsMatched() {
        for (int group = 0; group < PLAIN_GROUPS; group++) {
            agree("MATCH (n:Good {g: " + group + "})-[:AT]->(:Hub) RETURN count(*) AS c, sum(n.v) AS s");
        }
    }

    @ParameterizedTest
    @MethodSource("returned")
    void whatCannotBeSummedIsRefused(String returned) {
        for (int group = 0; group < REFUSED.size(); group++) {
            refuse("MATCH (n:Refused) WHERE n.g = " + group + " RETURN " + returned);
        }
    }

    @Test
    void integersBeyond64BitsHaveNoSum() {
        for (int group = 0; group < BEYOND.size(); group++) {
            refuse("MATCH (n:Beyond) WHERE n.g = " + group + " RETURN sum(n.v) AS s");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Beyond) RETURN n.g AS g, avg(n.v) AS a, avg(DISTINCT n.v) AS d ORDER BY g",
                "MATCH (n:Beyond)-[:AT]->(:Hub) RETURN n.g AS g, avg(n.v) AS a, count(*) AS c ORDER BY g",
                "MATCH (n:Beyond) WITH n.g AS g, n.v AS v RETURN g, avg(v) AS a ORDER BY g",
                "MATCH (n:Beyond) WITH n.g AS g, n.v + 0 AS v RETURN g, avg(v) AS a ORDER BY g",
                "MATCH (n) WHERE n.g = 0 AND n:Beyond OR n.g = 16 AND n:Good RETURN avg(n.v) AS a",
                "MATCH (n) WHERE n.g = 0 AND n:Beyond OR n.g = 17 AND n:Good RETURN sum(n.v) AS s, avg(n.v) AS a",
                "MATCH (n) WHERE n.g = 0 AND n:Beyond OR n.g = 4 AND n:Good RETURN sum(n.v) AS s, avg(n.v) AS a",
                "UNWIND [9223372036854775807, 1, 1.0] AS x RETURN sum(x) AS s, avg(x) AS a"
            })
    void integersWhoseSumIsBeyond64BitsHaveAMean(String query) {
        agree(query);
    }

    private void refuse(String query) {
        for (Backend backend : List.of(reference, rewritten, plain)) {
            assertThatThrownBy(() -> answer(backend, query)).as(query).isInstanceOf(InvalidInputException.class);
        }
    }

    private void agree(String query) {
        String wanted = answer(reference, query);
        assertThat(answer(rewritten, query)).as(query).isEqualTo(wanted);
        assertThat(answer(plain, query)).as("%s, rewrites off", query).isEqualTo(wanted);
    }

    private static String answer(Backend backend, String query) {
        return backend.in(Scope.DEFAULT).query(query, Map.of()).toList().toString();
    }
}
