package dev.khive.conformance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.FilterEvaluator;
import dev.khive.conformance.record.SampleValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;

/** Records with values of every type, once for the suite, and the comparison of a call with the reference evaluator. */
abstract class FilterSuite<F extends Filtered> extends Suite {

    /** The call under test. */
    protected final F target;

    private final List<Filtered.Item> items = new ArrayList<>();
    private final Scope scopeOfSamples = newScope();

    FilterSuite(Databases databases, F target) {
        super(databases);
        this.target = target;
    }

    @BeforeAll
    final void writeSamples() {
        target.begin(sample());
        for (Object value : SampleValues.ALL) {
            put(Map.of("value", value));
            put(Map.of("map", Map.of("in ner", value)));
        }
        put(Map.of());
        put(Map.of("other", 1L));
        put(Map.of("value", Map.of("in ner", 1L)));
        RandomFilters.properties(40).forEach(this::put);
    }

    private void put(Map<String, ?> properties) {
        items.add(target.put(sample(), properties));
    }

    /** The stores of the scope with the samples. */
    protected final Storage sample() {
        return backend().in(scopeOfSamples);
    }

    /** The records that were written, in the order of writing. */
    protected final List<Filtered.Item> items() {
        return Collections.unmodifiableList(items);
    }

    /** Requires that the call returns exactly the records that the reference evaluator accepts. */
    protected final void assertAgrees(Filter filter) {
        Set<UUID> actual = target.accepted(sample(), filter);

        assertThat(describe(item -> actual.contains(item.id())))
                .as("%s", filter)
                .containsExactlyElementsOf(describe(item -> FilterEvaluator.accepts(filter, item.subject())));
        assertThat(actual)
                .as("%s", filter)
                .hasSize(describe(item -> actual.contains(item.id())).size());
    }

    private List<String> describe(Predicate<Filtered.Item> chosen) {
        return items.stream()
                .filter(chosen)
                .map(item -> items.indexOf(item) + ": " + item.subject().properties())
                .toList();
    }
}
