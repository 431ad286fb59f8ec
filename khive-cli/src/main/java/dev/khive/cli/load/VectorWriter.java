package dev.khive.cli.load;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives entities that are stored the vectors of their names, where they do not have them yet. For one thread. */
final class VectorWriter {
    private static final int BATCH = 500;

    private final Stores stores;
    private final boolean compare;
    private final List<EntityDraft> waiting = new ArrayList<>();

    VectorWriter(Stores stores, boolean compare) {
        this.stores = stores;
        this.compare = compare;
        stores.vectors().define(NameVectors.FIELD);
    }

    void add(EntityDraft entity) {
        waiting.add(entity);
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        List<VectorDraft> drafts = new ArrayList<>(NameVectors.of(waiting));
        waiting.clear();
        if (compare && !drafts.isEmpty()) {
            Map<UUID, float[]> stored = stored(drafts);
            drafts.removeIf(draft ->
                    Arrays.equals(stored.get(draft.subject()), draft.vectors().getFirst()));
        }
        if (!drafts.isEmpty()) {
            stores.vectors().putAll(drafts, BatchMode.ATOMIC);
        }
    }

    private Map<UUID, float[]> stored(List<VectorDraft> drafts) {
        Object[] ids = drafts.stream().map(VectorDraft::subject).toArray();
        Map<UUID, float[]> stored = new HashMap<>();
        for (VectorRecord vector : stores.vectors()
                .listWhere(
                        NameVectors.FIELD.name(), Filter.field(RecordField.ID).in(ids), PageRequest.first(BATCH))
                .items()) {
            if (vector.vectors().size() == 1) {
                stored.put(vector.subject(), vector.vectors().getFirst());
            }
        }
        return stored;
    }
}
