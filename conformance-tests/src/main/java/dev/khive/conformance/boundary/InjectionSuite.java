package dev.khive.conformance.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.query.QueryException;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile text in every place that takes text: it is stored and found as it is, or refused as InvalidInput, and nothing
 * else happens. A bystander with the usual names stands in every test's scope and must be as it was.
 */
@Requires({Capability.GRAPH, Capability.NOTES, Capability.EVENTS, Capability.SPARSE, Capability.HYBRID_SEARCH})
public abstract class InjectionSuite extends Suite {

    private static final EntityDraft BYSTANDER =
            new EntityDraft(RecordIds.ofName("bystander"), List.of("Bystander"), Map.of("owner", "bystander"));
    private static final SparseVector SPARSE = new SparseVector(new int[] {1}, new float[] {1});

    /** A suite over the databases of a run. */
    protected InjectionSuite(Databases databases) {
        super(databases);
    }

    @BeforeEach
    void writeTheBystander() {
        storage().entities().upsert(BYSTANDER);
    }

    @AfterEach
    void theBystanderIsAsItWas() {
        assertThat(storage().entities().get(BYSTANDER.id()).map(Entity::toDraft))
                .contains(BYSTANDER);
    }

    static Stream<Arguments> texts() {
        return HostileTexts.ALL.stream().map(text -> Arguments.argumentSet(HostileTexts.shown(text), text));
    }

    static Stream<Arguments> names() {
        return HostileTexts.SHORT.stream().map(text -> Arguments.argumentSet(HostileTexts.shown(text), text));
    }

