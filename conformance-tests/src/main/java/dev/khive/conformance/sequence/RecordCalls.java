package dev.khive.conformance.sequence;

import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.sequence.Calls.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Calls of the record stores. */
record RecordCalls(Choices choices) {
    private static final List<RecordField> NODE_FIELDS =
            List.of(RecordField.CREATED_AT, RecordField.ID, RecordField.KIND, RecordField.REVISION);
    private static final List<RecordField> NOTE_FIELDS = List.of(
            RecordField.CREATED_AT,
            RecordField.SALIENCE,
            RecordField.EXPIRES_AT,
            RecordField.CONTENT,
            RecordField.UPDATED_AT);

    /** A record store of the three, with what is chosen for it. */
    record Target<R extends StoredRecord, D>(
            String name,
            Function<Stores, RecordStore<R, D>> store,
            Supplier<D> draft,
            Supplier<UUID> id,
            Function<D, UUID> idOf,
            List<RecordField> texts,
            List<RecordField> fields) {}

    Call call() {
        return choices.below(3) > 0 ? of(entities()) : choices.rarely() ? purge() : of(notes());
    }

    private Target<?, EntityDraft> entities() {
        return new Target<>(
                "entities",
                Stores::entities,
                () -> new EntityDraft(choices.node(), choices.labels(), choices.properties()),
                choices::node,
                EntityDraft::id,
                List.of(RecordField.LABEL, RecordField.KIND),
                NODE_FIELDS);
    }

    private Target<?, NoteDraft> notes() {
        return new Target<>(
                "notes",
                Stores::notes,
                () -> new NoteDraft(
                        choices.node(),
                        choices.label(),
                        choices.text(),
                        choices.salience(),
                        choices.expiry(),
                        choices.properties()),
                choices::node,
                NoteDraft::id,
                List.of(RecordField.KIND, RecordField.CONTENT),
                NOTE_FIELDS);
    }

    private static Call purge() {
        return new Call("notes.purgeExpired", stores -> stores.notes().purgeExpired());
    }

    /** A call of one of the three stores. */
    <R extends StoredRecord, D> Call of(Target<R, D> target) {
        return switch (choices.below(12)) {
            case 0, 1, 2, 3 -> write(target);
            case 4 -> batch(target);
            case 5, 6 -> delete(target);
            case 7 -> restore(target);
            case 8 -> read(target);
            default -> list(target);
        };
    }

    private <R extends StoredRecord, D> Call write(Target<R, D> target) {
        D draft = target.draft().get();
        Function<Stores, RecordStore<R, D>> store = target.store();
        int stale = choices.below(3) / 2;
        return switch (choices.below(8)) {
            case 0 ->
                named(target, "insert " + draft, stores -> store.apply(stores).insert(draft));
            case 1 ->
                named(
                        target,
                        "insertIfAbsent " + draft,
                        stores -> store.apply(stores).insertIfAbsent(draft));
            case 2 ->
                named(target, "replace " + draft + (stale == 1 ? " as it was" : ""), stores -> {
                    long revision = store.apply(stores)
                            .getIncludingDeleted(target.idOf().apply(draft))
                            .map(StoredRecord::revision)
                            .orElse(1L);
                    return store.apply(stores).replace(draft, revision - stale);
                });
            default ->
                named(target, "upsert " + draft, stores -> store.apply(stores).upsert(draft));
        };
    }

    private <R extends StoredRecord, D> Call batch(Target<R, D> target) {
        List<D> drafts = choices.some(5, target.draft());
        BatchMode mode = choices.one(BatchMode.values());
        return named(
                target,
                "upsertAll " + mode + " " + drafts,
                stores -> target.store().apply(stores).upsertAll(drafts, mode));
    }

    private <R extends StoredRecord, D> Call delete(Target<R, D> target) {
        List<UUID> ids = choices.some(choices.rarely() ? 4 : 1, target.id());
        DeleteMode mode = choices.deleteMode();
        return named(
                target,
                "deleteAll " + mode + " " + ids,
                stores -> target.store().apply(stores).deleteAll(ids, mode));
    }

    private <R extends StoredRecord, D> Call restore(Target<R, D> target) {
        UUID id = target.id().get();
        return named(
                target, "restore " + id, stores -> target.store().apply(stores).restore(id));
    }

    private <R extends StoredRecord, D> Call read(Target<R, D> target) {
        List<UUID> ids = choices.some(4, target.id());
        return named(target, "get, getIncludingDeleted, getAll " + ids, stores -> {
            RecordStore<R, D> store = target.store().apply(stores);
            return List.of(store.get(ids.get(0)), store.getIncludingDeleted(ids.get(0)), store.getAll(ids));
        });
    }

    private <R extends StoredRecord, D> Call list(Target<R, D> target) {
        Filter filter = choices.filter(choices.rarely() ? List.of(RecordField.VERB) : target.texts());
        Order order = choices.order(target.fields());
        int limit = 1 + choices.below(4);
        boolean deleted = choices.rarely();
        return named(
                target,
                "count and all pages" + (deleted ? " of deleted" : "") + " of " + limit + " by " + order + " where "
                        + filter,
                stores -> {
                    RecordStore<R, D> store = target.store().apply(stores);
                    return List.of(
                            store.count(filter),
                            pages(
                                    stores,
                                    request -> deleted
                                            ? store.listDeleted(filter, order, request)
                                            : store.list(filter, order, request),
                                    limit));
                });
    }

    /** Every page of a list, one after the other; all items in no order where two namespaces can have records with one id. */
    static Object pages(Stores stores, Function<PageRequest, Page<?>> list, int limit) {
        List<Page<?>> pages = new ArrayList<>();
        PageRequest request = PageRequest.first(limit).withTotal();
        pages.add(list.apply(request));
        while (pages.getLast().next().isPresent()) {
            pages.add(list.apply(request.after(pages.getLast().next().orElseThrow())));
        }
        return isSingle(stores)
                ? pages
                : pages.stream()
                        .flatMap(page -> page.items().stream())
                        .map(Answers::plain)
                        .collect(Collectors.toSet());
    }

    /** Whether a handle sees one namespace alone. */
    static boolean isSingle(Stores stores) {
        return !(stores instanceof Storage storage
                && storage.scope().namespaces().size() > 1);
    }

    private static Call named(Target<?, ?> target, String text, Function<Stores, Object> run) {
        return new Call(target.name() + "." + text, run);
    }
}
