package dev.khive.conformance.filter;

import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.StringMatch;
import dev.khive.conformance.record.SampleValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Filter trees over the properties {@code a}, {@code b} and {@code c.d}, and records that have them; the same each run. */
final class RandomFilters {

    private static final List<PropertyPath> PATHS =
            List.of(PropertyPath.of("a"), PropertyPath.of("b"), PropertyPath.of("c", "d"), PropertyPath.of("value"));
    private static final List<String> TEXTS = List.of("", "a", "b", "1", "é", "%", "_");
    private static final List<Object> COMMON = List.of(0L, 1L, 2L, 1.0, 1.5, "a", "b", "ab", true, false);

    private final Random random;

    RandomFilters(long seed) {
        random = new Random(seed);
    }

    static List<Map<String, Object>> properties(int number) {
        RandomFilters values = new RandomFilters(7);
        return IntStream.range(0, number).mapToObj(i -> values.properties()).toList();
    }

    static Stream<Filter> trees(long seed, int number) {
        RandomFilters filters = new RandomFilters(seed);
        return Stream.generate(() -> filters.tree(4)).limit(number);
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        if (random.nextInt(4) > 0) {
            properties.put("a", value());
        }
        if (random.nextInt(4) > 0) {
            properties.put("b", value());
        }
        if (random.nextInt(4) > 0) {
            properties.put("c", random.nextInt(5) == 0 ? value() : Map.of("d", value()));
        }
        return properties;
    }

    private Filter tree(int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(5);
        return switch (kind) {
            case 0 -> new Filter.And(parts(depth));
            case 1 -> new Filter.Or(parts(depth));
            case 2 -> new Filter.Not(tree(depth - 1));
            default -> predicate();
        };
    }

    private List<Filter> parts(int depth) {
        return Stream.generate(() -> tree(depth - 1)).limit(random.nextInt(4)).toList();
    }

    private Filter predicate() {
        PropertyPath path = pick(PATHS);
        return switch (random.nextInt(8)) {
            case 0 -> new Filter.Exists(path);
            case 1 ->
                new Filter.In(
                        path,
                        Stream.generate(this::value).limit(random.nextInt(4)).toList());
            case 2 -> new Filter.Between(path, pick(COMMON), pick(COMMON));
            case 3 -> new Filter.Matches(path, pick(List.of(StringMatch.values())), pick(TEXTS));
            default -> new Filter.Compare(path, pick(List.of(Comparison.values())), value());
        };
    }

    private Object value() {
        return random.nextInt(3) == 0 ? pick(SampleValues.ALL) : pick(COMMON);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
