package dev.khive.conformance.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Stores;
import dev.khive.api.error.KhiveException;
import java.util.List;

/**
 * Two backends that answer the same calls.
 *
 * @param tenant the beginning of the names of the tenants, which nobody has written to
 */
record Lockstep(Backend subject, Backend oracle, String tenant) {
    /** Makes each call on both, and requires the same answer or the same category of error. */
    void run(List<Operation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            assertThat(answer(subject, operation))
                    .as("the answer to call %s: %s", i + 1, operation)
                    .isEqualTo(answer(oracle, operation));
        }
    }

    private Object answer(Backend backend, Operation operation) {
        return answer(() -> operation.call().apply(handle(backend, operation.handle())));
    }

    /** What a call answers in plain values, a refusal as its category. */
    static Object answer(java.util.function.Supplier<Object> call) {
        try {
            return Answers.plain(call.get());
        } catch (KhiveException error) {
            return Answers.plain(error);
        }
    }

    private Stores handle(Backend backend, Operation.Handle handle) {
        return switch (handle) {
            case FIRST -> backend.in(Scope.of(tenant, "first"));
            case SECOND -> backend.in(Scope.of(tenant, "second"));
            case OTHER_TENANT -> backend.in(Scope.of(tenant + "-other", "first"));
            case BOTH -> backend.reading(ReadScope.of(tenant, "second", "first"));
        };
    }
}
