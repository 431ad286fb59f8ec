package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextQuery.Mode;
import dev.khive.api.store.TextStatistics;
import dev.khive.db.sql.search.TextTokenizer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {
    private final TestStores stores = TestStores.inMemory();
    private final TestStores.Handle handle = stores.in();

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void anEntityIsFoundByItsNameAndDescription() {
        UUID ada = entity("Ada Lovelace", "wrote the first program");
        UUID grace = entity("Grace Hopper", "wrote the first compiler");
        assertThat(found("lovelace", Mode.ALL_WORDS)).containsExactly(ada);
        assertThat(found("first wrote", Mode.ALL_WORDS)).containsExactlyInAnyOrder(ada, grace);
        assertThat(found("lovelace compiler", Mode.ALL_WORDS)).isEmpty();
        assertThat(found("lovelace compiler", Mode.ANY_WORD)).containsExactlyInAnyOrder(ada, grace);
        assertThat(found("first compiler", Mode.PHRASE)).containsExactly(grace);
        assertThat(found("compiler first", Mode.PHRASE)).isEmpty();
        assertThat(found("first comp", Mode.PREFIX)).containsExactly(grace);
        assertThat(found("comp first", Mode.PREFIX)).isEmpty();
    }

    @Test
    void theTextOfARecordFollowsIt() {
        UUID id = entity("Ada", "mathematician");
        handle.entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "Augusta")));
        assertThat(found("ada", Mode.ALL_WORDS)).isEmpty();
        assertThat(found("mathematician", Mode.ALL_WORDS)).isEmpty();
        assertThat(found("augusta", Mode.ALL_WORDS)).containsExactly(id);
        handle.entities().upsert(new EntityDraft(id, List.of(), Map.of("name", 42)));
        assertThat(found("augusta", Mode.ALL_WORDS)).isEmpty();
        assertThat(handle.text().statistics()).containsExactly(new TextStatistics(0, "unicode"));
    }

    @Test
    void aSoftlyDeletedRecordIsNotFoundUntilItIsRestored() {
        UUID id = entity("Ada", "");
        handle.text().put(new TextDocument(id, "biography", "", "countess"));
        handle.entities().delete(id, DeleteMode.SOFT);
        assertThat(found("ada", Mode.ALL_WORDS)).isEmpty();
        assertThat(found("countess", Mode.ALL_WORDS)).isEmpty();
        assertThat(handle.text().get(id, "biography")).isEmpty();
        handle.entities().restore(id);
        assertThat(found("ada", Mode.ALL_WORDS)).containsExactly(id);
        assertThat(found("countess", Mode.ALL_WORDS)).containsExactly(id);
        handle.entities().delete(id, DeleteMode.SOFT);
        handle.entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "Ada")));
        assertThat(found("ada", Mode.ALL_WORDS)).containsExactly(id);
        assertThat(found("countess", Mode.ALL_WORDS)).containsExactly(id);
        handle.entities().delete(id, DeleteMode.HARD);
        assertThat(found("countess", Mode.ALL_WORDS)).isEmpty();
    }

    @Test
    void anExpiredNoteIsNeverFound() {
        UUID now = UUID.randomUUID();
        handle.notes().upsert(new NoteDraft(now, "memo", "buy milk", null, null, Map.of()));
        handle.notes()
                .upsert(new NoteDraft(
                        UUID.randomUUID(),
                        "memo",
                        "buy milk",
                        null,
                        Instant.now().minusSeconds(1),
                        Map.of()));
        assertThat(found("milk", Mode.ALL_WORDS)).containsExactly(now);
    }

    @Test
    void aRecordHasTheScoreOfItsBestTextAndFieldsAreHeldBeforeTheCut() {
        UUID ada = entity("Ada", "");
        UUID bob = entity("Bob", "");
        handle.text().put(new TextDocument(ada, "a", "engine", "engine engine engine"));
        handle.text().put(new TextDocument(ada, "b", "", "an engine among many other words that are not it"));
        handle.text().put(new TextDocument(bob, "b", "", "an engine"));
        List<SearchHit> hits = handle.text().search(TextQuery.of("engine", 10)).hits();
        assertThat(hits.stream().map(SearchHit::subject)).containsExactly(ada, bob);
        assertThat(hits.getFirst().score()).isGreaterThan(hits.getLast().score());
        assertThat(hits).allMatch(hit -> hit.score() > 0);
        TextQuery onlyB = new TextQuery("engine", Mode.ALL_WORDS, 1, Set.of("b"), Filter.ALL);
        assertThat(handle.text().search(onlyB).hits().stream().map(SearchHit::subject))
                .containsExactly(bob);
        TextQuery records = new TextQuery("engine", Mode.ALL_WORDS, 10, Set.of("record"), Filter.ALL);
        assertThat(handle.text().search(records).hits()).isEmpty();
    }

    @Test
    void theFilterHoldsBeforeTheCut() {
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            drafts.add(EntityDraft.of(i % 100 == 99 ? "Rare" : "Usual", Map.of("name", "stone", "rank", i)));
        }
        handle.entities().upsertAll(drafts, BatchMode.ATOMIC);
        Filter rare = Filter.field(RecordField.LABEL).equalTo("Rare");
        var result = handle.text().search(new TextQuery("stone", Mode.ALL_WORDS, 10, Set.of(), rare));
        assertThat(result.hits()).hasSize(10);
        assertThat(result.candidates()).isEqualTo(10);
        assertThat(result.hits().stream().map(hit -> hit.subject().toString())).isSorted();
    }

    @Test
    void anotherTenantsTextsChangeNoScore() {
        entity("stone age", "");
        entity("bronze age", "");
        List<SearchHit> before = handle.text().search(TextQuery.of("stone", 10)).hits();
        for (int i = 0; i < 50; i++) {
            stores.in("other", "default").entities().upsert(EntityDraft.of("N", Map.of("name", "stone " + i)));
            stores.in("local", "other").entities().upsert(EntityDraft.of("N", Map.of("name", "stone " + i)));
        }
        assertThat(handle.text().search(TextQuery.of("stone", 10)).hits()).isEqualTo(before);
        assertThat(stores.reading("local", "other", "default")
                        .text()
                        .search(TextQuery.of("stone", 100))
                        .hits())
                .hasSize(51)
                .containsAll(before);
        assertThat(stores.reading("local", "other", "default").text().statistics().stream()
                        .map(TextStatistics::documents))
                .containsExactly(50L, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "red apple | A",
                "red AND apple | A",
                "apple OR pear | A B",
                "red apple OR green pear | A B",
                "red (apple OR pear) | A",
                "\"red apple\" | A",
                "\"apple red\" | ",
                "app* | A",
                "apple -red | ",
                "pear -red | B",
                "-red pear | B",
                "fruit -\"red apple\" | B",
                "fruit -re* | B",
                "(fruit) | A B",
                "fruit & pear | B",
                "🎉 pear | B",
                "🎉 | ",
                "red-apple | A",
                "apple-red | ",
                "\"OR\" | ",
                "OR2 OR pear | B",
            })
    void expressionsAreReadAsTheyAreWritten(String text, String expected) {
        UUID apple = entity("red apple", "fruit");
        UUID pear = entity("green pear", "fruit");
        List<UUID> wanted = new ArrayList<>();
        if (expected != null && expected.contains("A")) {
            wanted.add(apple);
        }
        if (expected != null && expected.contains("B")) {
            wanted.add(pear);
        }
        assertThat(found(text, Mode.EXPRESSION)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a OR | line 1, column 5",
                "AND a | line 1, column 1",
                "(a | line 1, column 1",
                "a ) | line 1, column 3",
                "a \"b | line 1, column 3",
                "a - b | line 1, column 3",
                "-a | line 1, column 1",
                "a OR -b | line 1, column 6",
                "* | line 1, column 1",
                "\"a\"* | line 1, column 4",
                "() | line 1, column 2",
                "-(a) b | line 1, column 1",
                "`a\nb OR` | line 2, column 5",
            })
    void anExpressionThatDoesNotReadIsRefusedWithThePlace(String text, String place) {
        assertThatThrownBy(() -> found(text.replace("`", ""), Mode.EXPRESSION))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(place);
    }

    @Test
    void expressionsNestAsDeepAsTheyMayAndNoDeeper() {
        UUID id = entity("a b", "");
        String deep = "(a OR (b ".repeat(8) + "a" + "))".repeat(8);
        assertThat(found(deep, Mode.EXPRESSION)).containsExactly(id);
        assertThatThrownBy(() -> found("(".repeat(40) + "a" + ")".repeat(40), Mode.EXPRESSION))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aQueryOfTooManyWordsIsRefused() {
        String words = "w ".repeat(2000);
        assertThat(found(words, Mode.ANY_WORD)).isEmpty();
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            distinct.append('w').append(i).append(' ');
        }
        UUID id = entity("w999", "");
        assertThat(found(distinct.toString(), Mode.ANY_WORD)).containsExactly(id);
        assertThat(found(distinct.toString(), Mode.ALL_WORDS)).isEmpty();
        assertThat(found(distinct.toString(), Mode.PHRASE)).isEmpty();
        assertThat(found(distinct.toString(), Mode.EXPRESSION)).isEmpty();
        assertThatThrownBy(() -> found(distinct + "more", Mode.ANY_WORD)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "x\udc00y"})
    void textThatNoDatabaseCanHoldIsRefused(String text) {
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> found(text, mode)).isInstanceOf(InvalidInputException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"english, running, run", "unicode, café, CAFE", "trigram, weatherman, the"})
    void theConfiguredTokenizerCutsTheWords(String tokenizer, String text, String query, @TempDir Path folder) {
        try (TestStores own = TestStores.open("sqlite:" + folder.resolve("t.db"), TextTokenizer.of(tokenizer))) {
            UUID id = UUID.randomUUID();
            own.in().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", text)));
            assertThat(own.in().text().search(TextQuery.of(query, 5)).hits().stream()
                            .map(SearchHit::subject))
                    .containsExactly(id);
            assertThat(own.in().text().statistics()).containsExactly(new TextStatistics(1, tokenizer));
        }
    }

    @Test
    void anIndexKeepsItsTokenizerUntilItIsRebuilt(@TempDir Path folder) {
        String url = "sqlite:" + folder.resolve("t.db");
        UUID id = UUID.randomUUID();
        try (TestStores first = TestStores.open(url, TextTokenizer.UNICODE)) {
            first.in().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", "running")));
        }
        try (TestStores second = TestStores.open(url, TextTokenizer.ENGLISH)) {
            var text = second.in().text();
            assertThat(text.statistics()).containsExactly(new TextStatistics(1, "unicode"));
            assertThat(text.search(TextQuery.of("run", 5)).hits()).isEmpty();
            long version = text.rebuild().version();
            assertThat(version).isEqualTo(1);
            assertThat(text.statistics()).containsExactly(new TextStatistics(1, "english"));
            assertThat(text.search(TextQuery.of("run", 5)).hits()).hasSize(1);
        }
    }

    @Test
    void aBadItemFailsAloneOrWithItsBatch() {
        UUID id = entity("Ada", "");
        UUID nobody = UUID.randomUUID();
        List<TextDocument> documents = List.of(
                new TextDocument(id, "a", "", "good"),
                new TextDocument(nobody, "a", "", "lost"),
                new TextDocument(id, "record", "", "own"),
                new TextDocument(id, "b", "", ""));
        BatchResult result = handle.text().putAll(documents, BatchMode.BEST_EFFORT);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.failures().stream().map(BatchResult.Failure::index)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> handle.text().putAll(documents, BatchMode.ATOMIC))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Item 1");
        assertThat(handle.text().get(id, "a")).contains(documents.getFirst());
        assertThat(handle.text().delete(id, "a").existed()).isEqualTo(1);
        assertThat(handle.text().delete(id, "a").existed()).isZero();
        assertThat(found("good", Mode.ALL_WORDS)).isEmpty();
    }

    private UUID entity(String name, String description) {
        UUID id = UUID.randomUUID();
        handle.entities().upsert(new EntityDraft(id, List.of(), Map.of("name", name, "description", description)));
        return id;
    }

    private List<UUID> found(String text, Mode mode) {
        return handle.text().search(TextQuery.of(text, 100).as(mode)).hits().stream()
                .map(SearchHit::subject)
                .toList();
    }
}
