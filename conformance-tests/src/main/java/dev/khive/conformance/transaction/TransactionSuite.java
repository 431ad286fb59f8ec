package dev.khive.conformance.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Capability;
import dev.khive.api.Durability;
import dev.khive.api.Scope;
import dev.khive.api.Transaction;
import dev.khive.api.WriteAck;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One transaction over all stores. */
@Requires({
    Capability.TRANSACTIONS,
    Capability.NOTES,
    Capability.GRAPH,
    Capability.EVENTS,
    Capability.SPARSE,
    Capability.HYBRID_SEARCH
})
public abstract class TransactionSuite extends Suite {

    private final EntityDraft entity = EntityDraft.of("Thing", Map.of("n", 1));

    /** A suite over the databases of a run. */
    protected TransactionSuite(Databases databases) {
        super(databases);
    }

    @Rule("TRANSACTION-001")
    @Test
    void allEightStoresCommitTogether() {
        storage().transaction(transaction -> {
            EightStores.write(transaction);
            return true;
        });

        EightStores.assertThere(storage());
    }

    @Rule("TRANSACTION-002")
    @Test
    void readsInsideSeeTheTransactionsOwnWrites() {
        storage().transaction(transaction -> {
            EightStores.write(transaction);
            EightStores.assertThere(transaction);
            return true;
        });
    }

    @Rule("TRANSACTION-003")
    @Test
    void anExceptionRollsAllEightStoresBackAndIsPassedOn() {
        IllegalStateException mine = new IllegalStateException("enough");

        Throwable thrown = catchThrowable(() -> storage().transaction(transaction -> {
            EightStores.write(transaction);
            throw mine;
        }));

        assertThat(thrown).isSameAs(mine);
        EightStores.assertNotThere(storage());
    }

    @Rule("TRANSACTION-004")
    @Test
    void anErrorOfAStoreThatIsPassedOnRollsBack() {
        Refusal.of(
                NotFoundException.class,
                () -> storage().transaction(transaction -> {
                    transaction.entities().upsert(entity);
                    return transaction.graph().upsert(EdgeDraft.of(entity.id(), "KNOWS", RecordIds.next()));
                }));

        assertThat(storage().entities().get(entity.id())).isEmpty();
    }

    @Rule("TRANSACTION-005")
    @Test
    void aRefusedWriteThatIsCaughtLeavesTheOthers() {
        storage().transaction(transaction -> {
            transaction.entities().upsert(entity);
            Refusal.of(
                    InvalidInputException.class,
                    () -> transaction
                            .entities()
                            .upsertAll(
                                    List.of(EntityDraft.of("Thing", Map.of()), entity.with("bad", BigDecimal.ONE)),
                                    BatchMode.ATOMIC));
            Refusal.of(ConflictException.class, () -> transaction.entities().replace(entity, 999));
            return true;
        });

        assertThat(storage().entities().count(Filter.ALL)).isEqualTo(1);
        assertThat(storage().version().version()).isEqualTo(1);
    }

    @Rule("TRANSACTION-006")
    @Test
    void theWorksResultIsReturned() {
        assertThat(storage().<String>transaction(transaction -> "done")).isEqualTo("done");
    }

    @Rule("TRANSACTION-007")
    @Test
    void theTransactionKnowsItsScope() {
        assertThat(storage().<Scope>transaction(Transaction::scope)).isEqualTo(scope());
    }

    @Rule("TRANSACTION-008")
    @Test
    @Timeout(30)
    void othersDoNotSeeItsWritesBeforeTheCommit() {
        storage().transaction(transaction -> {
            transaction.entities().upsert(entity);
            boolean seen = CompletableFuture.supplyAsync(
                            () -> storage().entities().get(entity.id()).isPresent()
                                    || storage().entities().count(Filter.ALL) > 0
                                    || storage().version().version() > 0)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(seen).isFalse();
            return true;
        });

        assertThat(storage().entities().get(entity.id())).isPresent();
    }

