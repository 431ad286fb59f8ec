package dev.khive.bench.graph.run;

import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import dev.khive.bench.graph.system.GraphSystem;
import dev.khive.bench.graph.system.TimeLimitException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The process of one system: it answers requests on standard input until that ends. */
public final class Worker {
    private static final long SECONDS_BETWEEN_LINES = 10;
    private static final int COMPILATIONS = 15;

    private final GraphSystem system;
    private final String factor;
    private final long seed;

    private Worker(GraphSystem system, String factor, long seed) {
        this.system = system;
        this.factor = factor;
        this.seed = seed;
    }

    /** Takes the name of the system, its folder, the scale and the seed. */
    public static void main(String[] arguments) throws Exception {
        DataOutputStream out = new DataOutputStream(System.out);
        DataInputStream in = new DataInputStream(System.in);
        // What a library prints must not get among the answers.
        System.setOut(System.err);
        try (GraphSystem system = find(arguments[0])) {
            system.open(Path.of(arguments[1]), arguments[2]);
            new Worker(system, arguments[2], Long.parseLong(arguments[3])).serve(in, out);
        }
    }

    private static GraphSystem find(String name) {
        for (GraphSystem system : ServiceLoader.load(GraphSystem.class)) {
            if (system.name().equals(name)) {
                return system;
            }
        }
        throw new IllegalArgumentException("There is no system " + name + " on this class path.");
    }

    private SocialGraph graph() {
        return SocialGraph.generate(Double.parseDouble(factor), seed);
    }

    private void serve(DataInputStream in, DataOutputStream out) throws Exception {
        SocialGraph graph = graph();
        while (true) {
            Request request;
            try {
                request = Request.valueOf(Frames.read(in));
            } catch (EOFException over) {
                return;
            }
            Question question = Question.valueOf(Frames.read(in));
            Duration limit = Duration.ofMillis(in.readLong());
            answer(request, question, limit, graph, out);
            out.flush();
        }
    }

    private void answer(Request request, Question question, Duration limit, SocialGraph graph, DataOutputStream out)
            throws Exception {
        switch (request) {
            case LOAD -> {
                system.empty();
                long start = System.nanoTime();
                system.load(graph, progress());
                out.writeLong(System.nanoTime() - start);
            }
            case ASK -> round(question, limit, graph).writeTo(out);
            case PLAN ->
                Frames.write(out, system.plan(question, question.draws(graph).getFirst()));
            case TEXT -> Frames.write(out, system.text(question));
            case COMPILE ->
                out.writeLong(compileNanos(question, question.draws(graph).getFirst()));
            case MATCHES -> out.writeLong(matches(question, graph));
            case DESCRIBE -> {
                Frames.write(out, system.version());
                Frames.write(out, system.threads());
                out.writeLong(system.bytes());
                out.writeLong(residentBytes());
            }
        }
    }

    private Consumer<String> progress() {
        long[] last = {System.nanoTime()};
        return line -> {
            if (System.nanoTime() - last[0] > TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_LINES)) {
                last[0] = System.nanoTime();
                System.err.println("  " + system.name() + ": " + line);
            }
        };
    }

    private Round round(Question question, Duration limit, SocialGraph graph) {
        List<Map<String, Object>> draws = question.draws(graph);
        List<Long> nanos = new ArrayList<>();
        Answers answers = new Answers(system.text(question).contains("ORDER BY"));
        long end = System.nanoTime() + limit.toNanos();
        for (Map<String, Object> draw : draws) {
            try {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || left.isZero()) {
                    return Round.timedOut(nanos);
                }
                long start = System.nanoTime();
                List<List<@Nullable Object>> rows = system.ask(question, draw, left);
                nanos.add(System.nanoTime() - start);
                answers.add(rows);
            } catch (TimeLimitException over) {
                return Round.timedOut(nanos);
            } catch (Exception failure) {
                return Round.failed(failure.toString());
            }
        }
        return new Round(Round.Outcome.ANSWERED, nanos, answers.digest(), "");
    }

    private long compileNanos(Question question, Map<String, Object> parameters) throws Exception {
        long[] nanos = new long[COMPILATIONS];
        for (int time = 0; time < COMPILATIONS; time++) {
            nanos[time] = system.compileNanos(question, parameters);
        }
        Arrays.sort(nanos);
        return nanos[COMPILATIONS / 2];
    }

    private long matches(Question question, SocialGraph graph) throws Exception {
        long all = 0;
        for (Map<String, Object> draw : question.draws(graph)) {
            long each = system.matches(question, draw);
            if (each < 0) {
                return each;
            }
            all += each;
        }
        return all;
    }

    /** The greatest resident memory so far, 0 where the operating system does not say. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
