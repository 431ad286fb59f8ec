package dev.khive.conformance.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Freshness;
import dev.khive.api.Ownership;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Served;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.StaleBlockedException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What strict, balanced and eventual reads say of the age of their answers, by the ownership that a backend declares. What is read
 * is a counter that is nothing but written: version n of a scope has the counter n.
 */
@Requires(Capability.ENTITIES)
@Timeout(60)
public abstract class FreshnessSuite extends Suite {
    private static final UUID COUNTER = RecordIds.ofName("counter");
    private static final Map<String, String> PRODUCTION = Map.of("production", "true");

    /** A suite over the databases of a run. */
    protected FreshnessSuite(Databases databases) {
        super(databases);
    }

    /** A database and what its data are another's of, in the scope of a test. */
    private record Fed(Backend source, Storage from, Storage to) {}

    /** A follower or a snapshot of a source that was written to so often. */
    private Fed fed(int writes) {
        String name = databases().newName();
        Backend source = databases().openSource(name);
        for (int n = 1; n <= writes; n++) {
            write(source.in(scope()), n);
        }
        return new Fed(
                source, source.in(scope()), databases().open(name, Map.of()).in(scope()));
    }

    private static WriteAck write(Storage storage, long n) {
        return storage.entities().upsert(new EntityDraft(COUNTER, List.of("Counter"), Map.of("n", n)));
    }

    private static long counter(Stores stores) {
        return stores.entities()
                .get(COUNTER)
                .map(entity -> (Long) entity.properties().get("n"))
                .orElse(0L);
    }

    private static Served<Long> read(Storage storage, Freshness freshness) {
        return storage.read(freshness, FreshnessSuite::counter);
    }

    private static void assertFresh(Served<Long> served, long n) {
        assertThat(served.status()).isEqualTo(Served.Status.FRESH);
        assertThat(served.warning()).isEmpty();
        assertThat(served.value()).as("the counter").isEqualTo(n);
        assertThat(served.standing().version()).as("the version that is named").isEqualTo(n);
    }

    /** An answer that may be old, says why, and is at least of the version that it names, which is one that was reached before. */
    private static void assertMarked(Served<Long> served, Served.Status status, long reached) {
        assertThat(served.status()).isEqualTo(status);
        assertThat(served.warning())
                .hasValueSatisfying(warning -> assertThat(warning).matches("(?s)\\S+ .*[.!?)]"));
        assertThat(served.standing().version()).as("the version that is named").isBetween(reached, served.value());
    }

    @Rule("FRESHNESS-001")
    @Test
    void everyStandingNamesTheOwnershipThatTheBackendDeclares() {
        for (Freshness freshness : Freshness.values()) {
            assertThat(storage().standing(freshness).ownership())
                    .isEqualTo(backend().ownership());
        }
    }

    @Rule("FRESHNESS-002")
    @Test
    void productionRefusesBestEffortAndOpensEveryOtherOwnership() {
        if (backend().ownership() == Ownership.BEST_EFFORT) {
            assertThat(Refusal.of(UnavailableException.class, () -> openNew(PRODUCTION)))
                    .hasMessageContaining("BEST_EFFORT")
                    .hasMessageContaining("production");
        } else {
            try (Backend opened = openNew(PRODUCTION)) {
                assertThat(opened.ownership()).isEqualTo(backend().ownership());
            }
        }
    }

    @Rule("FRESHNESS-003")
    @Requires(ownership = Ownership.WRITE_THROUGH)
    @ParameterizedTest
    @EnumSource
    void everyReadOfWhatIsWrittenThroughHasReachedTheLastAcknowledgement(Freshness freshness) {
        for (int n = 1; n <= 3; n++) {
            WriteAck ack = write(storage(), n);

            Served<Long> served = read(storage(), freshness);

            assertFresh(served, n);
            assertThat(served.freshness()).isEqualTo(freshness);
            assertThat(served.standing().version()).isEqualTo(ack.version());
        }
    }

