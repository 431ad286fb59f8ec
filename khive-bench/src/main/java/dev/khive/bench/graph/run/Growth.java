package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many times as long each question takes on a larger graph, beside how many times as many matches it has there. */
record Growth(String smallScale, ResultTable small, String largeScale, ResultTable large) {
    private static final String MATCHES = "matches";
    private static final double LEAST = 0.1;

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder("Median at scale " + largeScale + " over the median at scale "
                + smallScale + ", and the matches of the pattern there over those here; " + Machine.describe()
                + ".\n\n| query | matches |");
        large.systems().forEach(system -> text.append(' ').append(system).append(" |"));
        text.append("\n|---|--:|").append("--:|".repeat(large.systems().size())).append('\n');
        for (Question question : large.questions()) {
            text.append("| ")
                    .append(question.id())
                    .append(" | ")
                    .append(shown(matches(question)))
                    .append(" |");
            for (String system : large.systems()) {
                text.append(' ').append(shown(time(system, question))).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    void draw(Path file) throws IOException {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put(MATCHES, large.questions().stream().map(this::matches).toList());
        for (String system : large.systems()) {
            series.put(
                    system,
                    large.questions().stream()
                            .map(question -> time(system, question))
                            .toList());
        }
        String title = "From scale %s to %s, %s".formatted(smallScale, largeScale, Machine.describe());
        Chart.write(file, title, "times as many, times as long", LEAST, large.questions(), series);
    }

    /** NaN where a run has no median. */
    private double time(String system, Question question) {
        return large.result(system, question).medianMillis()
                / small.result(system, question).medianMillis();
    }

    /** NaN where they were not counted. */
    private double matches(Question question) {
        for (String system : large.systems()) {
            long few = small.result(system, question).matches();
            long many = large.result(system, question).matches();
            if (few > 0 && many > 0) {
                return (double) many / few;
            }
        }
        return Double.NaN;
    }

    private static String shown(double factor) {
        return Double.isNaN(factor) ? "–" : String.format(Locale.ROOT, "%.1f", factor);
    }
}
