package dev.khive.conformance.scope;

import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one method of the contract, in a scope with {@link TwinRecords}.
 *
 * @param method the interface and the method with its parameter types, for example {@code TextSearch.get(UUID, String)}
 * @param writes whether the calls change something
 * @param needs what they need
 * @param calls makes them
 */
record TwinCase(String method, boolean writes, Set<Capability> needs, Consumer<Calls> calls) {

    /** The name of the method. */
    @Override
    public String toString() {
        return method;
    }

    /** The answers, errors among them, of the calls in a scope. */
    List<String> answersIn(Storage storage) {
        Calls made = new Calls(storage);
        calls.accept(made);
        return made.answers;
    }

    /** Where calls are made and their answers kept. */
    static final class Calls {
        private final List<String> answers = new ArrayList<>();
        private final Storage storage;

        private Calls(Storage storage) {
            this.storage = storage;
        }

        /** The scope that is looked at. */
        Storage storage() {
            return storage;
        }

        /** Makes a call and keeps its answer or its error. */
        void call(Supplier<? extends @Nullable Object> call) {
            try {
                answers.add(Shown.of(call.get()));
            } catch (KhiveException error) {
                answers.add(Shown.of(error));
            }
        }
    }
}
