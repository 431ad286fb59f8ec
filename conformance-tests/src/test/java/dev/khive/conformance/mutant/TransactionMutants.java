package dev.khive.conformance.mutant;

import dev.khive.api.Storage;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions and versions that go wrong. */
final class TransactionMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of("what-threw-is-committed", "TRANSACTION-003", "Storage.transaction", call -> {
                Function<Object, Object> work = call.argument(0);
                AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
                Function<Object, @Nullable Object> calm = transaction -> {
                    try {
                        return work.apply(transaction);
                    } catch (RuntimeException failure) {
                        thrown.set(failure);
                        return null;
                    }
                };
                Object result = call.with(0, calm).proceed();
                RuntimeException failure = thrown.get();
                if (failure != null) {
                    throw failure;
                }
                return result;
            }),
            Mutant.of("an-exception-is-swallowed", "TRANSACTION-003", "Storage.transaction", call -> {
                try {
                    return call.proceed();
                } catch (RuntimeException failure) {
                    return null;
                }
            }),
            Mutant.of("a-result-is-lost", "TRANSACTION-006", "Storage.transaction", call -> {
                call.proceed();
                return null;
            }),
            Mutant.of("a-savepoint-undoes-nothing", "TRANSACTION-018", "Transaction.savepoint", call -> {
                Supplier<?> work = call.argument(0);
                return work.get();
            }),
            Mutant.of("a-savepoint-loses-its-result", "TRANSACTION-017", "Transaction.savepoint", call -> {
                call.proceed();
                return null;
            }),
            Mutant.of("a-new-scope-has-version-one", "VERSION-001", "Storage.version", call -> {
                WriteAck version = call.proceed();
                return new WriteAck(version.scope(), version.version() + 1, version.durability());
            }),
            Mutant.of("a-read-does-not-wait-for-its-version", "VERSION-007", "Storage.atLeast", call -> {
                long version = call.argument(0);
                return version < 0 ? call.proceed() : call.on(Storage.class);
            }),
            Mutant.of("a-negative-version-is-taken", "VERSION-009", "Storage.atLeast", call -> {
                try {
                    return call.proceed();
                } catch (InvalidInputException refused) {
                    return call.on(Storage.class);
                }
            }));

    private TransactionMutants() {}
}
