package dev.khive.db.postgres;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.NoteDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes, call by call; what they share with entities is seen there. */
class NoteStoreInStepTest extends StoreInStep {
    private static final Instant PAST = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2190-01-01T00:00:00Z");
    private static final Instant BEFORE_CHRIST = Instant.parse("-9999-01-01T00:00:00Z");

    private static NoteDraft draft(int i) {
        return new NoteDraft(
                id("note-" + i),
                i % 3 == 0 ? "fact" : "opinion",
                "content " + i % 4,
                i % 5 == 0 ? null : i % 5 / 5.0,
                switch (i % 7) {
                    case 1 -> PAST;
                    case 2 -> FUTURE;
                    case 3 -> FUTURE.plusNanos(1_000);
                    case 4 -> BEFORE_CHRIST;
                    default -> null;
                },
                properties(i));
    }

    private void fill(int count) {
        List<NoteDraft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(draft(i));
        }
        same("fill", stores -> stores.notes().upsertAll(drafts, BatchMode.ATOMIC));
    }

    @Test
    void everyFilterListsAndCountsTheSameNotes() {
        fill(35);
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.KIND, "fact", "opinion"));
        filters.addAll(textFilters(RecordField.CONTENT, "content 1", "content 2"));
        Filter.Predicate salience = Filter.field(RecordField.SALIENCE);
        Filter.Predicate expiry = Filter.field(RecordField.EXPIRES_AT);
        filters.addAll(List.of(
                salience.atLeast(0.4),
                salience.equalTo(0.2),
                salience.exists(),
                expiry.exists(),
                expiry.atMost(FUTURE),
                expiry.greaterThan(FUTURE),
                Filter.not(expiry.exists())));
        for (Filter filter : filters) {
            same("count of " + filter, stores -> stores.notes().count(filter));
            same("pages of " + filter, stores -> pages(page -> stores.notes().list(filter, Order.BY_CREATION, page)));
        }
        for (RecordField field : List.of(
                RecordField.KIND, RecordField.CONTENT, RecordField.SALIENCE, RecordField.EXPIRES_AT, RecordField.ID)) {
            same(
                    "pages by " + field,
                    stores -> pages(page -> stores.notes().list(Filter.ALL, Order.ascending(field), page)));
            same(
                    "pages down by " + field,
                    stores -> pages(page -> stores.notes().list(Filter.ALL, Order.descending(field), page)));
        }
    }

    @Test
    void expiredNotesAreNotSeenAndCanBePurged() {
        fill(14);
        same("an expired note", stores -> stores.notes().get(id("note-1")));
        same("an expired note with the dead", stores -> stores.notes().getIncludingDeleted(id("note-1")));
        same(
                "upsert revives",
                stores -> stores.notes()
                        .upsert(new NoteDraft(id("note-1"), "fact", "again", 0.5, FUTURE, properties(1))));
        same("revived", stores -> stores.notes().get(id("note-1")));
        same("delete one", stores -> stores.notes().delete(id("note-2"), DeleteMode.SOFT));
        same("purge", stores -> stores.notes().purgeExpired());
        same("purge again", stores -> stores.notes().purgeExpired());
        same("left", stores -> stores.notes().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST));
        same("left dead", stores -> stores.notes().listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST));
        same("statistics", stores -> stores.statistics());
    }

    @Test
    void aNoteIsNoEntity() {
        fill(2);
        same("as an entity", stores -> stores.entities().get(id("note-0")));
        refused(
                "NOT_FOUND",
                "replace what is not there",
                stores -> stores.notes().replace(draft(5), 1));
        same("replace", stores -> stores.notes().replace(draft(0), 1));
        refused("CONFLICT", "replace an old revision", stores -> stores.notes().replace(draft(0), 1));
    }
}
