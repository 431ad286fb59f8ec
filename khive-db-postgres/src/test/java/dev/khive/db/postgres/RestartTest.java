package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped and started below an application that stays. */
class RestartTest {
    private static final Scope SCOPE = Scope.of("t", "main");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void anApplicationSurvivesTheRestartOfItsServer(@TempDir Path folder) throws Exception {
        try (OwnCluster cluster = OwnCluster.start(folder);
                Backend backend =
                        Khive.open(TestServer.config(cluster.address(), Map.of("timeout", TIMEOUT.toString())));
                Backend other =
                        Khive.open(TestServer.config(cluster.address(), Map.of("timeout", TIMEOUT.toString())))) {
            Storage storage = backend.in(SCOPE);
            EntityDraft before = EntityDraft.of("Thing", Map.of("n", 1));
            storage.entities().insert(before);
            other.in(SCOPE).events().follow(1, 1, Duration.ofMillis(100));

            cluster.stop();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> storage.entities().get(before.id()))
                    .isInstanceOf(UnavailableException.class)
                    .asInstanceOf(InstanceOfAssertFactories.type(UnavailableException.class))
                    .matches(KhiveException::retryable);
            assertThatThrownBy(() -> storage.entities().insert(before)).isInstanceOf(UnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("two calls on a server that is gone")
                    .isLessThan(TIMEOUT.multipliedBy(2).plusSeconds(3));

            cluster.startAgain();
            assertThat(storage.entities().get(before.id())).isPresent();
            CompletableFuture<List<Event>> followed =
                    CompletableFuture.supplyAsync(() -> other.in(SCOPE).events().follow(1, 1, Duration.ofSeconds(10)));
            storage.events().append(EventDraft.of("restarted", "server", null, Map.of()));
            assertThat(followed.get()).extracting(Event::verb).containsExactly("restarted");
        }
    }
}
