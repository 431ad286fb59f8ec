package dev.khive.cli.load;

import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects records and writes them a batch at a time, each batch in one commit. Records that are stored already just as
 * they are can be passed over, so that a repeated import changes nothing. For one thread.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
public final class BatchWriter<R extends StoredRecord, D> {
    private final RecordStore<R, D> store;
    private final Rules<R, D> rules;
    private final List<D> drafts = new ArrayList<>();
    private final List<@Nullable Place> places = new ArrayList<>();
    private Tally tally = Tally.NONE;

    /**
     * How records are written.
     *
     * @param batch how many make a commit
     * @param id of a draft
     * @param same whether a stored record is already what the draft says; null to write without looking
     * @param leftOut hears of a record that the store refused; null to fail at the first
     */
    public record Rules<R, D>(
            int batch,
            Function<D, UUID> id,
            @Nullable BiPredicate<R, D> same,
            @Nullable Consumer<BadLine> leftOut) {}

    /** A writer to a store. */
    public BatchWriter(RecordStore<R, D> store, Rules<R, D> rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Takes a record, and writes the batch when it is full. */
    public void add(D draft, @Nullable Place place) {
        drafts.add(draft);
        places.add(place);
        if (drafts.size() >= rules.batch()) {
            flush();
        }
    }

    /** Writes what is left. */
    public Tally flush() {
        int before = drafts.size();
        passOverUnchanged();
        int unchanged = before - drafts.size();
        if (drafts.isEmpty()) {
            tally = tally.plus(0, unchanged, 0);
            return tally;
        }
        Consumer<BadLine> leftOut = rules.leftOut();
        BatchResult result =
                store.upsertAll(List.copyOf(drafts), leftOut == null ? BatchMode.ATOMIC : BatchMode.BEST_EFFORT);
        for (BatchResult.Failure failure : result.failures()) {
            Place place = places.get(failure.index());
            if (leftOut != null && place != null) {
                leftOut.accept(new BadLine(place, failure.message()));
            }
        }
        tally = tally.plus(result.written(), unchanged, result.failed());
        drafts.clear();
        places.clear();
        return tally;
    }

    private void passOverUnchanged() {
        BiPredicate<R, D> same = rules.same();
        if (same == null || drafts.isEmpty()) {
            return;
        }
        Map<UUID, R> stored =
                new HashMap<>(store.getAll(drafts.stream().map(rules.id()).toList()));
        int kept = 0;
        for (int index = 0; index < drafts.size(); index++) {
            D draft = drafts.get(index);
            R present = stored.get(rules.id().apply(draft));
            if (present == null || !same.test(present, draft)) {
                drafts.set(kept, draft);
                places.set(kept++, places.get(index));
            }
        }
        drafts.subList(kept, drafts.size()).clear();
        places.subList(kept, places.size()).clear();
    }

    /** What became of the records so far. */
    public Tally tally() {
        return tally;
    }
}
