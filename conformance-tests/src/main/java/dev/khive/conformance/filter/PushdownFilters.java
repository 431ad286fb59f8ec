package dev.khive.conformance.filter;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.conformance.Databases;
import dev.khive.conformance.rule.Rule;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same filter tree in every other call that takes one: searches, neighbours, traversals, counts. */
abstract class PushdownFilters extends FilterSuite<Pushdowns> {

    PushdownFilters(Databases databases, Pushdowns target) {
        super(databases, target);
    }

    static Stream<Filter> filters() {
        return Stream.concat(
                RandomFilters.trees(23, 40),
                Stream.of(
                        Filter.ALL,
                        Filter.or(),
                        Filter.property("value").exists(),
                        Filter.property("value").equalTo(1),
                        Filter.property("value").equalTo(true),
                        Filter.property("map", "in ner").greaterThan("a"),
                        Filter.field(RecordField.CREATED_AT).greaterThan(Instant.EPOCH),
                        Filter.field(RecordField.CREATED_AT).lessThan(Instant.EPOCH)));
    }

    @Rule("FILTER-018")
    @ParameterizedTest
    @MethodSource("filters")
    void callObeysTheFilter(Filter filter) {
        assertAgrees(filter);
    }
}