    /** Requires that a call that fails was refused as InvalidInput, and says whether it went well. */
    private static boolean accepted(Runnable write) {
        Throwable thrown = catchThrowable(write::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidInputException.class);
        }
        return thrown == null;
    }

    private long count(Filter filter) {
        return storage().entities().count(filter);
    }

    private EntityDraft entity(Map<String, ?> properties) {
        return EntityDraft.of("Thing", properties);
    }

    @Rule("INJECTION-001")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsAValue(String text) {
        EntityDraft draft = entity(Map.of("value", text, "list", List.of(text), "map", Map.of("inner", text)));
        if (accepted(() -> storage().entities().upsert(draft))) {
            assertThat(storage().entities().get(draft.id()).orElseThrow().properties())
                    .isEqualTo(draft.properties());
            assertThat(count(Filter.property("value").equalTo(text))).isEqualTo(1);
            assertThat(count(Filter.property("map", "inner").in(text))).isEqualTo(1);
            assertThat(count(Filter.property("list").equalTo(List.of(text)))).isEqualTo(1);
            assertThat(count(Filter.property("value").contains(text))).isEqualTo(1);
            assertThat(count(Filter.property("value").startsWith(text))).isEqualTo(1);
            assertThat(count(Filter.property("value").endsWith(text))).isEqualTo(1);
            assertThat(count(Filter.property("value").lessThan(text))).isZero();
        }
    }

    @Rule("INJECTION-002")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsAPropertyKey(String text) {
        EntityDraft draft = entity(Map.of(text, 1L, "map", Map.of(text, Map.of(text, 2L))));
        if (accepted(() -> storage().entities().upsert(draft))) {
            assertThat(storage().entities().get(draft.id()).orElseThrow().properties())
                    .isEqualTo(draft.properties());
            assertThat(count(Filter.property(text).equalTo(1))).isEqualTo(1);
            assertThat(count(Filter.property(text).exists())).isEqualTo(1);
            assertThat(count(Filter.property("map", text, text).equalTo(2))).isEqualTo(1);
            assertThat(storage()
                            .entities()
                            .list(
                                    Filter.property(text).exists(),
                                    Order.ascending(Filter.property(text).field()),
                                    PageRequest.first(1))
                            .items())
                    .extracting(Entity::id)
                    .containsExactly(draft.id());
        }
    }

    @Rule("INJECTION-003")
    @ParameterizedTest
    @MethodSource("names")
    void anyTextIsHarmlessAsAKeyInAFilterAndAnOrderOfRecordsThatHaveItNot(String text) {
        accepted(() ->
                assertThat(count(Filter.property(text, text).equalTo(text))).isZero());
        accepted(() -> assertThat(count(Filter.not(Filter.property(text, text).exists())))
                .isEqualTo(1));
        accepted(() -> assertThat(storage()
                        .entities()
                        .list(
                                Filter.ALL,
                                Order.descending(Filter.property("owner", text).field()),
                                PageRequest.FIRST)
                        .items())
                .hasSize(1));
    }

    @Rule("INJECTION-004")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsALabel(String text) {
        EntityDraft draft = new EntityDraft(RecordIds.next(), List.of("Thing", text), Map.of());
        if (accepted(() -> storage().entities().upsert(draft))) {
            assertThat(storage().entities().get(draft.id()).orElseThrow().labels())
                    .containsExactlyElementsOf(draft.labels());
            assertThat(count(Filter.field(RecordField.LABEL).equalTo(text))).isEqualTo(1);
            assertThat(storage().statistics().labels()).containsEntry(text, 1L);
        }
    }

    @Rule("INJECTION-005")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsARelation(String text) {
        EdgeDraft draft = EdgeDraft.of(BYSTANDER.id(), text, BYSTANDER.id());
        if (accepted(() -> storage().graph().upsert(draft))) {
            assertThat(storage().graph().get(draft.id()).orElseThrow().relation())
                    .isEqualTo(text);
            assertThat(storage().graph().count(Filter.field(RecordField.KIND).equalTo(text)))
                    .isEqualTo(1);
            assertThat(storage()
                            .graph()
                            .neighbors(BYSTANDER.id(), NeighborQuery.of(EdgeDirection.OUT, text), PageRequest.FIRST)
                            .items())
                    .hasSize(1);
            assertThat(storage().statistics().relations()).isEqualTo(Map.of(text, 1L));
        }
    }

    @Rule("INJECTION-006")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsKindAndContentOfANote(String text) {
        NoteDraft kind = NoteDraft.of(text, "?");
        if (accepted(() -> storage().notes().upsert(kind))) {
            assertThat(storage().notes().get(kind.id()).map(Note::kind)).contains(text);
            assertThat(storage().notes().count(Filter.field(RecordField.KIND).equalTo(text)))
                    .isEqualTo(1);
        }
        NoteDraft content = NoteDraft.of("fact", text);
        if (accepted(() -> storage().notes().upsert(content))) {
            assertThat(storage().notes().get(content.id()).map(Note::content)).contains(text);
            assertThat(storage()
                            .notes()
                            .count(Filter.and(
                                    Filter.field(RecordField.KIND).equalTo("fact"),
                                    Filter.field(RecordField.CONTENT).contains(text))))
                    .isEqualTo(1);
        }
    }

    @Rule("INJECTION-007")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsTenantAndNamespace(String text) {
        if (accepted(() -> Scope.of(text, text))) {
            String suffix = "-" + scope().tenant();
            Scope hostile = text.length() < 200 ? Scope.of(text + suffix, text) : Scope.of(text, text);
            Storage storage = backend().in(hostile);
            EntityDraft draft = entity(Map.of("n", 1));
            storage.entities().upsert(draft);

            assertThat(storage.entities().get(draft.id()))
                    .map(Entity::namespace)
                    .contains(text);
            assertThat(backend().namespaces(hostile.tenant())).contains(text);
            assertThat(backend()
                            .reading(ReadScope.of(hostile.tenant(), text))
                            .entities()
                            .count(Filter.field(RecordField.ID).equalTo(draft.id())))
                    .isEqualTo(1);
            assertThat(storage().entities().get(draft.id())).isEmpty();
        }
    }

    @Rule("INJECTION-008")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsFieldAndModelOfVectors(String text) {
        VectorField field;
        try {
            field = new VectorField(text, text, 2, Metric.COSINE);
        } catch (InvalidInputException refused) {
            return;
        }
        if (accepted(() -> storage().vectors().define(field))) {
            storage().vectors().put(VectorDraft.of(BYSTANDER.id(), field, new float[] {1, 0}));

            assertThat(storage().vectors().get(BYSTANDER.id(), text)).isPresent();
            assertThat(storage().vectors().fields().getFirst().field()).isEqualTo(field);
            assertThat(storage()
                            .vectors()
                            .search(VectorQuery.of(field, new float[] {1, 0}, 5))
                            .hits())
                    .hasSize(1);
        }
    }

    @Rule("INJECTION-009")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsFieldAndModelOfSparseVectors(String text) {
        if (accepted(() -> storage().sparse().put(new SparseDraft(BYSTANDER.id(), text, text, SPARSE)))) {
            assertThat(storage().sparse().get(BYSTANDER.id(), text)).contains(SPARSE);
            assertThat(storage()
                            .sparse()
                            .search(new SparseQuery(text, text, SPARSE, 5, Filter.ALL))
                            .hits())
                    .hasSize(1);
        }
    }

    @Rule("INJECTION-010")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsFieldTitleAndBodyOfADocument(String text) {
        TextDocument inField = new TextDocument(BYSTANDER.id(), text, "", "waterbird");
        if (accepted(() -> storage().text().put(inField))) {
            assertThat(storage().text().get(BYSTANDER.id(), text)).contains(inField);
            assertThat(storage()
                            .text()
                            .search(new TextQuery("waterbird", TextQuery.Mode.ALL_WORDS, 5, Set.of(text), Filter.ALL))
                            .hits())
                    .hasSize(1);
        }
        TextDocument inText = new TextDocument(BYSTANDER.id(), "words", text, text + " kingfisher");
        if (accepted(() -> storage().text().put(inText))) {
            assertThat(storage().text().get(BYSTANDER.id(), "words")).contains(inText);
            assertThat(storage().text().search(TextQuery.of("kingfisher", 5)).hits())
                    .hasSize(1);
        }
    }

    @Rule("INJECTION-011")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsASearchedText(String text) {
        storage().text().put(new TextDocument(BYSTANDER.id(), "words", "", "grey heron"));
        for (TextQuery.Mode mode : TextQuery.Mode.values()) {
            accepted(() -> assertThat(storage()
                            .text()
                            .search(TextQuery.of(text, 5).as(mode))
                            .hits())
                    .hasSizeLessThanOrEqualTo(1));
        }
    }

    @Rule("INJECTION-012")
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsPartsOfAnEvent(String text) {
        UUID subject = BYSTANDER.id();
        for (EventDraft draft : List.of(
                new EventDraft(text, "thing", subject, null, Map.of(), null),
                new EventDraft("seen", text, subject, null, Map.of(), null),
                new EventDraft("seen", "thing", subject, text, Map.of(), null),
                new EventDraft("seen", "thing", subject, null, Map.of("value", text), null),
                new EventDraft("seen", "thing", subject, null, Map.of(), text))) {
            if (accepted(() -> storage().events().append(draft))) {
                Event event = storage()
                        .events()
                        .get(storage().events().lastSequence())
                        .orElseThrow();
                assertThat(event.verb()).isEqualTo(draft.verb());
                assertThat(event.subjectType()).isEqualTo(draft.subjectType());
                assertThat(event.actor()).isEqualTo(draft.actor());
                assertThat(event.payload()).isEqualTo(draft.payload());
                assertThat(storage()
                                .events()
                                .count(Filter.field(RecordField.VERB).equalTo(draft.verb())))
                        .isPositive();
                if (draft.idempotencyKey() != null) {
                    assertThat(storage().events().append(draft)).isEqualTo(event);
                }
            }
        }
    }

    @Rule("INJECTION-013")
    @Requires(Capability.QUERY_GQL)
    @ParameterizedTest
    @MethodSource("texts")
    void anyTextIsHarmlessAsAQueryParameter(String text) {
        EntityDraft draft = entity(Map.of("value", text));
        boolean stored = accepted(() -> storage().entities().upsert(draft));

        accepted(() -> assertThat(storage()
                        .query("MATCH (n {value: $text}) RETURN n.value AS value", Map.of("text", text))
                        .toList())
                .hasSize(stored ? 1 : 0)
                .allSatisfy(row -> assertThat(row.string("value")).isEqualTo(text)));
    }

    @Rule("INJECTION-014")
    @Requires(Capability.QUERY_GQL)
    @ParameterizedTest
    @MethodSource("names")
    void anyTextIsHarmlessAsAQueryText(String text) {
        for (String query : List.of(
                text,
                "MATCH (n) RETURN n." + text,
                "MATCH (n:`" + text + "`) RETURN n",
                "MATCH (n) WHERE n.owner = '" + text + "' RETURN n")) {
            Throwable thrown = catchThrowable(() -> storage().query(query).toList());
            if (thrown != null) {
                assertThat(thrown).isInstanceOfAny(QueryException.class, InvalidInputException.class);
            }
        }
    }

    @Rule("INJECTION-015")
    @ParameterizedTest
    @MethodSource("names")
    void anyTextIsHarmlessAsANamespaceThatNobodyWroteTo(String text) {
        Throwable thrown = catchThrowable(() -> backend().reading(ReadScope.of(scope().tenant(), "no" + text)));

        assertThat(thrown).isInstanceOfAny(NotFoundException.class, InvalidInputException.class);
    }
}
