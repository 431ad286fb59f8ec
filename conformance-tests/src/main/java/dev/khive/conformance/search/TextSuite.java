package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.TextStatistics;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full-text search: how a query is read, what is indexed, how hits are ranked. */
@Requires({Capability.TEXT, Capability.NOTES})
public abstract class TextSuite extends Suite {

    private static final String FIELD = "words";
    private final Map<String, UUID> byName = new HashMap<>();

    /** A suite over the databases of a run. */
    protected TextSuite(Databases databases) {
        super(databases);
    }

    private TextSearch text() {
        return storage().text();
    }

    private UUID entity(String name) {
        UUID id = RecordIds.ofName("text " + name);
        byName.put(name, id);
        storage().entities().upsert(new EntityDraft(id, List.of("Thing"), Map.of("key", name)));
        return id;
    }

    /** Writes a text of a new entity that is known by a name. */
    private void put(String name, String body) {
        text().put(new TextDocument(entity(name), FIELD, "", body));
    }

    private List<String> names(TextQuery query) {
        Map<UUID, String> names = new HashMap<>();
        byName.forEach((name, id) -> names.put(id, name));
        return text().search(query).hits().stream()
                .map(hit -> Objects.requireNonNull(names.get(hit.subject())))
                .toList();
    }

    private void putBirds() {
        put("heron", "the grey heron waits beside the water");
        put("stork", "a white stork waits on the roof");
        put("gull", "grey gull over grey water");
        put("owl", "the owl waits");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            ALL_WORDS | grey water           | gull heron
            ALL_WORDS | water grey           | gull heron
            ALL_WORDS | grey stork           | nothing
            ALL_WORDS | GREY Water           | gull heron
            ALL_WORDS | wat                  | nothing
            ALL_WORDS | grey OR stork        | nothing
            ALL_WORDS | grey, water!         | gull heron
            ANY_WORD  | stork owl            | owl stork
            ANY_WORD  | stork nobody         | stork
            ANY_WORD  | nobody               | nothing
            PHRASE    | grey heron           | heron
            PHRASE    | heron grey           | nothing
            PHRASE    | grey water           | gull
            PREFIX    | wai                  | heron owl stork
            PREFIX    | grey her             | heron
            PREFIX    | gre her              | nothing
            EXPRESSION| grey water           | gull heron
            EXPRESSION| stork OR owl         | owl stork
            EXPRESSION| "grey heron" OR owl  | heron owl
            EXPRESSION| wai* -stork          | heron owl
            EXPRESSION| (stork OR owl) roof  | stork
            EXPRESSION| grey -"grey heron"   | gull
            """)
    void modesReadAQueryAsTheySay(TextQuery.Mode mode, String query, String expected) {
        putBirds();

        assertThat(names(TextQuery.of(query, 10).as(mode)))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"grey", "(grey", "grey)", "grey OR", "OR grey", "-", "()", "*", "grey AND"})
    void anExpressionThatDoesNotFollowTheLanguageIsRefused(String expression) {
        putBirds();

        Refusal.of(
                InvalidInputException.class,
                () -> text().search(TextQuery.of(expression, 10).as(TextQuery.Mode.EXPRESSION)));
    }

    static Stream<String> strangeTexts() {
        return Stream.of(
                "'",
                "\"",
                "\"\"",
                "$",
                "-",
                "--",
                ".",
                "/",
                "*",
                "^",
                "(",
                ")",
                "{a b}: c",
                "NEAR",
                "NEAR(a b, 2)",
                "AND",
                "OR",
                "NOT",
                "a AND",
                "NOT a",
                "title:a",
                "a:b",
                "+a",
                "a-b",
                "o'clock",
                "100%",
                "_",
                "SELECT * FROM node; DROP TABLE node",
                "\\",
                "a\\\"b",
                "\u0001",
                "\uD83D\uDE00",
                "\u202Eabc",
                "ab",
                "x",
                "'; --",
                "a".repeat(10_000),
                "a ".repeat(1_000));
    }

    @ParameterizedTest
    @MethodSource("strangeTexts")
    void anyTextIsASafeQuery(String strange) {
        putBirds();

        for (TextQuery.Mode mode : List.of(
                TextQuery.Mode.ALL_WORDS, TextQuery.Mode.ANY_WORD, TextQuery.Mode.PHRASE, TextQuery.Mode.PREFIX)) {
            assertThat(text().search(TextQuery.of(strange, 10).as(mode)).hits()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void aTextOfVeryManyWordsIsAnsweredOrRefusedWithItsBound() {
        put("it", "word " + IntStream.range(0, 5_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")));
        for (int words : List.of(1_000, 1_001, 5_000)) {
            String query = IntStream.range(0, words).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
            for (TextQuery.Mode mode :
                    List.of(TextQuery.Mode.ALL_WORDS, TextQuery.Mode.ANY_WORD, TextQuery.Mode.PHRASE)) {
                Throwable thrown = catchThrowable(
                        () -> assertThat(names(TextQuery.of(query, 5).as(mode))).containsExactly("it"));
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(InvalidInputException.class).hasMessageContaining("1000");
                    assertThat(words).isGreaterThan(1_000);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "!?", "\t\n", "- -"})
    void aTextWithoutAnyWordFindsNothing(String text) {
        putBirds();

        for (TextQuery.Mode mode : List.of(
                TextQuery.Mode.ALL_WORDS, TextQuery.Mode.ANY_WORD, TextQuery.Mode.PHRASE, TextQuery.Mode.PREFIX)) {
            assertThat(text().search(TextQuery.of(text, 10).as(mode)).hits()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"naïve", "Straße", "Привет", "日本語", "ﬁn", "x1", "ab"})
    void wordsOfAnyScriptAreFound(String word) {
        put("it", "before " + word + " after");
        put("other", "something else");

        assertThat(names(TextQuery.of(word, 10))).containsExactly("it");
    }

    @Test
    void wordsJoinedByPunctuationAreWordsOfTheirOwn() {
        put("it", "java.util.Map and end-to-end, well/done");

        for (String word : List.of("util", "map", "end", "done", "java.util.Map", "end-to-end")) {
            assertThat(names(TextQuery.of(word, 10))).as(word).containsExactly("it");
        }
    }

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

    private List<UUID> subjects(String word) {
        return text().search(TextQuery.of(word, 10)).hits().stream()
                .map(SearchHit::subject)
                .toList();
    }

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

    @Test
    void theContentOfANoteIsIndexedByItself() {
        NoteDraft note = NoteDraft.of("fact", "Herons wade.");
        storage().notes().upsert(note);

        assertThat(subjects("herons")).containsExactly(note.id());
        assertThat(text().get(note.id(), TextDocument.RECORD_FIELD))
                .contains(new TextDocument(note.id(), TextDocument.RECORD_FIELD, "", "Herons wade."));
    }

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

    @Test
    void aRecordWithSeveralTextsIsFoundOnceByTheBestOfThem() {
        UUID id = entity("it");
        text().put(new TextDocument(id, "first", "grey", "grey grey"));
        text().put(new TextDocument(id, "second", "", "grey and many other words that make it long"));

        List<SearchHit> hits = text().search(TextQuery.of("grey", 10)).hits();
        double first = text().search(new TextQuery("grey", TextQuery.Mode.ALL_WORDS, 10, Set.of("first"), Filter.ALL))
                .hits()
                .getFirst()
                .score();

        assertThat(hits).extracting(SearchHit::subject).containsExactly(id);
        assertThat(hits.getFirst().score()).isEqualTo(first);
    }

    @Test
    void onlyTheNamedFieldsAreSearched() {
        UUID id = entity("it");
        text().put(new TextDocument(id, "first", "", "heron"));
        text().put(new TextDocument(id, "second", "", "stork"));

        assertThat(names(inField("heron", "first"))).containsExactly("it");
        assertThat(names(inField("heron", "second"))).isEmpty();
        assertThat(names(inField("heron", "first", "second"))).containsExactly("it");
        assertThat(names(inField("heron", "nowhere"))).isEmpty();
    }

    private static TextQuery inField(String word, String... fields) {
        return new TextQuery(word, TextQuery.Mode.ALL_WORDS, 10, Set.of(fields), Filter.ALL);
    }

    @Test
    void titleAndBodyAreSearchedAndReadAsTheyWere() {
        TextDocument document = new TextDocument(entity("it"), FIELD, "Grey 'Heron'", "Wades\n\tslowly.");

        text().put(document);

        assertThat(text().get(document.subject(), FIELD)).contains(document);
        assertThat(names(TextQuery.of("heron", 10))).containsExactly("it");
        assertThat(names(TextQuery.of("slowly", 10))).containsExactly("it");
    }

    @Test
    void aNewTextTakesThePlaceOfTheOldOne() {
        put("it", "heron");
        put("it", "stork");

        assertThat(names(TextQuery.of("heron", 10))).isEmpty();
        assertThat(names(TextQuery.of("stork", 10))).containsExactly("it");
        assertThat(text().statistics()).extracting(TextStatistics::documents).containsExactly(1L);
    }

    @Test
    void deleteTakesOneText() {
        put("it", "heron");
        UUID id = entity("it");

        assertThat(text().delete(id, FIELD).existed()).isEqualTo(1);
        assertThat(text().delete(id, FIELD).existed()).isZero();

        assertThat(text().get(id, FIELD)).isEmpty();
        assertThat(names(TextQuery.of("heron", 10))).isEmpty();
    }

    @Test
    void aTextNeedsAWordAndALiveNode() {
        UUID id = entity("it");

        Refusal.of(InvalidInputException.class, () -> text().put(new TextDocument(id, FIELD, "", "")));
        Refusal.of(NotFoundException.class, () -> text().put(new TextDocument(RecordIds.next(), FIELD, "", "heron")));
    }

    @Test
    void hitsHaveScoresAboveZeroBestFirst() {
        putBirds();

        List<SearchHit> hits = text().search(
                        TextQuery.of("grey water waits the", 10).as(TextQuery.Mode.ANY_WORD))
                .hits();

        assertThat(hits).hasSize(4).allMatch(hit -> hit.score() > 0).allMatch(hit -> Double.isFinite(hit.score()));
        Ranking.assertSorted(hits);
        assertThat(hits).allMatch(hit -> hit.namespace().equals(scope().namespace()));
    }

    @Test
    void moreOccurrencesRankHigherAtTheSameLength() {
        put("once", "grey bird bird bird");
        put("twice", "grey grey bird bird");
        put("other", "something else entirely here");

        assertThat(names(TextQuery.of("grey", 10))).containsExactly("twice", "once");
    }

    @Test
    void aShorterTextRanksHigherWithTheSameOccurrences() {
        put("long", "grey " + "filler ".repeat(30));
        put("short", "grey filler");
        put("other", "something else");

        assertThat(names(TextQuery.of("grey", 10))).containsExactly("short", "long");
    }

    @Test
    void aRarerWordWeighsMore() {
        put("common", "usual common");
        put("rare", "usual rare");
        for (int i = 0; i < 5; i++) {
            put("filler " + i, "usual common");
        }

        assertThat(names(TextQuery.of("common rare", 10).as(TextQuery.Mode.ANY_WORD))
                        .getFirst())
                .isEqualTo("rare");
    }

    @Test
    void equalScoresSortById() {
        for (int i = 0; i < 8; i++) {
            put("same " + i, "grey heron");
        }

        List<SearchHit> hits = text().search(TextQuery.of("heron", 5)).hits();

        assertThat(hits).hasSize(5);
        Ranking.assertSorted(hits);
        assertThat(hits.stream().map(SearchHit::score).distinct()).hasSize(1);
    }

    @Test
    void textsOfOtherScopesChangeNoScore() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey heron", 10)).hits();

        for (Scope other : List.of(Scope.of(scope().tenant(), "another"), newScope())) {
            for (int i = 0; i < 20; i++) {
                EntityDraft entity = EntityDraft.of("Thing", Map.of("name", "grey heron"));
                backend().in(other).entities().upsert(entity);
                backend()
                        .in(other)
                        .text()
                        .put(new TextDocument(entity.id(), FIELD, "", "heron heron heron words words words"));
            }
        }

        assertThat(text().search(TextQuery.of("grey heron", 10)).hits()).isEqualTo(before);
    }

    @Test
    void deletedTextsChangeNoScoreAnyMore() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey heron", 10)).hits();
        put("passing", "grey heron grey heron");
        storage().entities().delete(entity("passing"), DeleteMode.HARD);

        assertThat(text().search(TextQuery.of("grey heron", 10)).hits()).isEqualTo(before);
    }

    @Test
    void statisticsCountTheTextsOfLiveNodes() {
        putBirds();
        storage().entities().delete(entity("owl"), DeleteMode.SOFT);

        assertThat(text().statistics()).extracting(TextStatistics::documents).containsExactly(3L);
        assertThat(text().statistics())
                .allMatch(statistics -> !statistics.tokenizer().isBlank());
    }

    @Test
    void rebuildChangesNoAnswer() {
        putBirds();
        List<SearchHit> before = text().search(TextQuery.of("grey water", 10)).hits();

        text().rebuild();

        assertThat(text().search(TextQuery.of("grey water", 10)).hits()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void kIsOneUpToTheBound(int k) {
        put("it", "heron");

        Refusal.of(InvalidInputException.class, () -> text().search(TextQuery.of("heron", k)));
        assertThat(text().search(TextQuery.of("heron", backend().bounds().results()))
                        .hits())
                .hasSize(1);
    }

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