    @Rule("FRESHNESS-004")
    @Requires(ownership = Ownership.WRITE_THROUGH)
    @ParameterizedTest
    @EnumSource
    void anAnswerBesideAWriterIsAtLeastOfTheVersionThatItNames(Freshness freshness) {
        Storage storage = storage();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int n = 1; n <= 50; n++) {
                write(storage, n);
            }
        });
        long before = 0;
        while (!writing.isDone()) {
            Served<Long> served = read(storage, freshness);
            assertThat(served.standing().version()).isBetween(before, served.value());
            before = served.standing().version();
        }
        writing.join();
        assertFresh(read(storage, freshness), 50);
    }

    @Rule("FRESHNESS-005")
    @Requires(ownership = Ownership.WRITE_THROUGH)
    @Test
    void aHandleOfSeveralNamespacesHasNoStanding() {
        write(storage(), 1);
        write(backend().in(new Scope(scope().tenant(), "other")), 1);
        Storage both = backend().reading(ReadScope.of(scope().tenant(), scope().namespace(), "other"));

        Refusal.of(InvalidInputException.class, () -> both.standing(Freshness.STRICT));
        Refusal.of(InvalidInputException.class, () -> read(both, Freshness.EVENTUAL));
    }

    @Rule("FRESHNESS-006")
    @Requires(ownership = Ownership.EVENT_FEED)
    @Test
    void aStrictReadOfAFeedHasTheLastEventThatItsSourceAcknowledged() {
        Fed fed = fed(0);
        for (int n = 1; n <= 5; n++) {
            write(fed.from(), n);
            assertFresh(read(fed.to(), Freshness.STRICT), n);
        }
    }

    @Rule("FRESHNESS-007")
    @Requires(ownership = Ownership.EVENT_FEED)
    @Test
    void aStrictReadIsBlockedWhereTheSourceCannotBeAsked() {
        Fed fed = fed(1);
        assertFresh(read(fed.to(), Freshness.STRICT), 1);
        write(fed.from(), 2);
        fed.source().close();

        assertBlocked(fed.to());
    }

    private static void assertBlocked(Storage storage) {
        AtomicBoolean ran = new AtomicBoolean();
        Refusal.of(
                StaleBlockedException.class,
                () -> storage.read(Freshness.STRICT, stores -> {
                    ran.set(true);
                    return counter(stores);
                }));
        assertThat(ran).as("whether the work was run").isFalse();
    }

    @Rule("FRESHNESS-008")
    @Requires(ownership = Ownership.EVENT_FEED)
    @Test
    void aBalancedReadIsDegradedWhereTheSourceCannotBeAsked() {
        Fed fed = fed(1);
        assertFresh(read(fed.to(), Freshness.BALANCED), 1);
        write(fed.from(), 2);
        assertFresh(read(fed.to(), Freshness.BALANCED), 2);
        write(fed.from(), 3);
        fed.source().close();

        assertMarked(read(fed.to(), Freshness.BALANCED), Served.Status.DEGRADED, 2);
    }

    @Rule("FRESHNESS-009")
    @Requires(ownership = Ownership.EVENT_FEED)
    @Test
    void anEventualReadIsFlaggedWhereItMayBeOld() {
        Fed fed = fed(1);
        assertFresh(read(fed.to(), Freshness.STRICT), 1);
        write(fed.from(), 2);
        Served<Long> early = read(fed.to(), Freshness.EVENTUAL);
        if (early.status() == Served.Status.FRESH) {
            assertFresh(early, 2);
        } else {
            assertMarked(early, Served.Status.STALE, 1);
        }
        fed.source().close();

        assertMarked(read(fed.to(), Freshness.EVENTUAL), Served.Status.STALE, 1);
    }

    @Rule("FRESHNESS-010")
    @Requires(ownership = Ownership.SNAPSHOT)
    @ParameterizedTest
    @EnumSource
    void everyReadOfASnapshotIsOfItsPinnedVersion(Freshness freshness) {
        Fed fed = fed(2);
        assertFresh(read(fed.to(), freshness), 2);
        write(fed.from(), 3);

        assertFresh(read(fed.to(), freshness), 2);
    }

    @Rule("FRESHNESS-011")
    @Requires(ownership = Ownership.SNAPSHOT)
    @ParameterizedTest
    @EnumSource
    void aSnapshotNeedsItsSourceNoMore(Freshness freshness) {
        Fed fed = fed(2);
        fed.source().close();

        assertFresh(read(fed.to(), freshness), 2);
    }

    @Rule("FRESHNESS-012")
    @Requires(ownership = Ownership.BEST_EFFORT)
    @Test
    void aStrictReadOfBestEffortIsBlocked() {
        assertBlocked(storage());
    }

    @Rule("FRESHNESS-013")
    @Requires(ownership = Ownership.BEST_EFFORT)
    @Test
    void everyOtherReadOfBestEffortIsMarked() {
        assertMarked(read(storage(), Freshness.BALANCED), Served.Status.DEGRADED, 0);
        assertMarked(read(storage(), Freshness.EVENTUAL), Served.Status.STALE, 0);
    }
}
