package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Entities, call by call. */
class EntityStoreInStepTest extends StoreInStep {
    private static EntityDraft draft(int i) {
        List<String> labels = switch (i % 4) {
            case 0 -> List.of("Bird");
            case 1 -> List.of("Otter", "Bird");
            case 2 -> List.of();
            default -> List.of("River");
        };
        return new EntityDraft(id("entity-" + i), labels, properties(i));
    }

    private static List<EntityDraft> drafts(int count) {
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(draft(i));
        }
        return drafts;
    }

    @Test
    void oneRecordIsWrittenReadChangedDeletedAndRestored() {
        EntityDraft draft = draft(1);
        same("insert", stores -> stores.entities().insert(draft));
        refused("ALREADY_EXISTS", "insert again", stores -> stores.entities().insert(draft));
        same("insert if absent", stores -> stores.entities().insertIfAbsent(draft));
        same("insert another if absent", stores -> stores.entities().insertIfAbsent(draft(2)));
        same("get", stores -> stores.entities().get(draft.id()));
        same("upsert", stores -> stores.entities().upsert(draft.with("n", 9)));
        same("replace", stores -> stores.entities().replace(draft.with("s", "new"), 3));
        refused(
                "CONFLICT",
                "replace an old revision",
                stores -> stores.entities().replace(draft, 1));
        refused("NOT_FOUND", "replace nothing", stores -> stores.entities().replace(draft(7), 1));
        same("soft delete", stores -> stores.entities().delete(draft.id(), DeleteMode.SOFT));
        assertThat(same("get deleted", stores -> stores.entities().get(draft.id())))
                .isEqualTo("nothing");
        same("get including deleted", stores -> stores.entities().getIncludingDeleted(draft.id()));
        same("delete again", stores -> stores.entities().delete(draft.id(), DeleteMode.SOFT));
        same("restore", stores -> stores.entities().restore(draft.id()));
        same("restored", stores -> stores.entities().get(draft.id()));
        refused("NOT_FOUND", "restore nothing", stores -> stores.entities().restore(id("nobody")));
        same("hard delete", stores -> stores.entities().delete(draft.id(), DeleteMode.HARD));
        same("gone", stores -> stores.entities().getIncludingDeleted(draft.id()));
        same("version", stores -> stores.version());
    }

    @Test
    void batchesWriteAllOrWhatTheyCan() {
        EntityDraft broken = new EntityDraft(id("broken"), List.of(""), Map.of());
        same("atomic", stores -> stores.entities().upsertAll(drafts(6), BatchMode.ATOMIC));
        refused(
                "INVALID_INPUT",
                "atomic with a bad one",
                stores -> stores.entities().upsertAll(List.of(draft(7), broken, draft(8)), BatchMode.ATOMIC));
        same(
                "best effort with a bad one",
                stores -> stores.entities().upsertAll(List.of(draft(7), broken, draft(8)), BatchMode.BEST_EFFORT));
        same(
                "the same id twice",
                stores ->
                        stores.entities().upsertAll(List.of(draft(9), draft(9).with("n", 10)), BatchMode.BEST_EFFORT));
        same(
                "all",
                stores ->
                        stores.entities().getAll(Set.of(id("entity-0"), id("entity-7"), id("entity-9"), id("nobody"))));
        same(
                "delete some",
                stores -> stores.entities()
                        .deleteAll(List.of(id("entity-0"), id("entity-1"), id("nobody")), DeleteMode.SOFT));
        same("list deleted", stores -> stores.entities().listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST));
        same("count", stores -> stores.entities().count(Filter.ALL));
        same("statistics", stores -> stores.statistics());
    }

    @Test
    void everyFilterListsAndCountsTheSameRecords() {
        same("fill", stores -> stores.entities().upsertAll(drafts(40), BatchMode.ATOMIC));
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.LABEL, "Bird", "River"));
        filters.add(Filter.field(RecordField.ID).in(id("entity-1"), id("entity-2")));
        filters.add(Filter.field(RecordField.REVISION).lessThan(20));
        for (Filter filter : filters) {
            same("count of " + filter, stores -> stores.entities().count(filter));
            same(
                    "pages of " + filter,
                    stores -> pages(page -> stores.entities().list(filter, Order.BY_CREATION, page)));
        }
    }

    @Test
    void everyOrderGivesTheSamePages() {
        same("fill", stores -> stores.entities().upsertAll(drafts(40), BatchMode.ATOMIC));
        for (Order order : List.of(
                Order.ascending(RecordField.ID),
                Order.descending(RecordField.ID),
                Order.descending(RecordField.CREATED_AT),
                Order.ascending(RecordField.REVISION),
                Order.descending(RecordField.REVISION),
                Order.ascending(PropertyPath.of("n")),
                Order.descending(PropertyPath.of("n")),
                Order.ascending(PropertyPath.of("s")),
                Order.descending(PropertyPath.of("s")),
                Order.ascending(PropertyPath.of("deep", "er")),
                Order.ascending(PropertyPath.of("flag")))) {
            same("pages by " + order, stores -> pages(page -> stores.entities().list(Filter.ALL, order, page)));
        }
    }

    @Test
    void whatCannotBeAskedIsRefusedAlike() {
        refused(
                "INVALID_INPUT",
                "an order by another store's field",
                stores -> stores.entities().list(Filter.ALL, Order.ascending(RecordField.WEIGHT), PageRequest.FIRST));
        refused(
                "INVALID_INPUT",
                "a filter by another store's field",
                stores -> stores.entities().count(Filter.field(RecordField.VERB).equalTo("x")));
        refused(
                "INVALID_INPUT",
                "too large a page",
                stores -> stores.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.first(1_000_000)));
        refused(
                "INVALID_INPUT",
                "an empty key",
                stores -> stores.entities().insert(new EntityDraft(id("x"), List.of(), Map.of("", 1))));
    }
}
