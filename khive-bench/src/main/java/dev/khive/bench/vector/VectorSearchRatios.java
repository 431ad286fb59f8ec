package dev.khive.bench.vector;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link VectorSearchBenchmark} with and without vector instructions and prints how many times faster search is. */
public final class VectorSearchRatios {
    private VectorSearchRatios() {}

    /** Takes no arguments and needs about two minutes. */
    public static void main(String[] arguments) throws RunnerException {
        print("with vector instructions", "--add-modules=jdk.incubator.vector");
        print("without", "-Dkhive.bench=plain");
    }

    private static void print(String title, String jvmOption) throws RunnerException {
        Map<String, Double> micros = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(VectorSearchBenchmark.class.getSimpleName() + ".(formula|search)")
                        .jvmArgsAppend(jvmOption)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            String name = result.getParams().getBenchmark();
            micros.put(
                    result.getParams().getParam("metric") + " "
                            + result.getParams().getParam("dimension") + name.substring(name.lastIndexOf('.')),
                    result.getPrimaryResult().getScore());
        }
        System.out.println(title);
        micros.forEach((name, formula) -> {
            if (name.endsWith(".formula")) {
                double search = micros.getOrDefault(name.replace(".formula", ".search"), Double.NaN);
                System.out.printf(
                        "  %-12s formula %7.0f µs, search %7.0f µs, %.1f times%n",
                        name.substring(0, name.indexOf('.')), formula, search, formula / search);
            }
        });
    }
}
