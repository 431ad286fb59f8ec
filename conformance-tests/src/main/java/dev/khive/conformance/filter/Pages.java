package dev.khive.conformance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.page.SortDirection;
import dev.khive.api.value.CalendarDuration;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders, keyset pages and totals. */
abstract class Pages extends FilterSuite<Listed> {

    private static final PropertyPath VALUE = PropertyPath.of("value");
    private static final Order BY_VALUE = Order.ascending(VALUE);

    Pages(Databases databases, Listed target) {
        super(databases, target);
    }

    private List<UUID> all(Storage storage, Filter filter, Order order, int limit) {
        List<UUID> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        while (true) {
            Page<UUID> page = target.list(storage, filter, order, request);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            assertThat(page.items()).as("a page before the last is full").hasSize(limit);
            request = request.after(page.next().get());
        }
    }

    Stream<Arguments> orders() {
        Stream<FieldReference> own = target.fields().stream()
                .filter(field -> field != RecordField.LABEL)
                .map(field -> field);
        return Stream.concat(
                        own.sorted(), Stream.of(VALUE, PropertyPath.of("map", "in ner"), PropertyPath.of("nowhere")))
                .flatMap(field -> Arrays.stream(SortDirection.values()).map(way -> Arguments.of(field, way)));
    }

    @Rule("PAGE-001")
    @ParameterizedTest
    @MethodSource("orders")
    void recordsSortByTheFieldThenById(FieldReference field, SortDirection direction) {
        List<UUID> listed = all(sample(), Filter.ALL, new Order(field, direction), 1_000);
        Map<UUID, Filtered.Item> byId = items().stream().collect(Collectors.toMap(Filtered.Item::id, item -> item));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(byId.keySet());
        for (int i = 1; i < listed.size(); i++) {
            Filtered.Item before = Objects.requireNonNull(byId.get(listed.get(i - 1)));
            Filtered.Item after = Objects.requireNonNull(byId.get(listed.get(i)));
            assertThat(inOrder(field, direction, before, after))
                    .as("%s before %s", shown(before, field), shown(after, field))
                    .isTrue();
        }
    }

    private static boolean inOrder(
            FieldReference field, SortDirection direction, Filtered.Item before, Filtered.Item after) {
        Object first = valueOf(before, field);
        int compared = ValueRules.SORTED.compare(first, valueOf(after, field));
        if (compared == 0 && !hasNoOrder(first)) {
            compared = ValueRules.BY_TEXT.compare(before.id(), after.id());
        }
        return direction == SortDirection.ASCENDING ? compared <= 0 : compared >= 0;
    }

    private static boolean hasNoOrder(@Nullable Object value) {
        return value instanceof List || value instanceof Map || value instanceof CalendarDuration;
    }

    private static @Nullable Object valueOf(Filtered.Item item, FieldReference field) {
        return item.subject().values(field).stream().findFirst().orElse(null);
    }

    private static String shown(Filtered.Item item, FieldReference field) {
        return valueOf(item, field) + " (" + item.id() + ")";
    }

    @Rule("PAGE-002")
    @ParameterizedTest
    @MethodSource("orders")
    void pagesTogetherAreTheWholeListInItsOrder(FieldReference field, SortDirection direction) {
        Order order = new Order(field, direction);

        assertThat(all(sample(), Filter.ALL, order, 17)).isEqualTo(all(sample(), Filter.ALL, order, 1_000));
    }

    @Rule("PAGE-003")
    @Test
    void pagesOfOneItemAreTheWholeListToo() {
        Filter filter = Filter.property("other").exists();
        Filter numbers = Filter.property("value").between(-3, 3);

        assertThat(all(sample(), filter, BY_VALUE, 1)).isEqualTo(all(sample(), filter, BY_VALUE, 100));
        assertThat(all(sample(), numbers, BY_VALUE, 1)).isEqualTo(all(sample(), numbers, BY_VALUE, 100));
    }