    @Rule("TRANSACTION-009")
    @Test
    void acknowledgementsInsideAreOfAPendingWrite() {
        WriteAck inside =
                storage().transaction(transaction -> transaction.entities().upsert(entity));

        assertThat(inside.durability()).isEqualTo(Durability.PENDING);
        assertThat(inside.scope()).isEqualTo(scope());
        assertThat(inside.version()).isEqualTo(storage().version().version());
        assertThat(storage().version().durability()).isNotEqualTo(Durability.PENDING);
    }

    @Rule("TRANSACTION-010")
    @Test
    void aTransactionThatWritesNothingLeavesTheVersion() {
        storage().entities().upsert(entity);
        long version = storage().version().version();

        storage().transaction(transaction -> transaction.entities().get(entity.id()));

        assertThat(storage().version().version()).isEqualTo(version);
    }

    @Rule("TRANSACTION-011")
    @Test
    void useAfterTheEndIsRefused() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        storage().transaction(transaction -> {
            kept.set(transaction);
            return true;
        });

        Refusal.of(TransactionException.class, () -> kept.get().entities().get(entity.id()));
        Refusal.of(TransactionException.class, () -> kept.get().entities().upsert(entity));
        Refusal.of(TransactionException.class, () -> kept.get().statistics());
        assertThat(storage().entities().get(entity.id())).isEmpty();
    }

    @Rule("TRANSACTION-012")
    @Test
    void storesOfATransactionThatHasEndedAreRefusedToo() {
        var kept = storage().transaction(Transaction::entities);

        Refusal.of(TransactionException.class, () -> kept.upsert(entity));
        Refusal.of(TransactionException.class, () -> kept.count(Filter.ALL));
    }

    @Rule("TRANSACTION-013")
    @Test
    @Timeout(30)
    void useByAnotherThreadIsRefused() {
        storage().transaction(transaction -> {
            Throwable thrown = CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> transaction.entities().upsert(entity)))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(thrown).isInstanceOf(TransactionException.class);
            return true;
        });

        assertThat(storage().entities().get(entity.id())).isEmpty();
    }

    @Rule("TRANSACTION-014")
    @Test
    @Timeout(30)
    void aWritePastTheTransactionInItsThreadDoesNotWaitForItself() {
        Throwable thrown = storage().transaction(transaction -> {
            transaction.entities().upsert(entity);
            return catchThrowable(() -> storage().entities().upsert(EntityDraft.of("Thing", Map.of())));
        });

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(TransactionException.class);
        }
        assertThat(storage().entities().count(Filter.ALL)).isEqualTo(thrown == null ? 2 : 1);
    }

    @Rule("TRANSACTION-015")
    @Test
    @Timeout(60)
    void transactionsOfManyThreadsLoseNoUpdate() throws InterruptedException {
        UUID id = entity.id();
        storage().entities().upsert(entity.with("n", 0));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = List.of(1, 2, 3, 4).stream()
                .map(n -> Thread.startVirtualThread(() -> {
                    await(start);
                    for (int i = 0; i < 10; i++) {
                        storage().transaction(transaction -> increment(transaction, id));
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(storage().entities().get(id).orElseThrow().properties()).isEqualTo(Map.of("n", 40L));
    }

    private static WriteAck increment(Transaction transaction, UUID id) {
        long n = (Long) Objects.requireNonNull(
                transaction.entities().get(id).orElseThrow().properties().get("n"));
        return transaction.entities().upsert(new EntityDraft(id, List.of("Thing"), Map.of("n", n + 1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Rule("TRANSACTION-016")
    @Test
    void oneTransactionSpansSeveralScopes() {
        Scope other = Scope.of(scope().tenant(), "other");
        Throwable thrown = catchThrowable(() -> backend().transaction(transaction -> {
            transaction.in(scope()).entities().upsert(entity);
            transaction.in(other).entities().upsert(entity);
            throw new IllegalStateException("enough");
        }));
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertThat(storage().entities().get(entity.id())).isEmpty();

        backend().transaction(transaction -> {
            transaction.in(scope()).entities().upsert(entity);
            return transaction.in(other).entities().upsert(entity);
        });

        assertThat(storage().entities().get(entity.id())).isPresent();
        assertThat(backend().in(other).entities().get(entity.id())).isPresent();
    }
}
