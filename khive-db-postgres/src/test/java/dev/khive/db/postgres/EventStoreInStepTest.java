package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EventDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log, call by call. */
class EventStoreInStepTest extends StoreInStep {
    private static EventDraft draft(int i) {
        return new EventDraft(
                i % 2 == 0 ? "seen" : "heard",
                i % 3 == 0 ? "bird" : "river",
                i % 4 == 0 ? null : id("subject-" + i % 4),
                i % 5 == 0 ? null : "actor " + i % 5,
                properties(i),
                i % 6 == 0 ? "key " + i : null);
    }

    private void fill() {
        List<EventDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            drafts.add(draft(i));
        }
        same("append all", stores -> stores.events().appendAll(drafts));
    }

    @Test
    void everyFilterListsAndCountsTheSameEvents() {
        fill();
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.VERB, "seen", "heard"));
        filters.addAll(textFilters(RecordField.SUBJECT_TYPE, "bird", "river"));
        filters.addAll(textFilters(RecordField.ACTOR, "actor 1", "actor 2"));
        filters.add(Filter.field(RecordField.SUBJECT).equalTo(id("subject-1")));
        filters.add(Filter.field(RecordField.SEQUENCE).between(5, 12));
        for (Filter filter : filters) {
            same("count of " + filter, stores -> stores.events().count(filter));
            same(
                    "pages of " + filter,
                    stores -> pages(page -> stores.events().list(filter, Order.ascending(RecordField.SEQUENCE), page)));
        }
        same(
                "pages backwards",
                stores ->
                        pages(page -> stores.events().list(Filter.ALL, Order.descending(RecordField.SEQUENCE), page)));
    }

    @Test
    void aKeyIsAppendedOnceAndTheLogIsReadFromAnyPlace() {
        fill();
        same("the same key", stores -> stores.events().append(draft(6)));
        refused(
                "CONFLICT",
                "the same key for something else",
                stores -> stores.events().append(new EventDraft("other", "thing", null, null, Map.of(), "key 6")));
        same("get", stores -> stores.events().get(7));
        assertThat(same("get nothing", stores -> stores.events().get(700))).isEqualTo("nothing");
        same("follow", stores -> stores.events().follow(10, 7, Duration.ZERO));
        same("follow to the end", stores -> stores.events().follow(25, 100, Duration.ZERO));
        same("follow past the end", stores -> stores.events().follow(30, 100, Duration.ofMillis(1)));
        assertThat(same("last", stores -> stores.events().lastSequence())).isEqualTo(30L);
        refused(
                "INVALID_INPUT",
                "a verb of nothing",
                stores -> stores.events().append(EventDraft.of("", "thing", null, Map.of())));
        refused(
                "INVALID_INPUT",
                "an order by another store's field",
                stores -> stores.events().list(Filter.ALL, Order.ascending(RecordField.WEIGHT), PageRequest.FIRST));
    }
}
