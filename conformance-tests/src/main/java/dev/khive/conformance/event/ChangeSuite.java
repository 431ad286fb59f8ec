package dev.khive.conformance.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Events that the stores themselves append, in the commit of the change. */
@Requires({Capability.EVENTS, Capability.GRAPH, Capability.NOTES, Capability.VECTORS, Capability.SPARSE, Capability.TEXT
})
public abstract class ChangeSuite extends Suite {

    private static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);

    private final EntityDraft entity = EntityDraft.of("Thing", Map.of("name", "heron"));
    private final EntityDraft other = EntityDraft.of("Thing", Map.of());

    /** A suite over the databases of a run. */
    protected ChangeSuite(Databases databases) {
        super(databases);
    }

    /** The stores' own events since a sequence, each as {@code verb type subject}. */
    private List<String> since(long sequence) {
        return storage().events().follow(sequence, 100, Duration.ZERO).stream()
                .map(ChangeSuite::shown)
                .toList();
    }

    private static String shown(Event event) {
        assertThat(event.payload()).isEmpty();
        return event.verb() + " " + event.subjectType() + " " + event.subject();
    }

    private long now() {
        return storage().events().lastSequence();
    }

    @Rule("EVENT-015")
    @Test
    void everyChangeOfARecordIsOneEventWithItsVerb() {
        Storage storage = storage();
        UUID id = entity.id();
        storage.entities().upsert(entity);
        storage.entities().upsert(entity);
        storage.entities().delete(id, DeleteMode.SOFT);
        storage.entities().restore(id);
        storage.entities().delete(id, DeleteMode.HARD);

        assertThat(since(0))
                .containsExactly(
                        "inserted entity " + id,
                        "updated entity " + id,
                        "deleted entity " + id,
                        "restored entity " + id,
                        "erased entity " + id);
    }

    @Rule("EVENT-016")
    @Test
    void insertAndReplaceAreInsertedAndUpdated() {
        storage().entities().insert(entity);
        long revision = storage().entities().get(entity.id()).orElseThrow().revision();
        storage().entities().replace(entity, revision);

        assertThat(since(0)).containsExactly("inserted entity " + entity.id(), "updated entity " + entity.id());
    }

    @Rule("EVENT-017")
    @Test
    void notesAndEdgesAreNamedByTheirKind() {
        NoteDraft note = NoteDraft.of("fact", "content");
        EdgeDraft edge = EdgeDraft.of(entity.id(), "ABOUT", note.id());
        storage().entities().upsert(entity);
        storage().notes().upsert(note);
        long before = now();
        storage().graph().upsert(edge);
        storage().graph().delete(edge.id(), DeleteMode.HARD);
        storage().notes().delete(note.id(), DeleteMode.SOFT);

        assertThat(since(before))
                .containsExactly("inserted edge " + edge.id(), "erased edge " + edge.id(), "deleted note " + note.id());
    }

    @Rule("EVENT-018")
    @Test
    void vectorsSparseVectorsAndDocumentsHaveEventsToo() {
        storage().entities().upsert(entity);
        storage().vectors().define(FIELD);
        long before = now();
        UUID id = entity.id();

        storage().vectors().put(VectorDraft.of(id, FIELD, new float[] {1, 0}));
        storage().sparse().put(new SparseDraft(id, "terms", "m", new SparseVector(new int[] {1}, new float[] {1})));
        storage().text().put(new TextDocument(id, "words", "", "waterbird"));

        assertThat(since(before))
                .containsExactly("inserted vector " + id, "inserted sparse " + id, "inserted document " + id);
    }

    @Rule("EVENT-019")
    @Test
    void whatIsRefusedLeavesNoEvent() {
        storage().entities().upsert(entity);
        long before = now();

        Refusal.of(InvalidInputException.class, () -> storage().entities().upsert(entity.with("bad", BigDecimal.ONE)));
        storage().entities().insertIfAbsent(entity);
        storage().entities().delete(other.id(), DeleteMode.HARD);

        assertThat(since(before)).isEmpty();
    }

    @Rule("EVENT-020")
    @Test
    void aBatchHasOneEventForEachRecordInItsOrder() {
        storage().entities().upsertAll(List.of(other, entity), BatchMode.ATOMIC);

        assertThat(since(0)).containsExactly("inserted entity " + other.id(), "inserted entity " + entity.id());
    }

    @Rule("EVENT-021")
    @Test
    void anAcknowledgementNamesTheLastEventOfItsWrite() {
        assertThat(storage().entities().upsert(entity).version()).isEqualTo(now());
        assertThat(storage()
                        .entities()
                        .upsertAll(List.of(entity, other), BatchMode.ATOMIC)
                        .ack()
                        .version())
                .isEqualTo(now());
        assertThat(storage()
                        .entities()
                        .delete(entity.id(), DeleteMode.SOFT)
                        .ack()
                        .version())
                .isEqualTo(now());
    }

    @Rule("EVENT-022")
    @Test
    void theLogIsTheLengthOfTheVersion() {
        storage().entities().upsertAll(List.of(entity, other), BatchMode.ATOMIC);
        storage().graph().upsert(EdgeDraft.of(entity.id(), "NEAR", other.id()));
        storage().entities().delete(entity.id(), DeleteMode.HARD);

        List<Event> log = storage().events().follow(0, 100, Duration.ZERO);

        assertThat(log)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, storage().version().version())
                                .boxed()
                                .toList());
        assertThat(log.stream().map(Event::id).distinct()).hasSameSizeAs(log);
        assertThat(storage().statistics().events()).isEqualTo(log.size());
        assertThat(storage().statistics().version()).isEqualTo(log.size());
    }

    @Rule("EVENT-023")
    @Test
    void eventsOfOneScopeDoNotMoveAnothersSequence() {
        Storage neighbour = backend().in(Scope.of(scope().tenant(), "other"));
        storage().entities().upsert(entity);
        neighbour.entities().upsert(entity);
        neighbour.entities().upsert(other);
        storage().entities().upsert(other);

        assertThat(now()).isEqualTo(2);
        assertThat(neighbour.events().lastSequence()).isEqualTo(2);
    }
}
