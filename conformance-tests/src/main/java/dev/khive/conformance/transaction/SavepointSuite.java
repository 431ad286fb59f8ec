package dev.khive.conformance.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Capability;
import dev.khive.api.Transaction;
import dev.khive.api.error.TransactionException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Parts of a transaction that can fail alone. */
@Requires({
    Capability.SAVEPOINTS,
    Capability.NOTES,
    Capability.GRAPH,
    Capability.EVENTS,
    Capability.SPARSE,
    Capability.HYBRID_SEARCH
})
public abstract class SavepointSuite extends Suite {

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A suite over the databases of a run. */
    protected SavepointSuite(Databases databases) {
        super(databases);
    }

    private static void write(Transaction transaction, String name) {
        transaction.entities().upsert(EntityDraft.of("Thing", Map.of("key", name)));
    }

    private List<Object> written() {
        return storage().entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST).items().stream()
                .map(Entity::properties)
                .map(properties -> properties.getOrDefault("key", ""))
                .sorted()
                .toList();
    }

    private static void failing(Transaction transaction, Runnable work) {
        Throwable thrown = catchThrowable(() -> transaction.savepoint(() -> {
            work.run();
            throw new Enough();
        }));
        assertThat(thrown).isInstanceOf(Enough.class);
    }

    @Rule("TRANSACTION-017")
    @Test
    void aSavepointThatReturnsKeepsItsWrites() {
        String result = storage().transaction(transaction -> {
            write(transaction, "before");
            return transaction.savepoint(() -> {
                write(transaction, "inside");
                return "result";
            });
        });

        assertThat(result).isEqualTo("result");
        assertThat(written()).containsExactly("before", "inside");
    }

    @Rule("TRANSACTION-018")
    @Test
    void aSavepointThatThrowsUndoesItsWritesAlone() {
        storage().transaction(transaction -> {
            write(transaction, "before");
            failing(transaction, () -> write(transaction, "lost"));
            write(transaction, "later");
            return true;
        });

        assertThat(written()).containsExactly("before", "later");
        assertThat(storage().version().version()).isEqualTo(2);
        assertThat(storage().events().count(Filter.ALL)).isEqualTo(2);
    }

    @Rule("TRANSACTION-019")
    @Test
    void aSavepointUndoesAllEightStores() {
        storage().transaction(transaction -> {
            failing(transaction, () -> EightStores.write(transaction));
            EightStores.assertNotThere(transaction);
            EightStores.write(transaction);
            return true;
        });

        EightStores.assertThere(storage());
    }

    @Rule("TRANSACTION-020")
    @Test
    void savepointsNest() {
        storage()
                .transaction(transaction -> transaction.savepoint(() -> {
                    write(transaction, "outer");
                    failing(transaction, () -> {
                        write(transaction, "lost");
                        transaction.savepoint(() -> {
                            write(transaction, "lost too");
                            return true;
                        });
                    });
                    return transaction.savepoint(() -> {
                        write(transaction, "inner");
                        return true;
                    });
                }));

        assertThat(written()).containsExactly("inner", "outer");
    }

    @Rule("TRANSACTION-021")
    @Test
    void anOuterSavepointUndoesWhatAnInnerOneKept() {
        storage().transaction(transaction -> {
            failing(
                    transaction,
                    () -> transaction.savepoint(() -> {
                        write(transaction, "lost");
                        return true;
                    }));
            return true;
        });

        assertThat(written()).isEmpty();
    }

    @Rule("TRANSACTION-022")
    @Test
    void aRollbackUndoesWhatASavepointKept() {
        Throwable thrown = catchThrowable(() -> storage().transaction(transaction -> {
            transaction.savepoint(() -> {
                write(transaction, "lost");
                return true;
            });
            throw new Enough();
        }));

        assertThat(thrown).isInstanceOf(Enough.class);
        assertThat(written()).isEmpty();
    }

    @Rule("TRANSACTION-023")
    @Test
    void aSavepointAfterTheEndIsRefused() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        storage().transaction(transaction -> {
            kept.set(transaction);
            return true;
        });

        Refusal.of(TransactionException.class, () -> kept.get().savepoint(() -> "never"));
    }

    @Rule("TRANSACTION-024")
    @Test
    void savepointsWorkInATransactionOverScopes() {
        backend().transaction(transaction -> {
            write(transaction.in(scope()), "before");
            Throwable thrown = catchThrowable(() -> transaction.savepoint(() -> {
                write(transaction.in(scope()), "lost");
                throw new Enough();
            }));
            assertThat(thrown).isInstanceOf(Enough.class);
            return true;
        });

        assertThat(written()).containsExactly("before");
    }
}
