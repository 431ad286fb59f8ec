package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.io.IOException;
import java.io.OutputStream;
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
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, out, "svg");
        }
    }
}
