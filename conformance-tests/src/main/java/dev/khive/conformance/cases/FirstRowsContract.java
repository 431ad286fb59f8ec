package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first of many nodes by a property, where the compiler sorts only those that a sample does not leave out: the rows are those
 * of the reference evaluator, whatever values the property has, with the rewrite and without.
 *
 * <p>Five thousand items with a number each, and with properties of one type, of every type, with few values and with many nulls.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FirstRowsContract {
    private static final String REWRITE = "sampled-bound";
    private static final int ITEMS = 5_100;
    private static final List<String> TEXTS =
            List.of("", "[", "[1]", "{", "{\"a\":1}", "Z", "z", "~", "é", "\uD83D\uDE00", "true");

    private final Map<String, Backend> backends = new HashMap<>();

    /** The tests of a backend; JUnit makes one. */
    protected FirstRowsContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    static Stream<String> sampled() {
        return Stream.of("", " DESC").flatMap(FirstRowsContract::sampled);
    }

    private static Stream<String> sampled(String way) {
        Stream<String> plain = Stream.of(
                        "count", "real", "share", "name", "lower", "mixed", "rare", "flag", "huge", "few", "text")
                .map(property -> "MATCH (i:Item) RETURN i.n AS n, i." + property + " AS v ORDER BY i." + property + way
                        + ", n LIMIT 3");
        Stream<String> others = Stream.of("real", "mixed", "huge", "text")
                .flatMap(property -> Stream.of(
                        "MATCH (i:Item) WITH i ORDER BY i." + property + way
                                + ", i.few DESC, i.n SKIP 4 LIMIT 9 RETURN i.n AS n",
                        "MATCH (i:Item) RETURN i.n AS n ORDER BY i." + property + way + ", n DESC LIMIT $few"));
        return Stream.of(
                        plain,
                        others,
                        Stream.of(
                                "CALL () { MATCH (i:Item) RETURN i.n AS n ORDER BY i.mixed" + way
                                        + ", n LIMIT 4 } RETURN n",
                                "MATCH (i:Item) RETURN i.n AS n ORDER BY i.real" + way
                                        + ", n LIMIT 2 UNION ALL MATCH (i:Item) RETURN i.n AS n ORDER BY i.text" + way
                                        + ", n LIMIT 2",
                                "MATCH (i:Item) WITH i ORDER BY i.mixed" + way
                                        + ", i.n LIMIT 5 MATCH (t:Thing {n: i.few}) RETURN i.n AS n, labels(i) AS l, t.n AS t"
                                        + " ORDER BY n, t"))
                .flatMap(each -> each);
    }

    /** Too many rows are asked for, none at all, or not the rows of a scan. */
    static Stream<String> others() {
        return Stream.of(
                "MATCH (i:Item) RETURN i.n AS n ORDER BY i.count, n LIMIT 0",
                "MATCH (i:Item) RETURN i.n AS n ORDER BY i.count, n LIMIT 2000",
                "MATCH (i:Item) RETURN i.n AS n ORDER BY i.count, n SKIP $few LIMIT 2",
                "MATCH (t:Thing) RETURN t.n AS n, COLLECT { MATCH (i:Item) RETURN i.n AS m ORDER BY i.huge, m LIMIT 2 } AS l"
                        + " ORDER BY n LIMIT 2",
                "MATCH (i:Item) RETURN DISTINCT i.few AS f ORDER BY f LIMIT 2",
                "MATCH (i:Item) RETURN i.few AS f, count(*) AS c ORDER BY f LIMIT 2",
                "MATCH (i:Item) RETURN i.n AS n ORDER BY i.count + 1, n LIMIT 2",
                "MATCH (i:Thing) RETURN i.n AS n ORDER BY i.count, n LIMIT 2");
    }

    @ParameterizedTest
    @MethodSource("sampled")
    void theRowsAreThoseOfTheReferenceWithTheRewriteAndWithout(String query) {
        assertThat(answers("", query, true)).isEqualTo(reference(query));
        assertThat(answers(REWRITE, query, false)).isEqualTo(reference(query));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsWorthNoSampleIsSortedAsItIs(String query) {
        assertThat(answers("", query, false)).isEqualTo(reference(query));
    }

    private List<String> answers(String off, String query, boolean rewritten) {
        Storage storage = on(off).in(Scope.DEFAULT);
        assertThat(storage.explain(query, parameters()).rewrites().contains(REWRITE))
                .as("explain names %s", REWRITE)
                .isEqualTo(rewritten);
        return rows(storage, query);
    }

    private List<String> reference(String query) {
        return rows(
                backends.computeIfAbsent("reference", name -> fill(Khive.open("memory:")))
                        .in(Scope.DEFAULT),
                query);
    }

    /** The database, opened once more where a rewrite is off. */
    private Backend on(String off) {
        Backend whole = backends.computeIfAbsent("", name -> fill(open(name)));
        return off.isEmpty() ? whole : backends.computeIfAbsent(off, this::open);
    }

    private Backend open(String off) {
        return Khive.open(KhiveConfig.builder()
                .url(url("first-rows"))
                .set("query.rewrites-off", off)
                .build());
    }

    private static List<String> rows(Storage storage, String query) {
        return storage.query(query, parameters()).toList().stream()
                .map(row -> row.toMap().toString())
                .toList();
    }

    private static Map<String, Object> parameters() {
        return Map.of("few", 5);
    }

    private static Backend fill(Backend backend) {
        Random random = new Random(43);
        List<EntityDraft> drafts = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            drafts.add(new EntityDraft(new UUID(7, item), List.of("Item"), item(item, random)));
        }
        for (int thing = 0; thing < 20; thing++) {
            drafts.add(new EntityDraft(new UUID(8, thing), List.of("Thing"), item(thing, random)));
        }
        backend.in(Scope.DEFAULT).entities().upsertAll(drafts, BatchMode.ATOMIC);
        return backend;
    }

    private static Map<String, Object> item(int number, Random random) {
        Map<String, Object> item = new HashMap<>();
        item.put("n", number);
        item.put("count", random.nextInt(100_000) - 50_000);
        item.put("real", random.nextInt(40) == 0 ? odd(random) : random.nextGaussian());
        item.put("share", random.nextDouble());
        item.put("name", "Name " + random.nextInt(2_000));
        item.put("lower", Integer.toString(random.nextInt(36 * 36), 36) + (random.nextInt(9) == 0 ? "é" : ""));
        item.put("mixed", mixed(random));
        item.put("flag", random.nextBoolean());
        item.put("huge", huge(random));
        item.put("few", random.nextInt(3));
        item.put("text", TEXTS.get(random.nextInt(TEXTS.size())));
        if (random.nextInt(300) == 0) {
            item.put("rare", random.nextInt(50));
        }
        return item;
    }

    private static double odd(Random random) {
        return List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0)
                .get(random.nextInt(5));
    }

    /** Numbers that no float tells apart, beside floats. */
    private static Object huge(Random random) {
        long near = (1L << (53 + random.nextInt(9))) + random.nextInt(5) - 2;
        long signed = random.nextInt(3) == 0 ? -near : near;
        return random.nextBoolean() ? (Object) signed : (Object) (double) signed;
    }

    private static Object mixed(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextBoolean();
            case 1, 2 -> random.nextInt(5) - 2;
            case 3 -> random.nextDouble();
            case 4 -> odd(random);
            case 5, 6 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 7 -> List.of(random.nextInt(3), "a");
            case 8 -> Map.of("a", random.nextInt(3));
            case 9 -> LocalDate.of(2026, 1, 1 + random.nextInt(9));
            case 10 -> CalendarDuration.parse("PT" + random.nextInt(9) + "S");
            default -> huge(random);
        };
    }

    @AfterAll
    void close() {
        backends.values().forEach(Backend::close);
    }
}
