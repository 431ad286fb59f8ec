package dev.khive.bench.writers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The calls a second as bars, a group for each number of writers. */
final class WritersChart {
    private WritersChart() {}

    /** Draws an SVG. */
    static void draw(List<Measurement> measurements, String machine, Path file) throws IOException {
        ChartEncoder.saveChart(chart(measurements, machine), file.toString(), "svg");
    }

    static CategoryChart chart(List<Measurement> measurements, String machine) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(480)
                .title("Calls a second (" + machine + ")")
                .xAxisTitle("writers over four tenants")
                .yAxisTitle("calls a second")
                .theme(ChartTheme.GGPlot2)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        chart.getStyler().setLabelsVisible(true);
        byDatabase(measurements)
                .forEach((database, its) -> chart.addSeries(
                        database,
                        its.stream().map(Measurement::writers).toList(),
                        its.stream()
                                .map(measurement -> Math.round(measurement.perSecond()))
                                .toList()));
        return chart;
    }

    private static Map<String, List<Measurement>> byDatabase(List<Measurement> measurements) {
        return measurements.stream()
                .collect(Collectors.groupingBy(Measurement::database, LinkedHashMap::new, Collectors.toList()));
    }
}
