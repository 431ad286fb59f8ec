package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.util.ArrayList;
import java.util.List;

/** What khive wants to reach beside SQL written by hand and beside Neo4j, and where it does not. */
final class Marks {
    private static final double SQLITE = 1.3;
    private static final double POSTGRES = 2;
    private static final double ONE_HOP = 0.2;

    private Marks() {}

    /** A mark that is not reached. */
    record Miss(String system, Question question, String sentence) {}

    static List<Miss> missed(ResultTable table) {
        List<Miss> misses = new ArrayList<>();
        for (Question question : table.questions()) {
            check(table, question, "khive-sqlite", "sql-sqlite", SQLITE, misses);
            check(table, question, "khive-postgres", "sql-postgres", POSTGRES, misses);
            if (question == Question.ONE_HOP) {
                check(table, question, "khive-sqlite", "neo4j", ONE_HOP, misses);
            } else if (question.isLsqb() || question == Question.TWO_HOPS || question == Question.THREE_HOPS) {
                check(table, question, "khive-sqlite", "neo4j", 1, misses);
            }
        }
        return misses;
    }

    private static void check(
            ResultTable table, Question question, String system, String peer, double most, List<Miss> misses) {
        if (!table.systems().contains(system) || !table.systems().contains(peer)) {
            return;
        }
        Result own = table.result(system, question);
        Result other = table.result(peer, question);
        if (other.outcome() != Round.Outcome.ANSWERED) {
            return;
        }
        if (own.outcome() != Round.Outcome.ANSWERED) {
            misses.add(new Miss(
                    system,
                    question,
                    own.outcome() == Round.Outcome.TIMED_OUT
                            ? "did not end within the limit"
                            : "failed: " + own.message()));
            return;
        }
        double ratio = own.medianMillis() / other.medianMillis();
        if (ratio > most) {
            misses.add(new Miss(system, question, String.format("%.1f× %s, the mark is %s×", ratio, peer, most)));
        }
    }
}
