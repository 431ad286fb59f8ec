package dev.khive.bench.graph.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.khive.bench.graph.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws medians as bars, on a logarithmic scale. */
final class Chart {
    private static final int WIDTH = 1_400;
    private static final int HEIGHT = 600;
    private static final double LEAST = 0.001;

    private Chart() {}

    static void write(Path file, String title, ResultTable table) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle("median, ms")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(LEAST);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisLabelRotation(45);
        List<String> names = table.questions().stream().map(Question::id).toList();
        for (String system : table.systems()) {
            List<Double> medians = new ArrayList<>();
            for (Question question : table.questions()) {
                double median = table.result(system, question).medianMillis();
                medians.add(Double.isNaN(median) ? LEAST : Math.max(LEAST, median));
            }
            chart.addSeries(system, names, medians);
        }
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, drawn, "svg");
        // Letters are drawn as outlines, in a tenth of a pixel as sharp as in a billionth.
        String svg =
                drawn.toString(UTF_8).replaceAll("-?\\d+\\.\\d+E-\\d+", "0").replaceAll("(\\.\\d)\\d+", "$1");
        Files.writeString(file, svg);
    }
}
