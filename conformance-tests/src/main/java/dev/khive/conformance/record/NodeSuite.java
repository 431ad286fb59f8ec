package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What entities and notes each have of their own: labels; content, salience and expiry. */
@Requires({Capability.ENTITIES, Capability.NOTES})
public abstract class NodeSuite extends Suite {

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00.123456Z");
    private static final Instant FUTURE = Instant.parse("2120-01-01T00:00:00.123456Z");

    /** A suite over the databases of a run. */
    protected NodeSuite(Databases databases) {
        super(databases);
    }

    private Entity entityWithLabels(String... labels) {
        EntityDraft draft = new EntityDraft(RecordIds.next(), List.of(labels), Map.of());
        storage().entities().upsert(draft);
        return storage().entities().get(draft.id()).orElseThrow();
    }

    private NoteDraft note(Instant expiresAt) {
        return new NoteDraft(RecordIds.next(), "fact", "content", null, expiresAt, Map.of());
    }

    private List<UUID> entitiesWhere(Filter filter) {
        return storage().entities().list(filter, Order.BY_CREATION, PageRequest.FIRST).items().stream()
                .map(Entity::id)
                .toList();
    }

    @Rule("NODE-001")
    @Test
    void labelsKeepTheirOrderAndTheFirstIsTheKind() {
        Entity entity = entityWithLabels("Zebra", "Animal", "Mammal");

        assertThat(entity.labels()).containsExactly("Zebra", "Animal", "Mammal");
        assertThat(entity.kind()).contains("Zebra");
    }

    @Rule("NODE-002")
    @Test
    void anAtomicBatchThrowsItsFirstErrorWhateverItsKind() {
        NoteDraft note = NoteDraft.of("fact", "content");
        storage().notes().upsert(note);
        EntityDraft ofAnotherKind = new EntityDraft(note.id(), List.of(), Map.of());
        EntityDraft wrong = EntityDraft.of("Thing", Map.of("", 1));

        ConflictException error = Refusal.of(
                ConflictException.class,
                () -> storage().entities().upsertAll(List.of(ofAnotherKind, wrong), BatchMode.ATOMIC));

        assertThat(error.getMessage()).contains("item 0");
        assertThat(storage().entities().count(Filter.ALL)).isZero();
    }

    @Rule("NODE-003")
    @Test
    void theSameLabelsInAnotherOrderAreAnotherOrder() {
        assertThat(entityWithLabels("A", "B").labels()).containsExactly("A", "B");
        assertThat(entityWithLabels("B", "A").labels()).containsExactly("B", "A");
    }

    @Rule("NODE-004")
    @Test
    void entityNeedsNoLabel() {
        Entity entity = entityWithLabels();

        assertThat(entity.labels()).isEmpty();
        assertThat(entity.kind()).isEmpty();
        assertThat(entitiesWhere(Filter.not(Filter.field(RecordField.KIND).exists())))
                .containsExactly(entity.id());
    }

    @Rule("NODE-005")
    @Test
    void duplicateLabelsAreDropped() {
        assertThat(entityWithLabels("A", "B", "A").labels()).containsExactly("A", "B");
    }

    @Rule("NODE-006")
    @Test
    void labelsChangeWithAnUpsert() {
        Entity entity = entityWithLabels("A", "B");

        storage().entities().upsert(new EntityDraft(entity.id(), List.of("C"), Map.of()));

        assertThat(storage().entities().get(entity.id()).orElseThrow().labels()).containsExactly("C");
        assertThat(entitiesWhere(Filter.field(RecordField.LABEL).equalTo("A"))).isEmpty();
    }

    @Rule("NODE-007")
    @Test
    void aPredicateOnLabelsHoldsWhenItHoldsForOneOfThem() {
        Entity both = entityWithLabels("A", "B");
        Entity one = entityWithLabels("B");

        assertThat(entitiesWhere(Filter.field(RecordField.LABEL).equalTo("B")))
                .containsExactlyInAnyOrder(both.id(), one.id());
        assertThat(entitiesWhere(Filter.field(RecordField.LABEL).notEqualTo("B")))
                .containsExactly(both.id());
        assertThat(entitiesWhere(Filter.field(RecordField.KIND).equalTo("B"))).containsExactly(one.id());
    }

    @Rule("NODE-008")
    @Test
    void orderByLabelIsRefused() {
        Refusal.of(
                InvalidInputException.class,
                () -> storage().entities().list(Filter.ALL, Order.ascending(RecordField.LABEL), PageRequest.FIRST));
    }

    @Rule("NODE-009")
    @Test
    void noteKeepsAllItsFields() {
        NoteDraft draft = new NoteDraft(
                RecordIds.next(), "fact", "Water boils at 100 °C.", 0.75, FUTURE, Map.of("source", "a book"));

        storage().notes().upsert(draft);

        Note note = storage().notes().get(draft.id()).orElseThrow();
        assertThat(note.toDraft()).isEqualTo(draft);
        assertThat(note.kind()).isEqualTo("fact");
        assertThat(note.expiresAt()).isEqualTo(FUTURE);
    }

