package dev.khive.conformance.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Write acknowledgements, versions of a scope, and reads at least at a version. */
@Requires(Capability.ENTITIES)
public abstract class VersionSuite extends Suite {

    private final EntityDraft entity = EntityDraft.of("Thing", Map.of());

    /** A suite over the databases of a run. */
    protected VersionSuite(Databases databases) {
        super(databases);
    }

    @Rule("VERSION-001")
    @Test
    void aScopeThatNobodyWroteToHasVersionZero() {
        assertThat(storage().version().version()).isZero();
        assertThat(storage().version().scope()).isEqualTo(scope());
    }

    @Rule("VERSION-002")
    @Test
    void readingNeverMakesAScope() {
        storage().entities().count(Filter.ALL);
        storage().statistics();

        assertThat(backend().namespaces(scope().tenant())).isEmpty();
    }

    @Rule("VERSION-003")
    @Test
    void everyWriteIsOneVersionFurther() {
        for (int i = 1; i <= 3; i++) {
            WriteAck ack = storage().entities().upsert(entity.with("n", i));
            assertThat(ack.version()).isEqualTo(i);
            assertThat(ack.scope()).isEqualTo(scope());
            assertThat(storage().version()).isEqualTo(ack);
        }
    }

    @Rule("VERSION-004")
    @Test
    void anAcknowledgedWriteHasReachedWhatTheBackendDeclares() {
        Durability reached = storage().entities().upsert(entity).durability();

        if (backend().capabilities().contains(Capability.DURABLE)) {
            assertThat(reached).isIn(Durability.PROCESS, Durability.STABLE);
        } else {
            assertThat(reached).isNotEqualTo(Durability.PENDING);
        }
    }

    @Rule("VERSION-005")
    @Test
    void aReadAtLeastAtAVersionSeesItsWrite() {
        WriteAck ack = storage().entities().upsert(entity);

        Storage later = storage().atLeast(ack.version());

        assertThat(later.entities().get(entity.id())).isPresent();
        assertThat(later.scope()).isEqualTo(storage().scope());
    }

    @Rule("VERSION-006")
    @Test
    @Timeout(30)
    void aReadAtLeastAtAVersionWaitsForIt() throws Exception {
        Storage later = storage().atLeast(1);
        CompletableFuture<Boolean> read = CompletableFuture.supplyAsync(
                () -> later.entities().get(entity.id()).isPresent());
        Thread.sleep(100);
        assertThat(read).isNotDone();

        storage().entities().upsert(entity);

        assertThat(read.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Rule("VERSION-007")
    @Test
    @Timeout(30)
    void aReadAtAVersionThatNeverComesIsUnavailableAfterTheTimeout() {
        try (Backend impatient = openNew(Map.of("timeout", "PT0.3S"))) {
            Storage later = impatient.in(scope()).atLeast(1_000);
            long start = System.nanoTime();

            UnavailableException error = Refusal.of(
                    UnavailableException.class, () -> later.entities().get(entity.id()));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(error.retryable()).isTrue();
        }
    }

    @Rule("VERSION-008")
    @Test
    void versionsBelongToASingleNamespace() {
        Scope second = Scope.of(scope().tenant(), "second");
        storage().entities().upsert(entity);
        backend().in(second).entities().upsert(entity);
        Storage both = backend().reading(ReadScope.of(scope().tenant(), scope().namespace(), "second"));

        Refusal.of(InvalidInputException.class, both::version);
        Refusal.of(InvalidInputException.class, () -> both.atLeast(1));
    }

    @Rule("VERSION-009")
    @Test
    void aNegativeVersionIsRefused() {
        Refusal.of(InvalidInputException.class, () -> storage().atLeast(-1));
    }
}
