package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.db.sql.scope.LiveNodes;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A batch of things that belong to nodes: each is checked alone, and those that passed are written together.
 *
 * @param <D> the draft
 * @param <T> the draft as it can be written
 */
abstract class PutBatch<D, T> {
    /** The node that a draft belongs to. */
    abstract UUID subject(D draft);

    /**
     * What can be written of a draft.
     *
     * @throws InvalidInputException when something about it is wrong
     * @throws NotFoundException when what it names is not there
     */
    abstract T checked(WriteUnit unit, D draft, long nodeId);

    /** Writes what passed the checks, in its order. */
    abstract void write(WriteUnit unit, List<T> items);

    /** Writes one draft, or throws. */
    final void put(WriteUnit unit, D draft) {
        write(unit, List.of(item(unit, draft, LiveNodes.written(unit, List.of(subject(draft))))));
    }

    /** Writes a batch in one commit. */
    final BatchResult putAll(ScopeAccess access, ErrorContext call, List<D> drafts, BatchMode mode) {
        return access.write(call, unit -> {
            Bounds.require(
                    "The number of items of a batch",
                    drafts.size(),
                    access.bounds().batch());
            Map<UUID, Long> nodes =
                    LiveNodes.written(unit, drafts.stream().map(this::subject).toList());
            List<T> items = new ArrayList<>(drafts.size());
            List<BatchResult.Failure> failures = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                try {
                    items.add(item(unit, drafts.get(i), nodes));
                } catch (InvalidInputException | NotFoundException error) {
                    if (mode == BatchMode.ATOMIC) {
                        throw at(i, drafts.size(), error);
                    }
                    failures.add(new BatchResult.Failure(
                            i,
                            subject(drafts.get(i)).toString(),
                            error.category(),
                            error.retryable(),
                            String.valueOf(error.getMessage())));
                }
            }
            if (!items.isEmpty()) {
                write(unit, items);
            }
            return new BatchResult(drafts.size(), items.size(), failures, unit.ack());
        });
    }

    private T item(WriteUnit unit, D draft, Map<UUID, Long> nodes) {
        Long nodeId = nodes.get(subject(draft));
        if (nodeId == null) {
            throw LiveNodes.notFound(subject(draft));
        }
        return checked(unit, draft, nodeId);
    }

    private static KhiveException at(int index, int size, KhiveException error) {
        Function<String, String> place = message -> "Item " + index + " of a batch of " + size + ": " + message;
        String message = place.apply(String.valueOf(error.getMessage()));
        return error instanceof NotFoundException
                ? new NotFoundException(message, error.context(), error)
                : new InvalidInputException(message, error.context(), error);
    }
}
