package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class StatementParserTest {
    private final StatementParser parser = new StatementParser();

    @Test
    void queryGoesOnUntilItsSemicolon() {
        assertThatExceptionOfType(EOFError.class)
                .isThrownBy(() -> parser.parse("MATCH (n)", 9, ParseContext.ACCEPT_LINE));
        assertThat(parser.parse("MATCH (n)\nRETURN n;", 19, ParseContext.ACCEPT_LINE)
                        .line())
                .isEqualTo("MATCH (n)\nRETURN n;");
    }

    @Test
    void commandIsOneLineAndExplainIsNot() {
        assertThat(StatementParser.complete(":quit")).isTrue();
        assertThat(StatementParser.complete(":explain MATCH (n)")).isFalse();
        assertThat(StatementParser.complete("")).isTrue();
    }

    @Test
    void completionSeesTheWordUnderTheCursor() {
        assertThat(parser.parse("MATCH (n:Pers", 13, ParseContext.COMPLETE).word())
                .isEqualTo(":Pers");
        assertThat(parser.parse("MA", 2, ParseContext.COMPLETE).word()).isEqualTo("MA");
    }
}
