package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run is told.
 *
 * @param scale of the graph
 * @param growth whether this is compared with another scale: the matches of each question are counted, and each question is
 *     asked once before it is timed
 * @param seed of the graph
 * @param systems in the order of their columns
 * @param questions in the order of their rows
 * @param out where the report goes
 * @param data where the databases are; one that was loaded before is used again
 * @param rounds measured rounds, after one to warm up
 * @param limit for a round of one question
 */
public record Options(
        String scale,
        boolean growth,
        long seed,
        List<String> systems,
        List<Question> questions,
        Path out,
        Path data,
        int rounds,
        Duration limit) {
    /** How it is told. */
    public static final String USAGE = """
            dev/bench graph [--scale 0.1[,1.0]] [--seed 1] [--backends khive-sqlite,sql-sqlite,khive-postgres,sql-postgres,neo4j,kuzu]
                            [--queries q1,q2,…] [--out DIR] [--data DIR] [--rounds 5] [--limit SECONDS]
            Several scales are run one after the other, each with a folder of its own, and growth.md and growth.svg tell how
            times grow from the first to the last; each question is asked once more before it is timed, because the greater graph
            is read from the disk by whoever is asked first.""";

    /**
     * Reads the words of a command: the options of the run at each scale that it names.
     *
     * @throws IllegalArgumentException with a sentence about the first word that is wrong
     */
    public static List<Options> of(String[] words) {
        Map<String, String> given = new HashMap<>(Map.of(
                "--scale", "0.1",
                "--seed", "1",
                "--backends", "khive-sqlite,sql-sqlite",
                "--queries", "",
                "--out", "target/bench/graph",
                "--data", "target/bench/databases",
                "--rounds", "5",
                "--limit", "30"));
        for (int place = 0; place < words.length; place += 2) {
            if (words[place].equals("--help")) {
                throw new IllegalArgumentException(USAGE);
            }
            if (!given.containsKey(words[place]) || place + 1 == words.length) {
                throw new IllegalArgumentException("The word " + words[place] + " is not understood here.\n" + USAGE);
            }
            given.put(words[place], words[place + 1]);
        }
        List<String> scales = List.of(given.getOrDefault("--scale", "").split(","));
        Path out = Path.of(given.getOrDefault("--out", "")).toAbsolutePath();
        return scales.stream()
                .map(scale -> new Options(
                        scale,
                        scales.size() > 1,
                        Long.parseLong(given.getOrDefault("--seed", "")),
                        List.of(given.getOrDefault("--backends", "").split(",")),
                        questions(given.getOrDefault("--queries", "")),
                        scales.size() > 1 ? out.resolve("scale-" + scale) : out,
                        Path.of(given.getOrDefault("--data", "")).toAbsolutePath(),
                        Integer.parseInt(given.getOrDefault("--rounds", "")),
                        Duration.ofSeconds(Long.parseLong(given.getOrDefault("--limit", "")))))
                .toList();
    }

    private static List<Question> questions(String names) {
        if (names.isEmpty()) {
            return List.of(Question.values());
        }
        return Stream.of(names.split(","))
                .map(name -> Arrays.stream(Question.values())
                        .filter(question -> question.id().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("There is no query " + name + ".")))
                .toList();
    }
}
