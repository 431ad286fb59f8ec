package dev.khive.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.value.CalendarDuration;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputFormatTest {
    private static final NodeValue ADA =
            new NodeValue(new UUID(0, 1), "default", List.of("Person"), Map.of("name", "Ada"));
    private static final NodeValue LONDON =
            new NodeValue(new UUID(0, 2), "default", List.of("City"), Map.of("name", "London"));
    private static final EdgeValue LIVED =
            new EdgeValue(new UUID(0, 3), "default", ADA.id(), LONDON.id(), "LIVED_IN", 1.0, Map.of("since", 1815L));
    private static final PathValue BACK = new PathValue(List.of(LONDON, ADA), List.of(LIVED));

    private static final String ADA_JSON =
            "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"namespace\":\"default\",\"labels\":[\"Person\"],"
                    + "\"properties\":{\"name\":\"Ada\"}}";
    private static final String LONDON_JSON =
            "{\"id\":\"00000000-0000-0000-0000-000000000002\",\"namespace\":\"default\",\"labels\":[\"City\"],"
                    + "\"properties\":{\"name\":\"London\"}}";
    private static final String LIVED_JSON =
            "{\"id\":\"00000000-0000-0000-0000-000000000003\",\"namespace\":\"default\","
                    + "\"source\":\"00000000-0000-0000-0000-000000000001\",\"relation\":\"LIVED_IN\","
                    + "\"target\":\"00000000-0000-0000-0000-000000000002\",\"weight\":1.0,\"properties\":{\"since\":1815}}";

    private static String written(
            OutputFormat format, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        StringWriter out = new StringWriter();
        RowWriter writer = format.writer(out, false);
        writer.begin(columns);
        for (List<? extends @Nullable Object> row : rows) {
            writer.row(row);
        }
        writer.end();
        return out.toString();
    }

    private static String json(@Nullable Object value) throws IOException {
        return written(OutputFormat.JSONL, List.of("v"), List.of(Arrays.asList(value)));
    }

    @Test
    void tableAlignsColumnsAndPutsNumbersToTheRight() throws IOException {
        assertThat(written(
                        OutputFormat.TABLE,
                        List.of("name", "n"),
                        List.of(Arrays.asList("Ada", 7L), Arrays.asList("Grace", 1200L))))
                .isEqualTo("""
                        name      n
                        ─────  ────
                        Ada       7
                        Grace  1200
                        """);
    }

    @Test
    void tableShowsNullLineBreaksAndGraphValuesOnOneLine() throws IOException {
        assertThat(written(
                        OutputFormat.TABLE,
                        List.of("v"),
                        List.of(
                                Arrays.asList((Object) null),
                                List.of("a\nb\t\u001b"),
                                List.of(ADA),
                                List.of(LIVED),
                                List.of(BACK))))
                .isEqualTo("""
                        v
                        ─────────────────────────
                        null
                        a\\nb\\t\\u001b
                        (:Person {"name":"Ada"})
                        [:LIVED_IN {"since":1815}]
                        London <-[:LIVED_IN]- Ada
                        """.replace("─────────────────────────\n", "──────────────────────────\n"));
    }

    @Test
    void tableOfNoRowsHasItsHeader() throws IOException {
        assertThat(written(OutputFormat.TABLE, List.of("a", "b"), List.of())).isEqualTo("a  b\n─  ─\n");
    }

    @Test
    void tableWritesRowsAfterTheMeasuredOnesWhole() throws IOException {
        StringWriter out = new StringWriter();
        RowWriter writer = OutputFormat.TABLE.writer(out, false);
        writer.begin(List.of("v"));
        for (int row = 0; row < 1000; row++) {
            writer.row(List.of("x"));
        }
        assertThat(out.toString().lines()).hasSize(1002);
        writer.row(List.of("much wider"));
        writer.end();
        assertThat(out.toString()).endsWith("x\nmuch wider\n");
    }

    @Test
    void colouredTableHasABoldHeader() throws IOException {
        StringWriter out = new StringWriter();
        RowWriter writer = OutputFormat.TABLE.writer(out, true);
        writer.begin(List.of("v"));
        writer.end();
        assertThat(out.toString()).startsWith("\033[1mv\n\033[0m");
    }

    @Test
    void jsonIsOneArray() throws IOException {
        assertThat(written(OutputFormat.JSON, List.of("a", "b"), List.of(List.of(1L, 2.0), List.of("x", true))))
                .isEqualTo("[\n{\"a\":1,\"b\":2.0},\n{\"a\":\"x\",\"b\":true}\n]\n");
        assertThat(written(OutputFormat.JSON, List.of("a"), List.of())).isEqualTo("[]\n");
    }

    @Test
    void jsonKeepsWhatJsonLacks() throws IOException {
        assertThat(json(Double.NaN)).isEqualTo("{\"v\":{\"$float\":\"NaN\"}}\n");
        assertThat(json(LocalDate.of(2026, 1, 31))).isEqualTo("{\"v\":{\"$date\":\"2026-01-31\"}}\n");
        assertThat(json(CalendarDuration.parse("P1M2DT3S"))).isEqualTo("{\"v\":{\"$duration\":\"P1M2DT3S\"}}\n");
        assertThat(json(Map.of("$date", "no date"))).isEqualTo("{\"v\":{\"$$date\":\"no date\"}}\n");
        assertThat(json(null)).isEqualTo("{\"v\":null}\n");
    }

    @Test
    void jsonMarksNodesEdgesAndPathsAlsoInsideLists() throws IOException {
        assertThat(json(List.of(ADA, 1L))).isEqualTo("{\"v\":[{\"$node\":" + ADA_JSON + "},1]}\n");
        assertThat(json(Map.of("e", LIVED))).isEqualTo("{\"v\":{\"e\":{\"$edge\":" + LIVED_JSON + "}}}\n");
        assertThat(json(BACK))
                .isEqualTo("{\"v\":{\"$path\":{\"nodes\":[" + LONDON_JSON + "," + ADA_JSON + "],\"edges\":["
                        + LIVED_JSON + "]}}}\n");
    }

    @Test
    void csvQuotesAsRfc4180SaysAndTellsNullFromTheEmptyText() throws IOException {
        assertThat(written(
                        OutputFormat.CSV,
                        List.of("a", "b,c"),
                        List.of(
                                Arrays.asList(null, ""),
                                List.of("say \"hi\"\nnow", 1L),
                                List.of(1e21, Double.NaN),
                                List.of(LocalDate.of(2026, 1, 31), List.of(1L, "x")))))
                .isEqualTo("""
                        a,"b,c"
                        ,""
                        "say ""hi""
                        now",1
                        1.0E21,NaN
                        2026-01-31,"[1,""x""]"
                        """.replace("\n", "\r\n").replace("hi\"\"\r\n", "hi\"\"\n"));
    }
}
