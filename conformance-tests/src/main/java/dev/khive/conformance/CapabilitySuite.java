package dev.khive.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Storage;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.conformance.rule.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declaration itself: what is declared works, what is not declared is refused by its name. */
public abstract class CapabilitySuite extends Suite {

    @TempDir
    static Path folder = Path.of("");

    /** The call that needs a capability; those that no single call needs have none. */
    private static final Map<Capability, BiConsumer<Backend, Storage>> CALLS = Map.ofEntries(
            call(Capability.SQL_ACCESS, (backend, storage) -> backend.sql()),
            call(Capability.ENTITIES, (backend, storage) -> storage.entities()),
            call(Capability.NOTES, (backend, storage) -> storage.notes()),
            call(Capability.GRAPH, (backend, storage) -> storage.graph()),
            call(Capability.EVENTS, (backend, storage) -> storage.events()),
            call(Capability.VECTORS, (backend, storage) -> storage.vectors()),
            call(Capability.SPARSE, (backend, storage) -> storage.sparse()),
            call(Capability.TEXT, (backend, storage) -> storage.text()),
            call(Capability.HYBRID_SEARCH, (backend, storage) -> storage.hybrid()),
            call(
                    Capability.QUERY_GQL,
                    (backend, storage) -> storage.query("MATCH (n) RETURN n").close()),
            call(Capability.STREAMS, (backend, storage) -> storage.streams()),
            call(Capability.TRANSACTIONS, (backend, storage) -> storage.transaction(transaction -> true)),
            call(
                    Capability.SAVEPOINTS,
                    (backend, storage) -> storage.transaction(transaction -> transaction.savepoint(() -> true))),
            call(
                    Capability.PROPERTY_INDEXES,
                    (backend, storage) -> backend.operations().createPropertyIndex(PropertyIndex.onNodes("declared"))),
            call(
                    Capability.ONLINE_BACKUP,
                    (backend, storage) ->
                            backend.operations().backup(folder.resolve("declared.backup"), Progress.NONE)),
            call(
                    Capability.INTEGRITY_CHECK,
                    (backend, storage) -> backend.operations().check(Progress.NONE)));

    /** A suite over the databases of a run. */
    protected CapabilitySuite(Databases databases) {
        super(databases);
    }

    private static Map.Entry<Capability, BiConsumer<Backend, Storage>> call(
            Capability capability, BiConsumer<Backend, Storage> call) {
        return Map.entry(capability, call);
    }

    static Stream<Capability> withCalls() {
        return CALLS.keySet().stream().sorted();
    }

    @Rule("CAPABILITY-001")
    @Test
    void theDeclarationHoldsAllThatItImplies() {
        assertThat(backend().capabilities())
                .isEqualTo(Capability.closure(backend().capabilities()));
    }

    @Rule("CAPABILITY-002")
    @Test
    void theDeclarationIsTheSameEachTimeAndCannotBeChanged() {
        assertThat(backend().capabilities()).isEqualTo(backend().capabilities());
        assertThat(catchThrowable(() -> backend().capabilities().clear()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Rule("CAPABILITY-003")
    @Test
    void theBackendHasAName() {
        assertThat(backend().name()).matches("[a-z][a-z0-9-]*");
        assertThat(databases().provider().name())
                .as("the name that its provider says before it is opened")
                .isEqualTo(backend().name());
    }

    @Rule("CAPABILITY-004")
    @ParameterizedTest
    @MethodSource("withCalls")
    void whatIsDeclaredIsAnsweredAndWhatIsNotIsRefusedByName(Capability capability) {
        Throwable thrown = catchThrowable(
                () -> Objects.requireNonNull(CALLS.get(capability)).accept(backend(), storage()));

        if (backend().capabilities().contains(capability)) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(UnsupportedCapabilityException.class);
            UnsupportedCapabilityException refused = (UnsupportedCapabilityException) thrown;
            assertThat(List.of(refused.missing())).contains(capability);
        }
    }
}
