package dev.khive.conformance.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Budget;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextStatistics;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads of one or more namespaces of a tenant. */
@Requires({Capability.GRAPH, Capability.NOTES, Capability.EVENTS, Capability.SPARSE, Capability.HYBRID_SEARCH})
public abstract class NamespaceSuite extends Suite {

    private static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    private static final SparseVector SPARSE = new SparseVector(new int[] {1}, new float[] {1});

    /** A suite over the databases of a run. */
    protected NamespaceSuite(Databases databases) {
        super(databases);
    }

    private Storage namespace(String name) {
        return backend().in(Scope.of(scope().tenant(), name));
    }

    private Storage reading(String... names) {
        return backend().reading(ReadScope.of(scope().tenant(), names));
    }

    private static UUID id(String namespace) {
        return RecordIds.ofName("bird of " + namespace);
    }

    @BeforeEach
    void oneBirdInEachOfThreeNamespaces() {
        for (String name : List.of("north", "south", "hidden")) {
            Storage storage = namespace(name);
            storage.entities()
                    .upsert(new EntityDraft(id(name), List.of("Bird"), Map.of("name", "heron", "home", name)));
            storage.vectors().define(FIELD);
            storage.vectors().put(VectorDraft.of(id(name), FIELD, new float[] {1, 0}));
        }
    }

