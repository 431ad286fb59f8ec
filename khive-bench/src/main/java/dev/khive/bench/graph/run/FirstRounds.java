package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.util.List;

/** What short queries take in their first round, before a virtual machine has compiled what they run. */
final class FirstRounds {
    private FirstRounds() {}

    /** A table of medians, empty where no query of the run has parameters. */
    static String markdown(ResultTable table) {
        List<Question> questions =
                table.questions().stream().filter(Question::isPoint).toList();
        if (questions.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\nMedian of the first round in ms, in a process that has answered the queries above it once\n\n| query |");
        table.systems().forEach(system -> text.append(' ').append(system).append(" |"));
        text.append("\n|---|").append("--:|".repeat(table.systems().size())).append('\n');
        for (Question question : questions) {
            text.append("| ").append(question.id()).append(" |");
            for (String system : table.systems()) {
                text.append(' ')
                        .append(Texts.millis(table.result(system, question).firstMedianMillis()))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
