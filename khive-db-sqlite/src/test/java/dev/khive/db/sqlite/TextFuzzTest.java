package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextQuery.Mode;
import dev.khive.db.sql.search.TextIndexDialect;
import dev.khive.db.sql.search.TextTokenizer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextFuzzTest {
    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "*",
            "^",
            ":",
            "(",
            ")",
            "{",
            "}",
            "-",
            "+",
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "NEAR",
            "title:",
            "a",
            "ab",
            "abc",
            "Ünïcödé",
            "e\u0301",
            "東京",
            "日",
            "हिन्दी",
            "مرحبا",
            "👩‍👩‍👧",
            "🤣",
            "ﬁ",
            "İ",
            "ß",
            " ",
            "\t",
            "\n",
            "\u00a0",
            "\u200b",
            "\u2028",
            "\ufffd",
            "\uffff",
            "\udbff\udfff",
            "%",
            "_",
            ";",
            "--",
            "/*",
            "\\",
            "$.",
            "0",
            "1.5",
            "x'41'",
            "?",
            "\u0001",
            "rowid",
            "rank",
            "bm25(",
            "\u19b0");

    @ParameterizedTest
    @EnumSource
    void anyTextIsASafeQueryAndFindsItself(TextTokenizer tokenizer, @TempDir Path folder) {
        Random random = new Random(20261120);
        try (TestStores stores = TestStores.open("sqlite:" + folder.resolve("fuzz.db"), tokenizer)) {
            for (int round = 0; round < 600; round++) {
                String text = text(random);
                UUID id = UUID.randomUUID();
                stores.in().entities().upsert(new EntityDraft(id, List.of(), Map.of("name", text)));
                boolean hasWords = !tokenizer.words(text).isEmpty();
                for (Mode mode : List.of(Mode.ALL_WORDS, Mode.ANY_WORD, Mode.PREFIX)) {
                    assertFound(stores, text, mode, hasWords, id);
                }
                assertFound(stores, text, Mode.PHRASE, !tokenizer.phrase(text).isEmpty(), id);
                expression(stores, text);
            }
        }
    }

    /** Where Java and FTS5 disagreed on what a letter is, words would be lost in silence. */
    @Test
    void everyWordOfOneLetterOrNumberIsOneForTheDatabaseToo() {
        try (SqliteDatabase database = TestDatabases.open("sqlite::memory:")) {
            List<TextIndexDialect.IndexedText> words = IntStream.range(1, 0x110000)
                    .filter(point -> point < 0xd800 || point >= 0xe000)
                    .mapToObj(point -> new TextIndexDialect.IndexedText(point, Character.toString(point), ""))
                    .filter(text -> !TextTokenizer.UNICODE.words(text.title()).isEmpty())
                    .toList();
            assertThat(words).hasSizeGreaterThan(250_000);
            Fts5Index index = new Fts5Index();
            List<String> lost = database.write(session -> {
                index.create(session, 1, TextTokenizer.UNICODE);
                index.add(session, 1, words);
                session.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(text_1, instance)");
                Set<Long> seen =
                        new HashSet<>(session.query("SELECT DISTINCT doc FROM seen", List.of(), row -> row.integer(1)));
                return words.stream()
                        .filter(text -> !seen.contains(text.docId()))
                        .map(text -> Long.toHexString(text.docId()))
                        .toList();
            });
            assertThat(lost).isEmpty();
        }
    }

    private static void assertFound(TestStores stores, String text, Mode mode, boolean hasWords, UUID id) {
        List<UUID> found = stores.in().text().search(TextQuery.of(text, 10_000).as(mode)).hits().stream()
                .map(SearchHit::subject)
                .toList();
        if (hasWords) {
            assertThat(found).as("%s of <%s>", mode, text).contains(id);
        } else {
            assertThat(found).as("%s of <%s>", mode, text).isEmpty();
        }
    }

    private static void expression(TestStores stores, String text) {
        try {
            stores.in().text().search(TextQuery.of(text, 10).as(Mode.EXPRESSION));
        } catch (InvalidInputException refused) {
            assertThat(refused).hasMessageContaining("line ");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(8) == 0) {
                int point = random.nextInt(1, 0x110000);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            if (random.nextBoolean()) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
