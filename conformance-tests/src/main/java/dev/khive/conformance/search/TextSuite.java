package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextStatistics;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is indexed for text search, and how the index follows the records. */
public abstract class TextSuite extends TextFixture {

    /** A suite over the databases of a run. */
    protected TextSuite(Databases databases) {
        super(databases);
    }

    @Rule("TEXT-001")
    @Test
    void nameAndDescriptionOfAnEntityAreIndexedByThemselves() {
        UUID id = RecordIds.next();
        storage()
                .entities()
                .upsert(new EntityDraft(
                        id, List.of("Bird"), Map.of("name", "heron", "description", "wades", "other", "hidden")));

        assertThat(subjects("heron")).containsExactly(id);
        assertThat(subjects("wades")).containsExactly(id);
        assertThat(subjects("hidden")).isEmpty();
        assertThat(text().get(id, TextDocument.RECORD_FIELD))
                .contains(new TextDocument(id, TextDocument.RECORD_FIELD, "heron", "wades"));
    }

    @Rule("TEXT-002")
    @Test
    void theIndexFollowsEveryChangeOfARecord() {
        UUID id = RecordIds.next();
        storage().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "heron")));

        storage().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "stork")));
        assertThat(subjects("heron")).isEmpty();
        assertThat(subjects("stork")).containsExactly(id);

        storage().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", 7)));
        assertThat(subjects("stork")).isEmpty();
        assertThat(text().get(id, TextDocument.RECORD_FIELD)).isEmpty();
        assertThat(text().statistics()).extracting(TextStatistics::documents).containsExactly(0L);
    }

    @Rule("TEXT-003")
    @Test
    void theContentOfANoteIsIndexedByItself() {
        NoteDraft note = NoteDraft.of("fact", "Herons wade.");
        storage().notes().upsert(note);

        assertThat(subjects("herons")).containsExactly(note.id());
        assertThat(text().get(note.id(), TextDocument.RECORD_FIELD))
                .contains(new TextDocument(note.id(), TextDocument.RECORD_FIELD, "", "Herons wade."));
    }

    @Rule("TEXT-004")
    @Test
    void khivesOwnFieldCannotBeWrittenOrDeleted() {
        UUID id = RecordIds.next();
        storage().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "heron")));

        Refusal.of(
                InvalidInputException.class,
                () -> text().put(new TextDocument(id, TextDocument.RECORD_FIELD, "", "stork")));
        Refusal.of(InvalidInputException.class, () -> text().delete(id, TextDocument.RECORD_FIELD));

        assertThat(subjects("heron")).containsExactly(id);
    }

    @Rule("TEXT-005")
    @Test
    void titleAndBodyAreSearchedAndReadAsTheyWere() {
        TextDocument document = new TextDocument(entity("it"), FIELD, "Grey 'Heron'", "Wades\n\tslowly.");

        text().put(document);

        assertThat(text().get(document.subject(), FIELD)).contains(document);
        assertThat(names(TextQuery.of("heron", 10))).containsExactly("it");
        assertThat(names(TextQuery.of("slowly", 10))).containsExactly("it");
    }

    @Rule("TEXT-006")
    @Test
    void aNewTextTakesThePlaceOfTheOldOne() {
        put("it", "heron");
        put("it", "stork");

        assertThat(names(TextQuery.of("heron", 10))).isEmpty();
        assertThat(names(TextQuery.of("stork", 10))).containsExactly("it");
        assertThat(text().statistics()).extracting(TextStatistics::documents).containsExactly(1L);
    }

    @Rule("TEXT-007")
    @Test
    void deleteTakesOneText() {
        put("it", "heron");
        UUID id = entity("it");

        assertThat(text().delete(id, FIELD).existed()).isEqualTo(1);
        assertThat(text().delete(id, FIELD).existed()).isZero();

        assertThat(text().get(id, FIELD)).isEmpty();
        assertThat(names(TextQuery.of("heron", 10))).isEmpty();
    }

    @Rule("TEXT-008")
    @Test
    void aTextNeedsAWordAndALiveNode() {
        UUID id = entity("it");

        Refusal.of(InvalidInputException.class, () -> text().put(new TextDocument(id, FIELD, "", "")));
        Refusal.of(NotFoundException.class, () -> text().put(new TextDocument(RecordIds.next(), FIELD, "", "heron")));
    }

    @Rule("TEXT-009")
    @Test
    void statisticsCountTheTextsOfLiveNodes() {
        putBirds();
        storage().entities().delete(entity("owl"), DeleteMode.SOFT);

        assertThat(text().statistics()).extracting(TextStatistics::documents).containsExactly(3L);
        assertThat(text().statistics())
                .allMatch(statistics -> !statistics.tokenizer().isBlank());
    }

    @Rule("TEXT-010")
    @Test
    void rebuildChangesNoAnswer() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey water", 10)).hits();

        text().rebuild();

        assertThat(text().search(TextQuery.of("grey water", 10)).hits()).isEqualTo(before);
    }

    @Rule("TEXT-011")
    @Test
    void batchesReportTheirBadItems() {
        UUID good = entity("good");
        List<TextDocument> documents = List.of(
                new TextDocument(good, FIELD, "", "heron"),
                new TextDocument(RecordIds.next(), FIELD, "", "heron"),
                new TextDocument(good, TextDocument.RECORD_FIELD, "", "heron"));

        BatchResult result = text().putAll(documents, BatchMode.BEST_EFFORT);

        assertThat(result.written()).isEqualTo(1);
        assertThat(result.failures().stream().map(BatchResult.Failure::index)).containsExactly(1, 2);
        assertThat(result.failures().stream().map(BatchResult.Failure::category))
                .containsExactly(ErrorCategory.NOT_FOUND, ErrorCategory.INVALID_INPUT);
        assertThat(names(TextQuery.of("heron", 10))).containsExactly("good");
    }

    @Rule("TEXT-012")
    @Test
    void atomicBatchWritesAllOrNothing() {
        UUID good = entity("good");

        Refusal.of(
                NotFoundException.class,
                () -> text().putAll(
                                List.of(
                                        new TextDocument(good, FIELD, "", "heron"),
                                        new TextDocument(RecordIds.next(), FIELD, "", "heron")),
                                BatchMode.ATOMIC));
        Refusal.of(
                InvalidInputException.class,
                () -> text().putAll(
                                Collections.nCopies(
                                        backend().bounds().batch() + 1, new TextDocument(good, FIELD, "", "heron")),
                                BatchMode.ATOMIC));

        assertThat(names(TextQuery.of("heron", 10))).isEmpty();
    }
}
