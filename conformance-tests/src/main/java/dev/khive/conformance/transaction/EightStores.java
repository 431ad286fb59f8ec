package dev.khive.conformance.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Something in each of the eight stores, and what every read says when it is there and when it is not. */
final class EightStores {

    static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    static final UUID ENTITY = RecordIds.ofName("eight entity");
    static final UUID NOTE = RecordIds.ofName("eight note");
    static final UUID EDGE = RecordIds.ofName("eight edge");
    static final float[] VECTOR = {1, 0};
    static final SparseVector SPARSE = new SparseVector(new int[] {4}, new float[] {2});

    private EightStores() {}

    static void write(Stores stores) {
        stores.entities().upsert(new EntityDraft(ENTITY, List.of("Bird"), Map.of("name", "heron")));
        stores.notes().upsert(new NoteDraft(NOTE, "fact", "wades", null, null, Map.of()));
        stores.graph().upsert(new EdgeDraft(EDGE, NOTE, "ABOUT", ENTITY, 1, null, null, Map.of()));
        stores.vectors().define(FIELD);
        stores.vectors().put(VectorDraft.of(ENTITY, FIELD, VECTOR));
        stores.sparse().put(new SparseDraft(ENTITY, "terms", "model-1", SPARSE));
        stores.text().put(new TextDocument(ENTITY, "words", "", "waterbird"));
        stores.events().append(EventDraft.of("seen", "bird", ENTITY, Map.of()));
    }

    static void assertThere(Stores stores) {
        assertThat(stores.entities().get(ENTITY)).isPresent();
        assertThat(stores.notes().get(NOTE)).isPresent();
        assertThat(stores.graph().get(EDGE)).isPresent();
        assertThat(stores.graph()
                        .traverse(TraversalRequest.from(NOTE, EdgeDirection.OUT, 1))
                        .visits())
                .hasSize(1);
        assertThat(stores.vectors().get(ENTITY, FIELD.name())).isPresent();
        assertThat(stores.vectors().search(VectorQuery.of(FIELD, VECTOR, 5)).hits())
                .extracting(SearchHit::subject)
                .containsExactly(ENTITY);
        assertThat(stores.sparse()
                        .search(new SparseQuery("terms", "model-1", SPARSE, 5, Filter.ALL))
                        .hits())
                .extracting(SearchHit::subject)
                .containsExactly(ENTITY);
        for (String word : List.of("waterbird", "heron")) {
            assertThat(stores.text().search(TextQuery.of(word, 5)).hits())
                    .extracting(SearchHit::subject)
                    .containsExactly(ENTITY);
        }
        assertThat(stores.hybrid()
                        .search(HybridQuery.of(
                                5, HybridQuery.TextArm.of("wades"), HybridQuery.VectorArm.of(FIELD, VECTOR)))
                        .hits())
                .hasSize(2);
        assertThat(stores.events().lastSequence())
                .isEqualTo(stores.events().count(Filter.ALL))
                .isPositive();
        assertThat(stores.statistics().nodes()).isEqualTo(2);
        assertThat(stores.statistics().edges()).isEqualTo(1);
    }

    static void assertNotThere(Stores stores) {
        assertThat(stores.entities().get(ENTITY)).isEmpty();
        assertThat(stores.notes().getIncludingDeleted(NOTE)).isEmpty();
        assertThat(stores.graph().getIncludingDeleted(EDGE)).isEmpty();
        assertThat(stores.vectors().fields()).isEmpty();
        assertThat(stores.sparse().get(ENTITY, "terms")).isEmpty();
        assertThat(stores.text().search(TextQuery.of("waterbird", 5)).hits()).isEmpty();
        assertThat(stores.text().search(TextQuery.of("heron", 5)).hits()).isEmpty();
        assertThat(stores.events().lastSequence()).isZero();
        assertThat(stores.statistics().nodes()).isZero();
        assertThat(stores.statistics().version()).isZero();
    }
}
