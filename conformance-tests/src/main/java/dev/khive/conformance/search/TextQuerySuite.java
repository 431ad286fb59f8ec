package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.util.List;
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

/** How a text query is read: its modes, its language, and any text at all. */
public abstract class TextQuerySuite extends TextFixture {

    /** A suite over the databases of a run. */
    protected TextQuerySuite(Databases databases) {
        super(databases);
    }

    @Rule("TEXT-013")
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

    @Rule("TEXT-014")
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

    @Rule("TEXT-015")
    @ParameterizedTest
    @MethodSource("strangeTexts")
    void anyTextIsASafeQuery(String strange) {
        putBirds();

        for (TextQuery.Mode mode : List.of(
                TextQuery.Mode.ALL_WORDS, TextQuery.Mode.ANY_WORD, TextQuery.Mode.PHRASE, TextQuery.Mode.PREFIX)) {
            assertThat(text().search(TextQuery.of(strange, 10).as(mode)).hits()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Rule("TEXT-016")
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

    @Rule("TEXT-017")
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "!?", "\t\n", "- -"})
    void aTextWithoutAnyWordFindsNothing(String text) {
        putBirds();

        for (TextQuery.Mode mode : List.of(
                TextQuery.Mode.ALL_WORDS, TextQuery.Mode.ANY_WORD, TextQuery.Mode.PHRASE, TextQuery.Mode.PREFIX)) {
            assertThat(text().search(TextQuery.of(text, 10).as(mode)).hits()).isEmpty();
        }
    }

    @Rule("TEXT-018")
    @ParameterizedTest
    @ValueSource(strings = {"naïve", "Straße", "Привет", "日本語", "ﬁn", "x1", "ab"})
    void wordsOfAnyScriptAreFound(String word) {
        put("it", "before " + word + " after");
        put("other", "something else");

        assertThat(names(TextQuery.of(word, 10))).containsExactly("it");
    }

    @Rule("TEXT-019")
    @Test
    void wordsJoinedByPunctuationAreWordsOfTheirOwn() {
        put("it", "java.util.Map and end-to-end, well/done");

        for (String word : List.of("util", "map", "end", "done", "java.util.Map", "end-to-end")) {
            assertThat(names(TextQuery.of(word, 10))).as(word).containsExactly("it");
        }
    }

    @Rule("TEXT-020")
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

    @Rule("TEXT-021")
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void kIsOneUpToTheBound(int k) {
        put("it", "heron");

        Refusal.of(InvalidInputException.class, () -> text().search(TextQuery.of("heron", k)));
        assertThat(text().search(TextQuery.of("heron", backend().bounds().results()))
                        .hits())
                .hasSize(1);
    }
}
