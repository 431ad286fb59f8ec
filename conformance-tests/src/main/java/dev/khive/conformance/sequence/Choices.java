package dev.khive.conformance.sequence;

import dev.khive.api.filter.FieldReference;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.SortDirection;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.RecordIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The few ids, names and values that sequences are made of. */
record Choices(Random random) {
    private static final List<Object> VALUES = List.of(
            1L, 2L, 1.0, 2.5, Double.NaN, "a", "b", "ab", true, false, LocalDate.of(2024, 2, 29), List.of(1L, "a"));
    private static final List<String> TEXTS = List.of(
            "grey heron",
            "heron by the river",
            "The river is grey, the heron is not.",
            "otter",
            "an otter and a heron",
            "");
    private static final Instant PAST = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2190-01-01T00:00:00Z");

    /** One of some things. */
    @SafeVarargs
    final <T extends @Nullable Object> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean rarely() {
        return random.nextInt(8) == 0;
    }

    /** A whole number from 0. */
    int below(int end) {
        return random.nextInt(end);
    }

    /** Some things, chosen one by one. */
    <T> List<T> some(int most, java.util.function.Supplier<T> thing) {
        return IntStream.range(0, 1 + below(most)).mapToObj(i -> thing.get()).toList();
    }

    UUID node() {
        return RecordIds.ofName("node-" + below(7));
    }

    UUID edge() {
        return RecordIds.ofName("edge-" + below(8));
    }

    String label() {
        return one("Bird", "River", "Otter");
    }

    List<String> labels() {
        return one(List.of("Bird"), List.of("River"), List.of("Otter", "Bird"), List.of());
    }

    String relation() {
        return one("KNOWS", "SEES");
    }

    Set<String> relations() {
        return one(Set.of(), Set.of(), Set.of("KNOWS"), Set.of("SEES", "NOBODY"));
    }

    EdgeDirection direction() {
        return one(EdgeDirection.values());
    }

    DeleteMode deleteMode() {
        return one(DeleteMode.values());
    }

    Object value() {
        return one(VALUES);
    }

    String text() {
        return one(TEXTS);
    }

    String words() {
        return one("heron", "grey heron", "river", "otter heron", "the", "ot", "nothing", "");
    }

    @Nullable
    Instant expiry() {
        return one(null, null, PAST, FUTURE, FUTURE.plusSeconds(1));
    }

    @Nullable
    Double salience() {
        return one(null, 0.0, 0.5, 1.0);
    }

    double weight() {
        return one(1.0, 0.5, -2.0);
    }

    /** Properties; rarely one that cannot be stored. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (below(3) > 0) {
            properties.put("p", value());
        }
        if (below(3) == 0) {
            properties.put("q", one(Map.of("r", value()), value()));
        }
        if (below(3) == 0) {
            properties.put("name", text());
        }
        if (rarely()) {
            properties.put("description", one(text(), 5L));
        }
        if (below(30) == 0) {
            properties.put("", 1L);
        }
        return properties;
    }

    /** A filter on properties and on fields that the records have. */
    Filter filter(List<RecordField> texts) {
        return switch (below(10)) {
            case 0, 1, 2 -> Filter.ALL;
            case 3 -> compared(Filter.property("p"));
            case 4 -> compared(Filter.property("q", "r"));
            case 5 -> Filter.property(one("p", "name")).exists();
            case 6 -> Filter.not(filter(texts));
            case 7 -> Filter.and(filter(texts), filter(texts));
            case 8 -> Filter.or(filter(texts), filter(texts));
            default -> ofText(Filter.field(one(texts)));
        };
    }

    private Filter compared(Filter.Predicate predicate) {
        Object value = value();
        return switch (below(8)) {
            case 0, 1 -> predicate.equalTo(value);
            case 2 -> predicate.notEqualTo(value);
            case 3 -> predicate.lessThan(value);
            case 4 -> predicate.atLeast(value);
            case 5 -> predicate.in(value, value());
            case 6 -> predicate.between(value, value());
            default -> predicate.contains("a");
        };
    }

    private Filter ofText(Filter.Predicate predicate) {
        return one(
                predicate.equalTo(label()),
                predicate.in(label(), relation()),
                predicate.startsWith("O"),
                predicate.notEqualTo("Bird"));
    }

    /** An order by a property or one of some fields. */
    Order order(List<RecordField> fields) {
        List<FieldReference> all = new ArrayList<>(fields);
        all.add(PropertyPath.of("p"));
        return new Order(one(all), one(SortDirection.values()));
    }
}
