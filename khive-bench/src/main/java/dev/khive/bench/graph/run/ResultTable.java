package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The results of a run by system and question. For one thread. */
final class ResultTable {
    private final List<String> systems;
    private final List<Question> questions;
    private final Map<String, Map<Question, Result>> results = new LinkedHashMap<>();

    ResultTable(List<String> systems, List<Question> questions) {
        this.systems = List.copyOf(systems);
        this.questions = List.copyOf(questions);
        for (String system : systems) {
            Map<Question, Result> row = new EnumMap<>(Question.class);
            questions.forEach(question -> row.put(question, new Result(system, question)));
            results.put(system, row);
        }
    }

    List<String> systems() {
        return systems;
    }

    List<Question> questions() {
        return questions;
    }

    Result result(String system, Question question) {
        return Objects.requireNonNull(
                Objects.requireNonNull(results.get(system)).get(question));
    }

    /** The different answers that the systems gave to a question; one when they agree. */
    Set<String> answers(Question question) {
        Set<String> answers = new LinkedHashSet<>();
        for (String system : systems) {
            Result result = result(system, question);
            if (!result.digest().isEmpty()) {
                answers.add(result.digest());
            }
        }
        return answers;
    }
}
