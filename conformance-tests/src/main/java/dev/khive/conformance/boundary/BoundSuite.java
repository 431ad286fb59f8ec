package dev.khive.conformance.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bound, set low: a call at the bound is answered, one beyond it is refused with the bound in its sentence. */
@Requires({Capability.GRAPH, Capability.NOTES, Capability.EVENTS, Capability.SPARSE, Capability.HYBRID_SEARCH})
public abstract class BoundSuite extends Suite {

    private static final Bounds LOW = new Bounds(8, 5, 7, 200, 100, 16, 3, 3, 4, 90);
    private static final UUID NODE = RecordIds.ofName("bounded");
    private static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    private static final SparseVector SPARSE = new SparseVector(new int[] {1}, new float[] {1});

    private @Nullable Backend bounded;

    /** A suite over the databases of a run. */
    protected BoundSuite(Databases databases) {
        super(databases);
    }

    @BeforeAll
    final void openWithLowBounds() {
        bounded = openNew(Map.of(
                "bounds.vector-dimension", Integer.toString(LOW.vectorDimension()),
                "bounds.batch", Integer.toString(LOW.batch()),
                "bounds.results", Integer.toString(LOW.results()),
                "bounds.property-bytes", Integer.toString(LOW.propertyBytes()),
                "bounds.text-bytes", Integer.toString(LOW.textBytes()),
                "bounds.name-bytes", Integer.toString(LOW.nameBytes()),
                "bounds.labels", Integer.toString(LOW.labels()),
                "bounds.value-depth", Integer.toString(LOW.valueDepth()),
                "bounds.traversal-depth", Integer.toString(LOW.traversalDepth()),
                "bounds.query-bytes", Integer.toString(LOW.queryBytes())));
    }

    @AfterAll
    final void closeIt() {
        Objects.requireNonNull(bounded).close();
    }

    private Storage bounded() {
        Storage storage = Objects.requireNonNull(bounded).in(scope());
        storage.entities().upsert(new EntityDraft(NODE, List.of("Node"), Map.of()));
        storage.vectors().define(FIELD);
        storage.vectors().put(VectorDraft.of(NODE, FIELD, new float[] {1, 0}));
        storage.sparse().put(new SparseDraft(NODE, "terms", "model-1", SPARSE));
        return storage;
    }

    private static Arguments bound(String name, int bound, ObjIntConsumer<Storage> call) {
        return Arguments.argumentSet(name, bound, call);
    }

    private static EntityDraft entity(Map<String, ?> properties) {
        return EntityDraft.of("Node", properties);
    }

