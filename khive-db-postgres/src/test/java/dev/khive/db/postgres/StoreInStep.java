package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.sequence.Answers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The same calls of one store on PostgreSQL and on SQLite. Each answer, row by row, and the category of each refusal must be the
 * same. Each test has a tenant of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreInStep {
    private static final AtomicLong TENANTS = new AtomicLong();
    private static final int PAGE = 3;

    private TestServer server;
    private List<Backend> backends;
    private Scope scope;

    @BeforeAll
    final void openAll() {
        server = TestServer.require();
        backends = Stream.of(server.asOwner(server.newSchema()), "sqlite::memory:")
                .map(url -> Khive.open(TestServer.config(url, Map.of("text.tokenizer", tokenizer()))))
                .toList();
    }

    /** The tokenizer of the texts. */
    String tokenizer() {
        return "unicode";
    }

    @BeforeEach
    final void beginInAnEmptyScope() {
        scope = Scope.of("tenant-" + TENANTS.incrementAndGet(), "main");
    }

    @AfterAll
    final void closeAll() throws SQLException {
        if (server != null) {
            backends.forEach(Backend::close);
            server.close();
        }
    }

    /** The answer that both give to a call, in plain values; neither refuses it. */
    final Object same(String what, Function<Storage, Object> call) {
        return sameOf(what, backend -> call.apply(backend.in(scope)));
    }

    /** Requires that both give the same answer to a call, or refuse it with the same category. */
    final void alike(String what, Function<Storage, Object> call) {
        answerOf(what, backend -> call.apply(backend.in(scope)));
    }

    /** The answer that both give to a call past their scopes; neither refuses it. */
    final Object sameOf(String what, Function<Backend, Object> call) {
        Object answer = answerOf(what, call);
        assertThat(String.valueOf(answer)).as(what).doesNotStartWith("refused: ");
        return answer;
    }

    private Object answerOf(String what, Function<Backend, Object> call) {
        List<Object> answers = new ArrayList<>();
        for (Backend backend : backends) {
            Object answer = answer(() -> call.apply(backend));
            if (!answers.isEmpty()) {
                assertThat(answer).as("%s on %s", what, backend.name()).isEqualTo(answers.getFirst());
            }
            answers.add(answer);
        }
        return answers.getFirst();
    }

    private static Object answer(Supplier<Object> call) {
        try {
            return Answers.plain(call.get());
        } catch (KhiveException refused) {
            return Answers.plain(refused);
        }
    }

    /** Requires that both refuse a call with an error of this category. */
    final void refused(String category, String what, Function<Storage, Object> call) {
        refusedOf(category, what, backend -> call.apply(backend.in(scope)));
    }

    /** Requires that both refuse a call past their scopes with an error of this category. */
    final void refusedOf(String category, String what, Function<Backend, Object> call) {
        assertThat(answerOf(what, call)).as(what).isEqualTo("refused: " + category);
    }

    /** Every page of a list, of three items each and with the total. */
    static List<Object> pages(Function<PageRequest, Page<?>> list) {
        List<Object> pages = new ArrayList<>();
        PageRequest request = PageRequest.first(PAGE).withTotal();
        while (true) {
            Page<?> page = list.apply(request);
            pages.add(page);
            if (!page.hasMore()) {
                return pages;
            }
            request = request.after(page.next().orElseThrow());
        }
    }

    static UUID id(String name) {
        return RecordIds.ofName(name);
    }

    /** Filters on properties, of every kind. */
    static List<Filter> propertyFilters() {
        Filter.Predicate n = Filter.property("n");
        Filter.Predicate s = Filter.property("s");
        return List.of(
                Filter.ALL,
                n.equalTo(3),
                n.equalTo(3.0),
                n.notEqualTo(3),
                n.lessThan(4),
                n.atMost(4),
                n.greaterThan(4.5),
                n.atLeast(5),
                n.between(2, 6.5),
                n.in(1, 2.5, "a", true),
                n.exists(),
                Filter.not(n.exists()),
                s.equalTo("b"),
                s.lessThan("B"),
                s.atLeast("é"),
                s.startsWith("a"),
                s.contains("%"),
                s.endsWith("_"),
                s.in("a", "zebra"),
                Filter.property("flag").equalTo(true),
                Filter.property("flag").equalTo(1),
                Filter.property("deep", "er").equalTo("down"),
                Filter.property("deep").exists(),
                Filter.and(n.atLeast(2), s.exists()),
                Filter.or(n.equalTo(1), s.equalTo("b")),
                Filter.not(Filter.or(n.equalTo(1), s.equalTo("b"))));
    }

    /** Properties of many types, by number. */
    static Map<String, Object> properties(int i) {
        return switch (i % 10) {
            case 0 -> Map.of("n", 1L, "s", "a");
            case 1 -> Map.of("n", 2.5, "s", "b", "flag", true);
            case 2 -> Map.of("n", 3L, "s", "B", "flag", false);
            case 3 -> Map.of("n", 3.0, "s", "abc%");
            case 4 -> Map.of("n", "3", "s", "é_", "flag", 1L);
            case 5 -> Map.of("n", 6L, "deep", Map.of("er", "down"));
            case 6 -> Map.of("n", true, "s", "zebra", "deep", List.of(1L, "x"));
            case 7 -> Map.of("s", "Zebra_");
            case 8 -> Map.of("n", Double.NaN);
            default -> Map.of("n", Double.POSITIVE_INFINITY, "s", "\uD83E\uDD86 duck");
        };
    }

    /** Filters on a text of the record's own. */
    static List<Filter> textFilters(RecordField field, String one, String two) {
        Filter.Predicate predicate = Filter.field(field);
        return List.of(
                predicate.equalTo(one),
                predicate.notEqualTo(one),
                predicate.in(one, two),
                predicate.startsWith(one.substring(0, 1)),
                Filter.not(predicate.equalTo(two)));
    }
}
