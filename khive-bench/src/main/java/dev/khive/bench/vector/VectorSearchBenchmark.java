package dev.khive.bench.vector;

import dev.khive.api.store.Metric;
import dev.khive.vector.Candidates;
import dev.khive.vector.ExactSearch;
import dev.khive.vector.Ranked;
import dev.khive.vector.Similarity;
import dev.khive.vector.TopRecords;
import dev.khive.vector.VectorBytes;
import dev.khive.vector.VectorScorer;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ten nearest of {@value #CANDIDATES} stored vectors, found with the formula for each and as khive finds them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VectorSearchBenchmark {
    private static final int CANDIDATES = 5_000;
    private static final int K = 10;

    /** The metric. */
    @Param({"COSINE", "L2", "IP"})
    public Metric metric = Metric.COSINE;

    /** Components of a vector. */
    @Param({"128", "768"})
    public int dimension;

    private float[] query = {};
    private byte[][] stored = {};

    /** Makes the vectors. */
    @Setup
    public void makeVectors() {
        Random random = new Random(1);
        query = vector(random);
        stored = new byte[CANDIDATES][];
        for (int i = 0; i < CANDIDATES; i++) {
            stored[i] = VectorBytes.encode(vector(random));
        }
    }

    /** The formula for each candidate. */
    @Benchmark
    public List<Ranked<Integer>> formula() {
        TopRecords<Integer> top = new TopRecords<>(K, Double.NEGATIVE_INFINITY, Comparator.naturalOrder());
        float[] vector = new float[dimension];
        for (int i = 0; i < CANDIDATES; i++) {
            VectorBytes.decode(stored[i], vector);
            double score = Similarity.score(metric, query, vector);
            if (score >= top.threshold()) {
                top.offer(i, score);
            }
        }
        return top.ranking();
    }

    /** The search of khive. */
    @Benchmark
    public List<Ranked<Integer>> search() {
        return ExactSearch.search(
                        VectorScorer.of(metric, query),
                        new StoredVectors(stored),
                        K,
                        Double.NEGATIVE_INFINITY,
                        Comparator.naturalOrder())
                .ranking();
    }

    /** Only bringing the vectors from bytes to floats, which both pay for. */
    @Benchmark
    public float[] decode() {
        float[] vector = new float[dimension];
        for (byte[] bytes : stored) {
            VectorBytes.decode(bytes, vector);
        }
        return vector;
    }

    private float[] vector(Random random) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static final class StoredVectors implements Candidates<Integer> {
        private final byte[][] stored;
        private int position = -1;

        StoredVectors(byte[][] stored) {
            this.stored = stored;
        }

        @Override
        public boolean next() {
            return ++position < stored.length;
        }

        @Override
        public byte[] vector() {
            return stored[position];
        }

        @Override
        public Integer subject() {
            return position;
        }
    }
}
