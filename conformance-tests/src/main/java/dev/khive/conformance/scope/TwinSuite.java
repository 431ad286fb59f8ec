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
import java.util.Objects;
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

    private @Nullable World toRead;
    private @Nullable Place placeToRead;
    private @Nullable World toWrite;
    private int written;

    /** A suite over the databases of a run. */
    protected TwinSuite(Databases databases) {
        super(databases);
    }

    /** A database where scopes are alone and one where they have twins. */
    private record World(Backend alone, Backend crowded) implements AutoCloseable {
        @Override
        public void close() {
            alone.close();
            crowded.close();
        }
    }

    /** A scope in both databases of a world, and its twins in one of them. */
    private record Place(World world, Scope mine, List<Scope> twins) {
        Storage alone() {
            return world.alone().in(mine);
        }

        Storage crowded() {
            return world.crowded().in(mine);
        }
    }

    private World newWorld() {
        return new World(openNew(Map.of()), openNew(Map.of()));
    }

    private Place newPlace(World world, String suffix) {
        Scope mine = Scope.of("tenant-a" + suffix, "main");
        List<Scope> twins = List.of(Scope.of("tenant-b" + suffix, "main"), Scope.of("tenant-a" + suffix, "twin"));
        Place place = new Place(world, mine, twins);
        write(place.alone(), TwinRecords::writeMine);
        write(place.crowded(), TwinRecords::writeMine);
        twins.forEach(twin -> write(world.crowded().in(twin), TwinRecords::writeTheirs));
        return place;
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

    private Place placeToRead() {
        if (toRead == null) {
            toRead = newWorld();
            placeToRead = newPlace(toRead, "");
        }
        return Objects.requireNonNull(placeToRead, "made with its world");
    }

    /** Tenants of their own for each case; those of the cases before stay beside them. */
    private Place placeToWrite() {
        if (toWrite == null) {
            toWrite = newWorld();
        }
        return newPlace(toWrite, "-" + ++written);
    }

    @AfterAll
    final void closeTheWorlds() {
        Stream.of(toRead, toWrite).filter(Objects::nonNull).forEach(World::close);
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
        Place place = twinCase.writes() ? placeToWrite() : placeToRead();
        List<Object> before = everythingInTwins(place);

        List<String> answers = twinCase.answersIn(place.crowded());

        assertThat(answers).isEqualTo(twinCase.answersIn(place.alone()));
        assertThat(answers).noneMatch(answer -> answer.contains("tenant-b"));
        assertThat(everythingInTwins(place)).isEqualTo(before);
        assertThat(shown(place.crowded())).isEqualTo(shown(place.alone()));
    }

    private static List<Object> everythingInTwins(Place place) {
        return place.twins().stream()
                .<Object>map(
                        twin -> TwinRecords.everythingIn(place.world().crowded().in(twin)))
                .toList();
    }

    private static String shown(Storage storage) {
        return Shown.of(TwinRecords.everythingIn(storage));
    }
}
