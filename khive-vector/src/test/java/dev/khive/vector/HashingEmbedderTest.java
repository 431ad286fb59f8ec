package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashingEmbedderTest {
    private final HashingEmbedder embedder = HashingEmbedder.create();

    @Test
    void the_model_names_dimension_and_recipe() {
        assertThat(embedder.model()).isEqualTo("hashing-ngram-256@1");
        assertThat(embedder.dimension()).isEqualTo(256);
        assertThat(HashingEmbedder.ofDimension(64).model()).isEqualTo("hashing-ngram-64@1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConcurrentHashMap", "a", "7", "é", "😀", "数据库", "java.util.concurrent"})
    void a_vector_has_the_dimension_and_length_one(String text) {
        float[] vector = embedder.embed(text);

        assertThat(vector).hasSize(256);
        assertThat(Similarity.dot(vector, vector)).isEqualTo(1.0, within(1e-6));
    }

    @Test
    void vectors_are_the_same_on_every_machine() {
        assertThat(Arrays.hashCode(embedder.embed("ConcurrentHashMap"))).isEqualTo(-1946740787);
        assertThat(Arrays.hashCode(embedder.embed("Straße 42 😀 数据库"))).isEqualTo(-447554303);
    }

    @ParameterizedTest
    @CsvSource({
        "ConcurrentHashMap, hash map concurrent",
        "ConcurrentHashMap, concurrent_hash_map",
        "HTTPServer, http server",
        "base64, Base 64",
        "Cafe\u0301, caf\u00e9"
    })
    void spelling_of_compounds_makes_no_difference(String one, String other) {
        assertThat(cosine(one, other)).isEqualTo(1.0, within(1e-6));
    }

    @Test
    void what_shares_pieces_of_words_is_nearer_than_what_does_not() {
        List<String> others = List.of("LinkedBlockingQueue", "URLClassLoader", "DateTimeFormatter", "SecureRandom");

        assertThat(others).allSatisfy(other -> {
            assertThat(cosine("hash maps", "ConcurrentHashMap")).isGreaterThan(cosine("hash maps", other) + 0.2);
            assertThat(cosine("queueing", "LinkedBlockingQueue")).isGreaterThan(cosine("queueing", "HashMap") + 0.2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "--- ... !?"})
    void text_without_a_letter_digit_or_symbol_is_refused(String text) {
        assertThatThrownBy(() -> embedder.embed(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A text must have a letter, digit or symbol to be embedded, had " + text.length()
                        + " other characters.");
    }

    @Test
    void the_dimension_is_at_least_one_and_one_is_enough() {
        assertThatThrownBy(() -> HashingEmbedder.ofDimension(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The dimension of an embedder must be at least 1, was 0.");
        for (String text : List.of("a", "ab", "abc", "abcd", "a b c d e f")) {
            assertThat(Math.abs(HashingEmbedder.ofDimension(1).embed(text)[0])).isEqualTo(1f);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ConcurrentHashMap, concurrent|hash|map",
        "HTTPServer2Go, http|server|2|go",
        "snake_case-kebab.dot, snake|case|kebab|dot",
        "I❤️Java, i|❤|java",
        "ÀÉÎ, àéî",
        "X509, x|509",
        "parseURL, parse|url"
    })
    void text_is_split_into_words(String text, String words) {
        assertThat(String.join("|", WordSplitter.words(text)).replace("\ufe0f", ""))
                .isEqualTo(words);
    }

    private double cosine(String one, String other) {
        return Similarity.score(Metric.COSINE, embedder.embed(one), embedder.embed(other));
    }
}
