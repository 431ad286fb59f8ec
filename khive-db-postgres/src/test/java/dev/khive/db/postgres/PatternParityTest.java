package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.value.GraphJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Regular expressions match in PostgreSQL what they do in Java, or are refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatternParityTest {
    private static final long SEED = Long.getLong("khive.parity.seed", 20_261_121);
    private static final int RANDOM_PATTERNS = Integer.getInteger("khive.parity.tuples", 2_000);

    private static final List<String> TEXTS = List.of(
            "", "a", "A", "b", "ab", "ba", "abc", "aab", "ABC", "a b", " a", "a.b", "a-b", "a]b", "a\\b", "a^b", "a$b",
            "1", "12", "a1", "_", "é", "É", "ß", "ſ", "K", "\u212a", "ı", "x\ny", "\n", "\r\n", "a\n", "\u0085",
            "\u2028", "\u000b", "\t", "\u00a0", "😀", "a😀b", "e\u0301", "{}", "(a)", "a|b", "foo bar", "foobar",
            "bar");

    /** What can be answered, each with some text that matches. */
    private static final List<String> ANSWERED = List.of(
            "",
            "a",
            "a*",
            "a+b",
            "a?b?c?",
            "a??b",
            "a*?b",
            "(a|b)*",
            "(?:ab|a)b?",
            "a|",
            "|a",
            "()",
            "(|a)b",
            ".",
            "..",
            ".*",
            ".*b.*",
            "a.b",
            "(?s).*",
            "(?s)x.y",
            "(?i)abc",
            "(?i)[a-c]+",
            "(?i)É",
            "(?i)[^a]",
            "(?is)A.*",
            "(?i)K",
            "(?i)ſ",
            "[abc]",
            "[^abc]",
            "[a-c]{2}",
            "[a-]b?",
            "[-a]",
            "[a\\-b]",
            "[\\]a]",
            "[.]",
            "[a^]",
            "[+*?]",
            "[^\\d]",
            "[\\D]",
            "[\\w.-]+",
            "[^\\W]",
            "[\\S]",
            "[&]",
            "[a&b]",
            "[--a]",
            "[!--]",
            "[a-c-e]",
            "[\\w-z]+",
            "[é-ü]",
            "[\\x41-\\x5A]+",
            "[\\u0041]",
            "[\\t\\n]",
            "\\d",
            "\\D",
            "\\w+",
            "\\W",
            "\\s",
            "\\S+",
            "\\h",
            "\\H",
            "\\v",
            "\\V",
            "\\.",
            "\\\\",
            "a\\.b",
            "\\Qa.b\\E",
            "\\Qa\\E*",
            "\\Q",
            "\\Q\\E",
            "a\\Q\\E+",
            "\\x41",
            "\\x{1F600}",
            "\\u00e9",
            "\\0101",
            "\\t",
            "\\n",
            "\\cI",
            "\\p{Alpha}",
            "\\p{Punct}+",
            "\\P{Digit}",
            "\\p{ASCII}*",
            "[\\p{Upper}x]",
            "^a",
            "a$",
            "^a$",
            "(^a$)",
            "a$|b",
            "\\Aa\\z",
            "a{2}b",
            "a{0}",
            "a{1,}b",
            "a{0,2}b?",
            "(a{2}){2}|ab",
            "\\d{1,100}x?\\w{0,200}[ab]{0,50}",
            "(?=a).*",
            "(?!a).*",
            "(?!.*b)a.*",
            "a(?=b)b",
            "\\bfoo\\b.*",
            ".*\\Bbar",
            "foo\\b bar",
            "(?<name>a)b",
            "]",
            "}",
            "a}",
            "a]b",
            "\\{\\}",
            "\\(a\\)",
            "a\\|b",
            "é",
            "ß",
            "😀",
            "a😀b",
            "[😀]",
            "[^a]😀b",
            "e.",
            "(a|ab)(c|bcd)?",
            "(a*)*",
            "(a*)+b?",
            "(a?){3}",
            "((a)|b)+",
            "foo(bar)?( bar)?",
            " a",
            "#a",
            "a b",
            "~",
            "=",
            "a=b",
            "&&",
            "\\#",
            "\\é",
            "\\-",
            "\\ ",
            "[ ]a",
            "\\e",
            "\\a",
            "\\f",
            "x\\ny",
            "x\\Ry",
            "x\\sy");

    /** What means something else in PostgreSQL, or nothing. */
    private static final List<String> REFUSED = List.of(
            "a*+b",
            "(?>a)b",
            "(a)\\1",
            "(?<=a)b",
            "(?<!a)b",
            "(?m)^a",
            "(?x)a b",
            "(?u)é",
            "(?i:a)b",
            "a(?i)b",
            "\\p{L}",
            "\\p{IsLatin}",
            "\\pL",
            "\\X",
            "\\G",
            "\\Z",
            "a$b",
            "a$\\n",
            "[a[b]]",
            "[a&&b]",
            "[]a]",
            "[^]a]",
            "a{256}",
            "a{300,}",
            "(?i)\\p{Lower}",
            "\\N{LATIN SMALL LETTER A}",
            "\\k<a>",
            "a{2}{3}",
            "^*a",
            "(?=a)*",
            "[\\H]",
            "\\b{g}",
            "[\\Qa\\E]",
            "(a{100}){100}",
            "(^a?)*b",
            "(\\bfoo)+ ");

    private static final List<String> WRONG = List.of(
            "*", "+a", "?", "a**", "a+*", "(", "(a", ")", "a)", "[", "[a", "[^", "[z-a]", "{", "a{", "a{x}", "a{2,1}",
            "a{,2}", "\\", "\\x1", "\\u12", "\\y", "\\j", "[\\y]", "(*a)", "a|*", "(?", "(?a)", "x{1", "\\0", "\\x{}");

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "c",
            "A",
            ".",
            "1",
            "é",
            "\\d",
            "\\w",
            "\\s",
            "\\W",
            "[ab]",
            "[^a]",
            "[a-c1]",
            "[\\d_]",
            "\\.",
            "-",
            " ",
            "^",
            "\\b",
            "(?=a)",
            "(?!b)",
            "\\n",
            "[\\S]",
            "(?:)",
            "\\p{Lower}",
            "\\Qa.\\E");

    private FunctionParity parity;

    @BeforeAll
    void open() throws SQLException {
        parity = FunctionParity.open();
    }

    @AfterAll
    void close() throws SQLException {
        if (parity != null) {
            parity.close();
        }
    }

    /** Each pattern with each text. */
    private static List<List<String>> tuples(List<String> patterns) {
        List<List<String>> tuples = new ArrayList<>();
        for (String pattern : patterns) {
            for (String text : TEXTS) {
                tuples.add(List.of(GraphJson.write(text), GraphJson.write(pattern)));
            }
        }
        return tuples;
    }

    @Test
    void whatBothReadAlikeIsAnswered() throws SQLException {
        long before = parity.refused();
        List<String> ascii = TEXTS.stream()
                .filter(text -> text.chars().allMatch(letter -> letter < 128))
                .toList();
        parity.assertSame("matches", tuples(ANSWERED), 0, true);
        long boundaries = ANSWERED.stream()
                .filter(each -> each.toLowerCase(java.util.Locale.ROOT).contains("\\b"))
                .count();
        assertThat(parity.refused() - before)
                .as("refused are the bounds of words in text beyond ASCII, and \\R")
                .isEqualTo(boundaries * (TEXTS.size() - ascii.size()) + TEXTS.size());
    }

    @Test
    void whatTheyReadOtherwiseIsRefused() throws SQLException {
        long before = parity.refused();
        List<List<String>> tuples = tuples(REFUSED);
        parity.assertSame("matches", tuples, 0, true);
        assertThat(parity.refused() - before).isEqualTo(tuples.size());
    }

    @Test
    void whatIsNoPatternIsAnErrorOrRefused() throws SQLException {
        parity.assertSame("matches", tuples(WRONG), 0, true);
    }

    @Test
    void valuesThatAreNoTextMatchNothing() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        for (String value : ValueCorpus.all()) {
            tuples.add(List.of(value, "\"a\""));
            tuples.add(List.of("\"a\"", value));
        }
        parity.assertSame("matches", tuples, 0, true);
    }

    @Test
    void randomPatternsMatchTheSame() throws SQLException {
        Random random = new Random(SEED);
        List<List<String>> tuples = new ArrayList<>();
        for (int count = 0; count < RANDOM_PATTERNS; count++) {
            String pattern = (random.nextInt(4) == 0 ? "(?i)" : "") + pattern(random, 3);
            IntStream.range(0, 6)
                    .mapToObj(each -> each < 3 ? text(random) : TEXTS.get(random.nextInt(TEXTS.size())))
                    .forEach(text -> tuples.add(List.of(GraphJson.write(text), GraphJson.write(pattern))));
        }
        parity.assertSame("matches", tuples, 0, true);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            text.append("aaabbcA1é.\n_ -".charAt(random.nextInt(14)));
        }
        return text.toString();
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int size = 1 + random.nextInt(3); size > 0; size--) {
            pattern.append(
                    depth > 0 && random.nextInt(3) == 0
                            ? "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")"
                            : PIECES.get(random.nextInt(PIECES.size())));
            pattern.append(List.of("", "", "", "*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{0,}")
                    .get(random.nextInt(11)));
        }
        return pattern.toString();
    }
}