    private static Object nested(int depth) {
        Object value = "deep";
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("in", value);
        }
        return value;
    }

    /** A text of so many bytes, half of them in characters of two bytes. */
    private static String bytes(int number) {
        return "é".repeat(number / 4) + "x".repeat(number - number / 4 * 2);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                bound(
                        "the dimension of a vector field",
                        LOW.vectorDimension(),
                        (storage, n) -> storage.vectors().define(new VectorField("field", "model-1", n, Metric.L2))),
                bound(
                        "the bytes of properties",
                        LOW.propertyBytes(),
                        (storage, n) ->
                                storage.entities().upsert(entity(Map.of("v", bytes(n - "{\"v\":\"\"}".length()))))),
                bound(
                        "the bytes of an edge's properties",
                        LOW.propertyBytes(),
                        (storage, n) -> storage.graph()
                                .upsert(EdgeDraft.of(NODE, "HAS", NODE)
                                        .withProperties(Map.of("v", bytes(n - "{\"v\":\"\"}".length()))))),
                bound(
                        "the bytes of a payload",
                        LOW.propertyBytes(),
                        (storage, n) -> storage.events()
                                .append(EventDraft.of(
                                        "seen", "it", null, Map.of("v", bytes(n - "{\"v\":\"\"}".length()))))),
                bound(
                        "the bytes of a text's body",
                        LOW.textBytes(),
                        (storage, n) -> storage.text().put(new TextDocument(NODE, "words", "", bytes(n)))),
                bound(
                        "the bytes of title and body together",
                        LOW.textBytes(),
                        (storage, n) -> storage.text().put(new TextDocument(NODE, "words", bytes(40), bytes(n - 40)))),
                bound(
                        "the bytes of a note's content",
                        LOW.textBytes(),
                        (storage, n) -> storage.notes().upsert(NoteDraft.of("fact", bytes(n)))),
                bound(
                        "the bytes of a label",
                        LOW.nameBytes(),
                        (storage, n) -> storage.entities().upsert(EntityDraft.of(bytes(n), Map.of()))),
                bound(
                        "the bytes of a kind",
                        LOW.nameBytes(),
                        (storage, n) -> storage.notes().upsert(NoteDraft.of(bytes(n), "content"))),
                bound(
                        "the bytes of a relation",
                        LOW.nameBytes(),
                        (storage, n) -> storage.graph().upsert(EdgeDraft.of(NODE, bytes(n), NODE))),
                bound(
                        "the bytes of a property key",
                        LOW.nameBytes(),
                        (storage, n) -> storage.entities().upsert(entity(Map.of(bytes(n), 1)))),
                bound(
                        "the bytes of a vector field's name",
                        LOW.nameBytes(),
                        (storage, n) -> storage.vectors().define(new VectorField(bytes(n), "model-1", 2, Metric.L2))),
                bound(
                        "the bytes of a sparse field's name",
                        LOW.nameBytes(),
                        (storage, n) -> storage.sparse().put(new SparseDraft(NODE, bytes(n), "model-1", SPARSE))),
                bound(
                        "the bytes of a text field's name",
                        LOW.nameBytes(),
                        (storage, n) -> storage.text().put(new TextDocument(NODE, bytes(n), "", "heron"))),
                bound(
                        "the labels of an entity",
                        LOW.labels(),
                        (storage, n) ->
                                storage.entities().upsert(new EntityDraft(RecordIds.next(), some(n), Map.of()))),
                bound(
                        "the depth of a value",
                        LOW.valueDepth(),
                        (storage, n) -> storage.entities().upsert(entity(Map.of("v", nested(n))))),
                bound(
                        "the depth of a payload's value",
                        LOW.valueDepth(),
                        (storage, n) ->
                                storage.events().append(EventDraft.of("seen", "it", null, Map.of("v", nested(n))))));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                bound(
                        "the items of an atomic batch",
                        LOW.batch(),
                        (storage, n) -> storage.entities()
                                .upsertAll(Collections.nCopies(n, entity(Map.of())), BatchMode.ATOMIC)),
                bound(
                        "the items of a best-effort batch",
                        LOW.batch(),
                        (storage, n) -> storage.entities()
                                .upsertAll(Collections.nCopies(n, entity(Map.of())), BatchMode.BEST_EFFORT)),
                bound(
                        "the vectors of a batch",
                        LOW.batch(),
                        (storage, n) -> storage.vectors()
                                .putAll(
                                        Collections.nCopies(n, VectorDraft.of(NODE, FIELD, new float[] {1, 0})),
                                        BatchMode.ATOMIC)),
                bound(
                        "the events of a batch",
                        LOW.batch(),
                        (storage, n) -> storage.events()
                                .appendAll(Collections.nCopies(n, EventDraft.of("seen", "it", null, Map.of())))),
                bound(
                        "the ids of a read",
                        LOW.batch(),
                        (storage, n) -> storage.entities()
                                .getAll(Stream.generate(RecordIds::next)
                                        .limit(n)
                                        .toList())),
                bound(
                        "the limit of a page",
                        LOW.results(),
                        (storage, n) -> storage.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.first(n))),
                bound(
                        "the limit of a page of vectors",
                        LOW.results(),
                        (storage, n) -> storage.vectors().listWhere(FIELD.name(), Filter.ALL, PageRequest.first(n))),
                bound(
                        "the limit of followed events",
                        LOW.results(),
                        (storage, n) -> storage.events().follow(0, n, Duration.ZERO)),
                bound(
                        "the k of a vector search",
                        LOW.results(),
                        (storage, n) -> storage.vectors().search(VectorQuery.of(FIELD, new float[] {1, 0}, n))),
                bound(
                        "the k of a text search",
                        LOW.results(),
                        (storage, n) -> storage.text().search(TextQuery.of("heron", n))),
                bound(
                        "the k of a sparse search",
                        LOW.results(),
                        (storage, n) ->
                                storage.sparse().search(new SparseQuery("terms", "model-1", SPARSE, n, Filter.ALL))),
                bound(
                        "the depth of a traversal",
                        LOW.traversalDepth(),
                        (storage, n) -> storage.graph().traverse(TraversalRequest.from(NODE, EdgeDirection.BOTH, n))));
    }

    private static List<String> some(int number) {
        return IntStream.range(0, number).mapToObj(i -> "Label" + i).toList();
    }

    @Rule("BOUND-001")
    @ParameterizedTest
    @MethodSource({"sizes", "numbers"})
    void beyondTheBoundACallIsRefusedWithTheBound(int bound, ObjIntConsumer<Storage> call) {
        Storage storage = bounded();
        long version = storage.version().version();

        InvalidInputException error = Refusal.of(InvalidInputException.class, () -> call.accept(storage, bound + 1));

        assertThat(error.getMessage()).containsPattern("\\b" + bound + "\\b");
        assertThat(error.retryable()).isFalse();
        assertThat(storage.version().version()).isEqualTo(version);
    }

    @Rule("BOUND-002")
    @ParameterizedTest
    @MethodSource({"sizes", "numbers"})
    void atTheBoundACallIsAnswered(int bound, ObjIntConsumer<Storage> call) {
        call.accept(bounded(), bound);
    }

    @Rule("BOUND-003")
    @Test
    void theBoundsInForceAreThoseOfTheConfiguration() {
        assertThat(Objects.requireNonNull(bounded).bounds()).isEqualTo(LOW);
        assertThat(backend().bounds()).isEqualTo(Bounds.DEFAULT);
    }

    @Rule("BOUND-004")
    @Test
    void aQueryLongerThanTheBoundIsRefused() {
        if (backend().capabilities().contains(Capability.QUERY_GQL)) {
            String query = "MATCH (n) RETURN n.name";
            Storage storage = bounded();
            String longest = query + " ".repeat(LOW.queryBytes() - query.length());

            assertThat(storage.query(longest).toList()).hasSize(1);
            InvalidInputException error = Refusal.of(InvalidInputException.class, () -> storage.query(longest + " "));
            assertThat(error.getMessage()).contains(Integer.toString(LOW.queryBytes()));
        }
    }
}
