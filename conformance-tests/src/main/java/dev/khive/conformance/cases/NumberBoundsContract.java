package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A span of numbers holds the numbers in it and nothing else, by a declared index and without, whatever else is stored under the
 * key: booleans, which SQLite reads as 0 and 1, texts and lists, which it takes for greater than numbers, and integers that no float
 * tells apart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NumberBoundsContract {
    private static final long TOLD = 1L << 53;
    private static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            2L,
            -1L,
            TOLD - 1,
            TOLD,
            TOLD + 1,
            -TOLD - 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.0,
            0.5,
            1.0,
            (double) TOLD,
            -TOLD - 2.0,
            9.2e18,
            1e300);
    private static final List<Object> ENDS = List.of(0L, 1L, 2L, 0.5, TOLD - 1, TOLD, TOLD + 1, Long.MIN_VALUE);
    private static final List<Object> OTHERS = List.of(
            true,
            false,
            "",
            "0",
            "1",
            "[1]",
            "{}",
            List.of(1L),
            List.of(),
            Map.of("k", 1L),
            LocalDate.of(2020, 1, 1),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    private Backend reference;
    private Backend indexed;
    private Backend plain;

    /** The tests of a backend; JUnit makes one. */
    protected NumberBoundsContract() {}

    /** The address of a database that nobody has opened yet, by its name. */
    protected abstract String url(String database);

    @BeforeAll
    void fill() {
        List<EntityDraft> drafts = new ArrayList<>();
        List<Object> stored = new ArrayList<>(NUMBERS);
        stored.addAll(OTHERS);
        for (int place = 0; place < stored.size(); place++) {
            drafts.add(new EntityDraft(
                    new UUID(1, place), List.of(), Map.of("v", stored.get(place), "place", (long) place)));
        }
        drafts.add(new EntityDraft(new UUID(1, stored.size()), List.of(), Map.of("place", -1L)));
        reference = opened("memory:", "", drafts);
        indexed = opened(url("indexed"), "", drafts);
        plain = opened(url("plain"), "all", drafts);
        indexed.operations().createPropertyIndex(PropertyIndex.onNodes("v"));
    }

    private static Backend opened(String url, String off, List<EntityDraft> drafts) {
        KhiveConfig.Builder config = KhiveConfig.builder().url(url);
        Backend backend = Khive.open(
                off.isEmpty()
                        ? config.build()
                        : config.set("query.rewrites-off", off).build());
        backend.in(Scope.DEFAULT).entities().upsertAll(drafts, BatchMode.ATOMIC);
        return backend;
    }

    @AfterAll
    void closeBackends() {
        reference.close();
        indexed.close();
        plain.close();
    }

    @ParameterizedTest
    @CsvSource({"n.v > $a", "n.v >= $a", "n.v < $a", "n.v <= $a", "$a < n.v"})
    void aBoundHoldsOfTheNumbersOnItsSide(String condition) {
        for (Object bound : NUMBERS) {
            agree(condition, Map.of("a", bound));
        }
    }

    @ParameterizedTest
    @CsvSource({"n.v >= $a AND n.v < $b", "$a < n.v <= $b"})
    void aSpanHoldsOfTheNumbersInIt(String condition) {
        for (Object least : ENDS) {
            for (Object most : ENDS) {
                agree(condition, Map.of("a", least, "b", most));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"n.v > $a", "$a < n.v", "n.v >= $a AND n.v < $b", "$a < n.v <= $b"})
    void aSpanIsAskedOfThePropertyAsAnIndexHoldsIt(String condition) {
        Map<String, Object> parameters = condition.contains("$b") ? Map.of("a", 1L, "b", 2L) : Map.of("a", 1L);
        assertThat(rewrites(indexed, condition, parameters)).contains("property-conditions");
        assertThat(rewrites(plain, condition, parameters)).isEmpty();
    }

    private static List<String> rewrites(Backend backend, String condition, Map<String, Object> parameters) {
        return backend.in(Scope.DEFAULT).explain(query(condition), parameters).rewrites();
    }

    private void agree(String condition, Map<String, Object> parameters) {
        List<String> wanted = answer(reference, condition, parameters);
        assertThat(answer(indexed, condition, parameters))
                .as("%s with %s", condition, parameters)
                .isEqualTo(wanted);
        assertThat(answer(plain, condition, parameters))
                .as("%s with %s, rewrites off", condition, parameters)
                .isEqualTo(wanted);
    }

    private static List<String> answer(Backend backend, String condition, Map<String, Object> parameters) {
        return backend.in(Scope.DEFAULT).query(query(condition), parameters).toList().stream()
                .map(row -> row.value(0) + " " + row.value(1))
                .toList();
    }

    private static String query(String condition) {
        return "MATCH (n) WHERE " + condition + " RETURN n.place AS place, n.v AS v ORDER BY place";
    }
}
