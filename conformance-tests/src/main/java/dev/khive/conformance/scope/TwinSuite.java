package dev.khive.conformance.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.Transaction;
import dev.khive.api.query.GraphQueries;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;
import dev.khive.api.stream.ScopeStreams;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of the contract in a scope whose twins, another tenant and another namespace with the same ids, names,
 * vectors and texts, stand beside it. The answers must be those of the same scope alone in a database, and the twins must
 * be as they were.
 */
@Requires({Capability.GRAPH, Capability.NOTES, Capability.EVENTS, Capability.SPARSE, Capability.HYBRID_SEARCH})
public abstract class TwinSuite extends Suite {

    private static final List<Class<?>> CONTRACT = List.of(
            Storage.class,
            ScopeStreams.class,
            Stores.class,
            Transaction.class,
            GraphQueries.class,
            PreparedQuery.class,
            RecordStore.class,
            EntityStore.class,
            NoteStore.class,
            GraphStore.class,
            EventStore.class,
            VectorStore.class,
            SparseStore.class,
            TextSearch.class,
            HybridSearch.class);

    private static final Scope MINE = Scope.of("tenant-a", "main");
    private static final List<Scope> TWINS = List.of(Scope.of("tenant-b", "main"), Scope.of("tenant-a", "twin"));

    private @Nullable World toRead;

    /** A suite over the databases of a run. */
    protected TwinSuite(Databases databases) {
        super(databases);
    }

    /** A database where the scope is alone and one where it has twins. */
    private record World(Backend alone, Backend crowded) implements AutoCloseable {
        @Override
        public void close() {
            alone.close();
            crowded.close();
        }
    }

    private World newWorld() {
        Backend alone = openNew(Map.of());
        Backend crowded = openNew(Map.of());
        write(alone.in(MINE), TwinRecords::writeMine);
        write(crowded.in(MINE), TwinRecords::writeMine);
        TWINS.forEach(twin -> write(crowded.in(twin), TwinRecords::writeTheirs));
        return new World(alone, crowded);
    }

    /** In one commit where there are transactions, which is quicker. */
    private void write(Storage storage, Consumer<Stores> work) {
        if (backend().capabilities().contains(Capability.TRANSACTIONS)) {
            storage.transaction(transaction -> {
                work.accept(transaction);
                return true;
            });
        } else {
            work.accept(storage);
        }
    }

    private World worldToRead() {
        if (toRead == null) {
            toRead = newWorld();
        }
        return toRead;
    }

    @AfterAll
    final void closeTheWorld() {
        if (toRead != null) {
            toRead.close();
        }
    }

    static Stream<TwinCase> cases() {
        return TwinCases.all().stream();
    }

    @Rule("SCOPE-001")
    @Test
    void everyMethodOfTheContractHasACase() {
        List<String> methods = CONTRACT.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .map(TwinSuite::signature)
                .toList();

        assertThat(cases().map(TwinCase::method))
                .as("a method without a case here is not proven to keep to its scope")
                .containsExactlyInAnyOrderElementsOf(methods);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Rule("SCOPE-002")
    @ParameterizedTest
    @MethodSource("cases")
    void nothingOfATwinShowsAndNothingOfItChanges(TwinCase twinCase) {
        Assumptions.assumeTrue(backend().capabilities().containsAll(twinCase.needs()), "not declared");
        if (twinCase.writes()) {
            try (World world = newWorld()) {
                assertKeepsToItsScope(twinCase, world);
            }
        } else {
            assertKeepsToItsScope(twinCase, worldToRead());
        }
    }

    private static void assertKeepsToItsScope(TwinCase twinCase, World world) {
        List<Object> before = everythingInTwins(world);

        List<String> answers = twinCase.answersIn(world.crowded().in(MINE));

        assertThat(answers).isEqualTo(twinCase.answersIn(world.alone().in(MINE)));
        assertThat(answers).noneMatch(answer -> answer.contains("tenant-b"));
        assertThat(everythingInTwins(world)).isEqualTo(before);
        assertThat(shown(world.crowded())).isEqualTo(shown(world.alone()));
    }

    private static List<Object> everythingInTwins(World world) {
        return TWINS.stream()
                .<Object>map(twin -> TwinRecords.everythingIn(world.crowded().in(twin)))
                .toList();
    }

    private static String shown(Backend backend) {
        return Shown.of(TwinRecords.everythingIn(backend.in(MINE)));
    }
}
