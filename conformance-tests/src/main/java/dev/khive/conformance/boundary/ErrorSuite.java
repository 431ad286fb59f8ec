package dev.khive.conformance.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an error says besides its sentence: category, store, method, whether to retry. */
@Requires({Capability.GRAPH, Capability.EVENTS, Capability.VECTORS, Capability.SPARSE, Capability.TEXT})
public abstract class ErrorSuite extends Suite {

    private static final UUID NODE = RecordIds.ofName("node");
    private static final UUID NOWHERE = RecordIds.ofName("nowhere");
    private static final EntityDraft DRAFT = new EntityDraft(NODE, List.of("Node"), Map.of());
    private static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.L2);

    /** A suite over the databases of a run. */
    protected ErrorSuite(Databases databases) {
        super(databases);
    }

    private static Arguments error(String store, String method, ErrorCategory category, Consumer<Storage> call) {
        return Arguments.argumentSet(store + "." + method, store, method, category, call);
    }

    static Stream<Arguments> errors() {
        SparseVector vector = new SparseVector(new int[] {1}, new float[] {1});
        return Stream.of(
                error(
                        "entities",
                        "insert",
                        ErrorCategory.ALREADY_EXISTS,
                        s -> s.entities().insert(DRAFT)),
                error(
                        "entities",
                        "replace",
                        ErrorCategory.CONFLICT,
                        s -> s.entities().replace(DRAFT, 999)),
                error(
                        "entities",
                        "restore",
                        ErrorCategory.NOT_FOUND,
                        s -> s.entities().restore(NOWHERE)),
                error(
                        "entities",
                        "upsert",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.entities().upsert(DRAFT.with("bad", BigDecimal.ONE))),
                error(
                        "entities",
                        "upsertAll",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.entities()
                                .upsertAll(List.of(DRAFT, DRAFT.with("bad", BigDecimal.ONE)), BatchMode.ATOMIC)),
                error(
                        "entities",
                        "list",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.entities()
                                .list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST.after(new Cursor("garbage")))),
                error(
                        "graph",
                        "upsert",
                        ErrorCategory.NOT_FOUND,
                        s -> s.graph().upsert(EdgeDraft.of(NODE, "KNOWS", NOWHERE))),
                error(
                        "graph",
                        "neighbors",
                        ErrorCategory.NOT_FOUND,
                        s -> s.graph().neighbors(NOWHERE, NeighborQuery.of(EdgeDirection.OUT), PageRequest.FIRST)),
                error(
                        "events",
                        "append",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.events().append(EventDraft.of("", "type", null, Map.of()))),
                error(
                        "vectors",
                        "define",
                        ErrorCategory.CONFLICT,
                        s -> s.vectors().define(new VectorField("meaning", "model-2", 2, Metric.L2))),
                error(
                        "vectors",
                        "search",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.vectors().search(VectorQuery.of(FIELD, new float[3], 1))),
                error(
                        "sparse",
                        "search",
                        ErrorCategory.NOT_FOUND,
                        s -> s.sparse().search(new SparseQuery("nowhere", "model-1", vector, 1, Filter.ALL))),
                error(
                        "text",
                        "put",
                        ErrorCategory.NOT_FOUND,
                        s -> s.text().put(new TextDocument(NOWHERE, "words", "", "heron"))),
                error(
                        "text",
                        "search",
                        ErrorCategory.INVALID_INPUT,
                        s -> s.text().search(TextQuery.of("(", 1).as(TextQuery.Mode.EXPRESSION))));
    }

    @Rule("ERROR-001")
    @ParameterizedTest
    @MethodSource("errors")
    void anErrorNamesItsStoreItsMethodAndItsCategory(
            String store, String method, ErrorCategory category, Consumer<Storage> call) {
        storage().entities().upsert(DRAFT);
        storage().vectors().define(FIELD);

        KhiveException error = Refusal.of(KhiveException.class, () -> call.accept(storage()));

        assertThat(error.category()).isEqualTo(category);
        assertThat(error.capability()).contains(store);
        assertThat(error.operation()).contains(method);
        assertThat(error.retryable()).isFalse();
    }
}
