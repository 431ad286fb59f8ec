package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.util.List;
import java.util.Locale;

/** How many times as long khive takes as each of the others: 1 is as long, below 1 is faster. */
final class Ratios {
    private Ratios() {}

    /** A table of all pairs that the run has, empty where khive is not in it. */
    static String markdown(ResultTable table) {
        List<String> own = table.systems().stream()
                .filter(system -> system.startsWith("khive"))
                .toList();
        List<String> others = table.systems().stream()
                .filter(system -> !system.startsWith("khive"))
                .toList();
        StringBuilder text = new StringBuilder();
        for (String system : own) {
            text.append("\nMedian of ").append(system).append(" over the median of\n\n| query |");
            others.forEach(other -> text.append(' ').append(other).append(" |"));
            text.append("\n|---|").append("--:|".repeat(others.size())).append('\n');
            for (Question question : table.questions()) {
                text.append("| ").append(question.id()).append(" |");
                others.forEach(other -> text.append(' ')
                        .append(ratio(table.result(system, question), table.result(other, question)))
                        .append(" |"));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String ratio(Result one, Result other) {
        if (one.outcome() != Round.Outcome.ANSWERED || other.outcome() != Round.Outcome.ANSWERED) {
            return "–";
        }
        return String.format(Locale.ROOT, "%.2f", one.medianMillis() / other.medianMillis());
    }
}