    private static List<String> homes(Storage storage) {
        return storage.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST.withTotal()).items().stream()
                .map(Entity::namespace)
                .sorted()
                .toList();
    }

    @Rule("SCOPE-003")
    @Test
    void aReadSeesTheNamespacesThatItNamesAndNoOther() {
        Storage both = reading("north", "south");

        assertThat(homes(both)).containsExactly("north", "south");
        assertThat(homes(reading("south"))).containsExactly("south");
        assertThat(both.entities().count(Filter.ALL)).isEqualTo(2);
        assertThat(both.entities().get(id("south"))).map(Entity::namespace).contains("south");
        assertThat(both.entities().get(id("hidden"))).isEmpty();
        assertThat(both.entities().getAll(List.of(id("north"), id("south"), id("hidden"))))
                .containsOnlyKeys(id("north"), id("south"));
        assertThat(both.entities().count(Filter.property("home").equalTo("hidden")))
                .isZero();
        assertThat(both.scope()).isEqualTo(ReadScope.of(scope().tenant(), "north", "south"));
    }

    @Rule("SCOPE-004")
    @Test
    void searchesFuseTheNamespacesAndNameEachHits() {
        Storage both = reading("north", "south");

        assertThat(both.vectors()
                        .search(VectorQuery.of(FIELD, new float[] {1, 0}, 5))
                        .hits())
                .extracting(SearchHit::namespace)
                .containsExactlyInAnyOrder("north", "south");
        assertThat(both.text().search(TextQuery.of("heron", 5)).hits())
                .extracting(SearchHit::namespace)
                .containsExactlyInAnyOrder("north", "south");
        assertThat(both.vectors()
                        .search(VectorQuery.of(FIELD, new float[] {1, 0}, 1))
                        .hits())
                .hasSize(1);
    }

    @Rule("SCOPE-005")
    @Test
    void scoresOfTextAreThoseOfTheRecordsOwnNamespace() {
        for (int i = 0; i < 10; i++) {
            namespace("south").entities().upsert(EntityDraft.of("Bird", Map.of("name", "stork and others")));
        }
        double alone = reading("north")
                .text()
                .search(TextQuery.of("heron", 5))
                .hits()
                .getFirst()
                .score();

        assertThat(reading("north", "south")
                        .text()
                        .search(TextQuery.of("heron", 5))
                        .hits())
                .filteredOn(hit -> hit.namespace().equals("north"))
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isEqualTo(alone));
    }

    @Rule("SCOPE-006")
    @Test
    void pagesRunThroughAllNamespaces() {
        for (int i = 0; i < 9; i++) {
            namespace(i % 2 == 0 ? "north" : "south").entities().upsert(EntityDraft.of("Bird", Map.of("n", i)));
        }
        Storage both = reading("north", "south");
        List<UUID> seen = new ArrayList<>();
        PageRequest request = PageRequest.first(2).withTotal();
        for (boolean more = true; more; ) {
            Page<Entity> page = both.entities().list(Filter.ALL, Order.BY_CREATION, request);
            page.items().forEach(entity -> seen.add(entity.id()));
            assertThat(page.total()).hasValue(11);
            more = page.hasMore();
            request = page.next().map(request::after).orElse(request);
        }

        assertThat(seen).hasSize(11).doesNotHaveDuplicates();
    }

    @Rule("SCOPE-007")
    @Test
    void recordsWithOneIdInTwoNamespacesAreTwoRecordsOfAList() {
        namespace("south").entities().upsert(new EntityDraft(id("north"), List.of("Bird"), Map.of()));
        Storage both = reading("north", "south");
        List<String> seen = new ArrayList<>();
        PageRequest request = PageRequest.first(1);
        for (boolean more = true; more; ) {
            Page<Entity> page = both.entities().list(Filter.ALL, Order.BY_CREATION, request);
            page.items().forEach(entity -> seen.add(entity.namespace() + " " + entity.id()));
            more = page.hasMore();
            request = page.next().map(request::after).orElse(request);
        }

        assertThat(seen)
                .containsExactlyInAnyOrder("north " + id("north"), "south " + id("north"), "south " + id("south"));
    }

    @Rule("SCOPE-008")
    @Test
    void statisticsAreThoseOfAllNamespacesTogether() {
        namespace("south").events().append(EventDraft.of("seen", "bird", null, Map.of()));
        ScopeStatistics north = reading("north").statistics();
        ScopeStatistics south = reading("south").statistics();

        ScopeStatistics both = reading("north", "south").statistics();

        assertThat(both.nodes()).isEqualTo(2);
        assertThat(both.entities()).isEqualTo(2);
        assertThat(both.vectors()).isEqualTo(2);
        assertThat(both.documents()).isEqualTo(2);
        assertThat(both.labels()).isEqualTo(Map.of("Bird", 2L));
        assertThat(both.events()).isEqualTo(north.events() + south.events());
        assertThat(both.version()).isEqualTo(south.version()).isGreaterThan(north.version());
    }

    @Rule("SCOPE-009")
    @Test
    void fieldsAndTextIndexesAreListedNamespaceByNamespace() {
        assertThat(reading("south", "north").vectors().fields())
                .containsExactly(new VectorFieldInfo(FIELD, "north", 1, 1), new VectorFieldInfo(FIELD, "south", 1, 1));
        assertThat(reading("south", "north").text().statistics())
                .extracting(TextStatistics::documents)
                .containsExactly(1L, 1L);
    }

    @Rule("SCOPE-010")
    @Test
    void edgesAreFollowedInEachNamespaceByItself() {
        for (String name : List.of("north", "south")) {
            UUID other = RecordIds.ofName("other of " + name);
            namespace(name).entities().upsert(new EntityDraft(other, List.of(), Map.of()));
            namespace(name).graph().upsert(EdgeDraft.of(id(name), "KNOWS", other));
        }
        Storage both = reading("north", "south");

        assertThat(both.graph().count(Filter.ALL)).isEqualTo(2);
        assertThat(both.graph()
                        .neighbors(id("north"), NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST)
                        .items())
                .singleElement()
                .satisfies(neighbor -> assertThat(neighbor.edge().namespace()).isEqualTo("north"));
        assertThat(both.graph()
                        .traverse(new TraversalRequest(
                                List.of(id("north"), id("south")),
                                EdgeDirection.OUT,
                                Set.of(),
                                Filter.ALL,
                                Filter.ALL,
                                1,
                                3,
                                Budget.DEFAULT))
                        .visits())
                .hasSize(2);
        Refusal.of(
                NotFoundException.class,
                () -> both.graph().neighbors(id("hidden"), NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST));
    }

    @Rule("SCOPE-011")
    @Test
    void anEdgeCannotJoinTwoNamespaces() {
        Refusal.of(
                NotFoundException.class,
                () -> namespace("north").graph().upsert(EdgeDraft.of(id("north"), "KNOWS", id("south"))));
    }

    @Rule("SCOPE-012")
    @Test
    void aNamespaceThatWasNeverWrittenIsNotFound() {
        NotFoundException error = Refusal.of(NotFoundException.class, () -> reading("north", "nowhere"));

        assertThat(error.getMessage()).contains("nowhere");
        Refusal.of(NotFoundException.class, () -> backend().reading(ReadScope.of("nobody", "north")));
    }

    @Rule("SCOPE-013")
    @Test
    void aScopeThatNamesNoNamespaceIsRefused() {
        Refusal.of(InvalidInputException.class, () -> new ReadScope(scope().tenant(), List.of()));
    }

    @Rule("SCOPE-014")
    @Test
    void namespacesOfATenantAreListedByName() {
        assertThat(backend().namespaces(scope().tenant())).containsExactly("hidden", "north", "south");
        assertThat(backend().namespaces("nobody")).isEmpty();
    }

    static Stream<Arguments> writes() {
        UUID id = id("north");
        EntityDraft entity = EntityDraft.of("Bird", Map.of());
        NoteDraft note = NoteDraft.of("fact", "content");
        EdgeDraft edge = EdgeDraft.of(id, "KNOWS", id);
        return Stream.of(
                write("entities.upsert", storage -> storage.entities().upsert(entity)),
                write("entities.upsertAll", s -> s.entities().upsertAll(List.of(entity), BatchMode.BEST_EFFORT)),
                write("entities.insert", storage -> storage.entities().insert(entity)),
                write("entities.insertIfAbsent", storage -> storage.entities().insertIfAbsent(entity)),
                write("entities.replace", storage -> storage.entities().replace(entity, 1)),
                write("entities.delete", storage -> storage.entities().delete(id, DeleteMode.HARD)),
                write("entities.deleteAll", s -> s.entities().deleteAll(List.of(id), DeleteMode.SOFT)),
                write("entities.restore", storage -> storage.entities().restore(id)),
                write("notes.upsert", storage -> storage.notes().upsert(note)),
                write("notes.purgeExpired", storage -> storage.notes().purgeExpired()),
                write("graph.upsert", storage -> storage.graph().upsert(edge)),
                write("graph.upsertByNaturalKey", storage -> storage.graph().upsertByNaturalKey(edge)),
                write("graph.deleteIncident", s -> s.graph().deleteIncident(id, DeleteMode.HARD)),
                write("events.append", s -> s.events().append(EventDraft.of("a", "b", null, Map.of()))),
                write("events.appendAll", s -> s.events().appendAll(List.of(EventDraft.of("a", "b", null, Map.of())))),
                write("vectors.define", storage -> storage.vectors().define(FIELD)),
                write("vectors.put", s -> s.vectors().put(VectorDraft.of(id, FIELD, new float[] {1, 0}))),
                write("vectors.delete", storage -> storage.vectors().delete(id, FIELD.name())),
                write("vectors.deleteWhere", s -> s.vectors().deleteWhere(FIELD.name(), Filter.ALL)),
                write("sparse.put", s -> s.sparse().put(new SparseDraft(id, "terms", "model-1", SPARSE))),
                write("sparse.delete", storage -> storage.sparse().delete(id, "terms")),
                write("text.put", s -> s.text().put(new TextDocument(id, "words", "", "heron"))),
                write("text.delete", storage -> storage.text().delete(id, "words")),
                write(
                        "transaction",
                        s -> s.transaction(transaction -> transaction.entities().upsert(entity))));
    }

    private static Arguments write(String name, Consumer<Storage> call) {
        return Arguments.argumentSet(name, call);
    }

    @Rule("SCOPE-015")
    @ParameterizedTest
    @MethodSource("writes")
    void aHandleOfSeveralNamespacesOnlyReads(Consumer<Storage> write) {
        Storage both = reading("north", "south");

        Refusal.of(InvalidInputException.class, () -> write.accept(both));

        assertThat(homes(both)).containsExactly("north", "south");
        assertThat(both.events().count(Filter.ALL)).isEqualTo(both.statistics().events());
        assertThat(both.vectors().count(FIELD.name(), Filter.ALL)).isEqualTo(2);
    }
}