    @Rule("NODE-010")
    @Test
    void noteWithoutSalienceAndExpiryHasNone() {
        NoteDraft draft = NoteDraft.of("fact", "");

        storage().notes().upsert(draft);

        Note note = storage().notes().get(draft.id()).orElseThrow();
        assertThat(note.salience()).isNull();
        assertThat(note.expiresAt()).isNull();
        assertThat(note.content()).isEmpty();
    }

    @Rule("NODE-011")
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void salienceIsZeroToOne(double salience) {
        NoteDraft draft = new NoteDraft(RecordIds.next(), "fact", "content", salience, null, Map.of());

        storage().notes().upsert(draft);

        assertThat(storage().notes().get(draft.id()).orElseThrow().salience()).isEqualTo(salience);
    }

    @Rule("NODE-012")
    @Test
    void expiredNoteIsHiddenFromEveryOrdinaryRead() {
        NoteDraft expired = note(PAST);
        NoteDraft fresh = note(FUTURE);

        storage().notes().upsertAll(List.of(expired, fresh), BatchMode.ATOMIC);

        assertThat(storage().notes().get(expired.id())).isEmpty();
        assertThat(storage().notes().getAll(List.of(expired.id(), fresh.id()))).containsOnlyKeys(fresh.id());
        assertThat(storage().notes().count(Filter.ALL)).isEqualTo(1);
        assertThat(storage()
                        .notes()
                        .list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST.withTotal())
                        .items())
                .extracting(Note::id)
                .containsExactly(fresh.id());
        assertThat(storage().statistics().notes()).isEqualTo(1);
        assertThat(storage().notes().getIncludingDeleted(expired.id())).isPresent();
    }

    @Rule("NODE-013")
    @Test
    void noteIsThereUntilItExpires() throws InterruptedException {
        Instant soon = Instant.now().plus(Duration.ofMillis(400)).truncatedTo(ChronoUnit.MICROS);
        NoteDraft draft = note(soon);
        storage().notes().upsert(draft);

        boolean before = storage().notes().get(draft.id()).isPresent();
        boolean readInTime = Instant.now().isBefore(soon);
        Thread.sleep(Duration.between(Instant.now(), soon).plusMillis(20).toMillis());

        assertThat(before || !readInTime).isTrue();
        assertThat(storage().notes().get(draft.id())).isEmpty();
    }

    @Rule("NODE-014")
    @Test
    void expiredNoteThatIsWrittenAgainWithoutExpiryLives() {
        NoteDraft draft = note(PAST);
        storage().notes().upsert(draft);

        storage().notes().upsert(new NoteDraft(draft.id(), "fact", "content", null, null, Map.of()));

        assertThat(storage().notes().get(draft.id())).isPresent();
    }

    @Rule("NODE-015")
    @Test
    void purgeDeletesExpiredNotesForGood() {
        NoteDraft expired = note(PAST);
        NoteDraft fresh = note(FUTURE);
        storage().notes().upsertAll(List.of(expired, fresh), BatchMode.ATOMIC);

        Deletion purged = storage().notes().purgeExpired();

        assertThat(purged.existed()).isEqualTo(1);
        assertThat(storage().notes().getIncludingDeleted(expired.id())).isEmpty();
        assertThat(storage().notes().get(fresh.id())).isPresent();
        assertThat(storage().notes().purgeExpired().existed()).isZero();
    }

    @Rule("NODE-016")
    @Test
    void anIdBelongsToOneKindOfNode() {
        UUID id = RecordIds.next();
        storage().entities().upsert(new EntityDraft(id, List.of("Thing"), Map.of()));

        Refusal.of(
                ConflictException.class,
                () -> storage().notes().upsert(new NoteDraft(id, "fact", "content", null, null, Map.of())));

        assertThat(storage().notes().get(id)).isEmpty();
        assertThat(storage().notes().getIncludingDeleted(id)).isEmpty();
        assertThat(storage().entities().get(id)).isPresent();
    }

    @Rule("NODE-017")
    @Test
    void anIdOfANoteIsRefusedForAnEntity() {
        NoteDraft note = NoteDraft.of("fact", "content");
        storage().notes().upsert(note);
        EntityDraft entity = new EntityDraft(note.id(), List.of("Thing"), Map.of());

        Refusal.of(ConflictException.class, () -> storage().entities().upsert(entity));
        KhiveException error =
                Refusal.of(KhiveException.class, () -> storage().entities().insert(entity));

        assertThat(error).isInstanceOfAny(ConflictException.class, AlreadyExistsException.class);
        assertThat(storage().entities().get(note.id())).isEmpty();
        assertThat(storage().notes().get(note.id())).isPresent();
    }

    @Rule("NODE-018")
    @Test
    void oneStoreDoesNotCountListOrDeleteTheOthersNodes() {
        Entity entity = entityWithLabels("Thing");
        NoteDraft note = NoteDraft.of("Thing", "content");
        storage().notes().upsert(note);

        assertThat(storage().entities().count(Filter.ALL)).isEqualTo(1);
        assertThat(storage().notes().count(Filter.ALL)).isEqualTo(1);
        assertThat(entitiesWhere(Filter.ALL)).containsExactly(entity.id());
        assertThat(storage()
                        .notes()
                        .delete(entity.id(), dev.khive.api.store.DeleteMode.HARD)
                        .existed())
                .isZero();
        assertThat(storage().entities().get(entity.id())).isPresent();
    }
}
