package dev.khive.bench.graph;

import dev.khive.bench.graph.run.Options;
import dev.khive.bench.graph.run.Runs;
import java.io.IOException;
import java.util.List;

/** Loads the graph into each system, asks each the same questions in turn, and writes tables, plans and a chart. */
public final class GraphBenchmark {
    private GraphBenchmark() {}

    /** Takes the options of {@link Options#USAGE}. */
    public static void main(String[] arguments) throws IOException {
        List<Options> options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Runs.run(options);
    }
}
