package dev.khive.bench.graph.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.khive.bench.graph.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws bars on a logarithmic scale. */
final class Chart {
    private static final int WIDTH = 1_400;
    private static final int HEIGHT = 600;
    private static final double LEAST = 0.001;

    private Chart() {}

    /** The medians of each system. */
    static void write(Path file, String title, ResultTable table) throws IOException {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (String system : table.systems()) {
            series.put(
                    system,
                    table.questions().stream()
                            .map(question -> table.result(system, question).medianMillis())
                            .toList());
        }
        write(file, title, "median, ms", LEAST, table.questions(), series);
    }

    /** One bar a question for each series, from the least value upwards; what is not a number has none. */
    static void write(
            Path file,
            String title,
            String axis,
            double least,
            List<Question> questions,
            Map<String, List<Double>> series)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(axis)
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(least);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisLabelRotation(45);
        List<String> names = questions.stream().map(Question::id).toList();
        series.forEach((name, values) -> chart.addSeries(
                name,
                names,
                values.stream()
                        .map(value -> value.isNaN() ? least : Math.max(least, value))
                        .toList()));
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, drawn, "svg");
        // Letters are drawn as outlines, in a tenth of a pixel as sharp as in a billionth.
        String svg =
                drawn.toString(UTF_8).replaceAll("-?\\d+\\.\\d+E-\\d+", "0").replaceAll("(\\.\\d)\\d+", "$1");
        Files.writeString(file, svg);
    }
}
