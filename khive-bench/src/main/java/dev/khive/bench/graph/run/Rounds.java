package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run: loads what is not loaded yet, then asks every system each question in turn, round after round. */
final class Rounds {
    private static final double SLOW_MILLIS = 5_000;
    private static final int SLOW_ROUNDS = 2;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int WARM_UPS = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final Options options;
    private final ResultTable table;
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<String, SystemFacts> facts = new LinkedHashMap<>();

    private Rounds(Options options) {
        this.options = options;
        this.table = new ResultTable(options.systems(), options.questions());
    }

    /** Runs it and writes the report into the folder of the options; gives what it measured. */
    static ResultTable run(Options options) throws IOException {
        Rounds rounds = new Rounds(options);
        try {
            for (String system : options.systems()) {
                rounds.prepare(system);
            }
            for (int round = 0; round <= options.rounds(); round++) {
                rounds.round(round);
                if (round > 0) {
                    rounds.report();
                }
            }
            rounds.finish();
            return rounds.table;
        } finally {
            rounds.workers.values().forEach(WorkerProcess::close);
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }

    /** Starts a system, filled. A file beside its folder says that it is, and how long that took. */
    private void prepare(String system) throws IOException {
        Path folder = Commands.folder(system, options);
        Path loaded = folder.resolveSibling(system + ".loaded");
        WorkerProcess worker = new WorkerProcess(system, Commands.of(system, options));
        workers.put(system, worker);
        if (!Files.exists(loaded) && !system.startsWith("sql-")) {
            Files.createDirectories(folder);
            say("Loading " + system + ".");
            long nanos = worker.load();
            long peak = worker.describe().residentBytes();
            worker.close();
            Files.writeString(loaded, nanos + " " + peak);
            say("  loaded in %.1f s".formatted(nanos / NANOS_PER_SECOND));
        }
        String[] load = Files.exists(loaded) ? Files.readString(loaded).split(" ") : new String[] {"0", "0"};
        facts.put(system, new SystemFacts(Long.parseLong(load[0]) / NANOS_PER_SECOND, Long.parseLong(load[1])));
    }

    /** Two systems may read the pages of one database, which whoever is asked first brings into memory: they take turns at it. */
    private void round(int round) {
        List<String> inTurn = round % 2 == 1 ? table.systems() : table.systems().reversed();
        for (Question question : table.questions()) {
            StringBuilder line = new StringBuilder((round == 0 ? "warm-up" : "round " + round) + " " + question.id());
            for (String system : inTurn) {
                Result result = table.result(system, question);
                boolean enough = result.medianMillis() > SLOW_MILLIS && result.times() >= SLOW_ROUNDS;
                if (result.goesOn() && !enough) {
                    if (round == 0 && question.isPoint()) {
                        result.began(worker(system).ask(question, options.limit()));
                        warmUp(system, question);
                    }
                    if (round > 0 && options.growth()) {
                        readIn(system, question);
                    }
                    result.add(worker(system).ask(question, options.limit()), round > 0);
                    line.append("  ").append(system).append(' ').append(Texts.shown(result, round > 0));
                }
            }
            say(line.toString());
        }
    }

    /** Short calls are asked until whatever compiles while a program runs has compiled what they take. */
    private void warmUp(String system, Question question) {
        long end = System.nanoTime() + WARM_UP.toNanos();
        for (int time = 1; time < WARM_UPS && System.nanoTime() < end; time++) {
            worker(system).ask(question, options.limit());
        }
    }

    /**
     * Of a graph that memory does not hold beside those of other systems, whoever is asked first reads the pages of a file from the
     * disk for all who read that file; so a question is asked once before it is timed.
     */
    private void readIn(String system, Question question) {
        worker(system).ask(question, options.limit());
    }

    private WorkerProcess worker(String system) {
        return Objects.requireNonNull(workers.get(system));
    }

    /** Writes what is known so far, so that a run that is ended leaves its rounds. */
    private void report() throws IOException {
        for (String system : table.systems()) {
            Objects.requireNonNull(facts.get(system)).describe(worker(system).describe());
        }
        Files.createDirectories(options.out());
        new Report(options, table, facts).write();
    }

    private void finish() throws IOException {
        boolean counted = false;
        for (String system : table.systems()) {
            for (Question question : table.questions()) {
                if (system.startsWith("khive") && table.result(system, question).outcome() != Round.Outcome.FAILED) {
                    Result result = table.result(system, question);
                    result.compiledIn(worker(system).compileNanos(question));
                    if (options.growth() && !counted) {
                        result.matched(worker(system).matches(question));
                    }
                }
            }
            counted |= system.startsWith("khive");
        }
        report();
        writePlans();
        say("The report is " + options.out().resolve("graph.md"));
    }

    /** The plans of khive and of the SQL beside it where a mark is missed. */
    private void writePlans() throws IOException {
        Path plans = Files.createDirectories(options.out().resolve("plans"));
        List<Marks.Miss> misses = Marks.missed(table);
        for (Marks.Miss miss : misses) {
            for (String system : List.of(miss.system(), miss.system().replace("khive", "sql"))) {
                if (table.systems().contains(system)) {
                    String plan = planOf(system, miss.question());
                    Files.writeString(plans.resolve(miss.question().id() + "-" + system + ".txt"), plan);
                }
            }
        }
    }

    private String planOf(String system, Question question) {
        try {
            return worker(system).text(question) + "\n\n" + worker(system).plan(question);
        } catch (IllegalStateException without) {
            return without.getMessage() + "\n";
        }
    }
}