    @Rule("PAGE-004")
    @Test
    void thePageThatEndsWithTheLastItemHasNoCursor() {
        int size = items().size();

        assertThat(target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(size))
                        .hasMore())
                .isFalse();
        assertThat(target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(size - 1))
                        .hasMore())
                .isTrue();
    }

    @Rule("PAGE-005")
    @Test
    void theTotalIsTheExactSizeOfTheWholeResultOnEveryPage() {
        Filter filter = Filter.property("value").exists();
        long expected = target.count(sample(), filter);
        Page<UUID> first =
                target.list(sample(), filter, BY_VALUE, PageRequest.first(10).withTotal());
        Page<UUID> second = target.list(
                sample(),
                filter,
                BY_VALUE,
                PageRequest.first(10).withTotal().after(first.next().orElseThrow()));

        assertThat(first.total()).hasValue(expected);
        assertThat(second.total()).hasValue(expected);
    }

    @Rule("PAGE-006")
    @Test
    void noTotalIsGivenWhenNoneWasAskedFor() {
        assertThat(target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(10))
                        .total())
                .isEmpty();
    }

    @Rule("PAGE-007")
    @Test
    void anEmptyResultIsOneEmptyPage() {
        Page<UUID> page = target.list(sample(), Filter.or(), BY_VALUE, PageRequest.FIRST.withTotal());

        assertThat(page.items()).isEmpty();
        assertThat(page.hasMore()).isFalse();
        assertThat(page.total()).hasValue(0);
    }

    @Rule("PAGE-008")
    @Test
    void aLimitAboveTheBoundIsRefusedAndNeverCut() {
        int bound = backend().bounds().results();

        InvalidInputException error = Refusal.of(
                InvalidInputException.class,
                () -> target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(bound + 1)));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
        assertThat(target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(bound))
                        .items())
                .hasSize(items().size());
    }

    private Cursor cursor() {
        return target.list(sample(), Filter.ALL, BY_VALUE, PageRequest.first(3))
                .next()
                .orElseThrow();
    }

    @Rule("PAGE-009")
    @Test
    void aCursorIsRefusedWithAnotherOrder() {
        PageRequest page = PageRequest.FIRST.after(cursor());

        for (Order order : List.of(
                Order.descending(VALUE), Order.ascending(PropertyPath.of("other")), Order.ascending(RecordField.ID))) {
            Refusal.of(InvalidInputException.class, () -> target.list(sample(), Filter.ALL, order, page));
        }
    }

    @Rule("PAGE-010")
    @Test
    void aCursorIsRefusedWithAnotherFilter() {
        PageRequest page = PageRequest.FIRST.after(cursor());
        Filter other = Filter.property("value").exists();

        Refusal.of(InvalidInputException.class, () -> target.list(sample(), other, BY_VALUE, page));
    }

    @Rule("PAGE-011")
    @Test
    void aCursorIsRefusedInAnotherScope() {
        PageRequest page = PageRequest.FIRST.after(cursor());
        Scope here = Scope.of(sample().scope().tenant(), "another");
        target.begin(backend().in(here));
        target.put(backend().in(here), Map.of("value", 1));

        for (Scope scope : List.of(here, scope())) {
            Refusal.of(InvalidInputException.class, () -> target.list(backend().in(scope), Filter.ALL, BY_VALUE, page));
        }
    }

    @Rule("PAGE-012")
    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "bm8gY3Vyc29y", "';--", "eyJhIjoxfQ==", "AAAA", "null"})
    void aCursorThatNoPageReturnedIsRefused(String token) {
        PageRequest page = PageRequest.FIRST.after(new Cursor(token));

        Refusal.of(InvalidInputException.class, () -> target.list(sample(), Filter.ALL, BY_VALUE, page));
    }

    @Rule("PAGE-013")
    @Test
    void aCursorThatWasCutIsRefused() {
        String token = cursor().token();
        PageRequest page = PageRequest.FIRST.after(new Cursor(token.substring(0, token.length() / 2)));

        Refusal.of(InvalidInputException.class, () -> target.list(sample(), Filter.ALL, BY_VALUE, page));
    }

    @Rule("PAGE-014")
    @Test
    void recordsThatDoNotChangeAreSeenOnceWhileOthersComeAndGo() {
        Storage storage = storage();
        target.begin(storage);
        List<UUID> kept = IntStream.range(0, 60)
                .mapToObj(i -> target.put(storage, Map.of("value", i / 4)).id())
                .toList();
        List<UUID> seen = new ArrayList<>();
        List<UUID> passing = new ArrayList<>();
        PageRequest request = PageRequest.first(7);
        for (boolean more = true; more; ) {
            Page<UUID> page = target.list(storage, Filter.ALL, BY_VALUE, request);
            seen.addAll(page.items());
            for (int value : List.of(-1, 2, 7, 99)) {
                passing.add(target.put(storage, Map.of("value", value)).id());
            }
            if (target.deletes() && passing.size() > 8) {
                target.delete(storage, passing.removeFirst());
            }
            more = page.hasMore() && seen.size() < 1_000;
            request = page.next().map(request::after).orElse(request);
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(kept);
        assertThat(seen.stream().filter(Set.copyOf(kept)::contains)).hasSameSizeAs(kept);
    }

    @Rule("PAGE-015")
    @Test
    void aPageGoesOnAfterARecordThatHasBeenDeleted() {
        Assumptions.assumeTrue(target.deletes(), "These records are never deleted.");
        Storage storage = storage();
        target.begin(storage);
        List<UUID> ids = IntStream.range(0, 9)
                .mapToObj(i -> target.put(storage, Map.of("value", i)).id())
                .toList();
        Page<UUID> first = target.list(storage, Filter.ALL, BY_VALUE, PageRequest.first(3));
        ids.subList(2, 5).forEach(id -> target.delete(storage, id));

        Page<UUID> second = target.list(
                storage,
                Filter.ALL,
                BY_VALUE,
                PageRequest.first(3).after(first.next().orElseThrow()));

        assertThat(second.items()).isEqualTo(ids.subList(5, 8));
    }
}
