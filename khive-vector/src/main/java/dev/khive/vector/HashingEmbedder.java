package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Embedder;

/**
 * An embedder without a model: texts that share pieces of words get near vectors. It is lexical, not semantic: {@code
 * ConcurrentHashMap} is near {@code hash map concurrent} and {@code HashMaps}, but {@code car} is no nearer to {@code
 * automobile} than to anything else. Longer words weigh more, as they have more n-grams. On Cranfield its nDCG@10 is 0.229
 * at dimension 256 and 0.271 at 1024, where BM25 has 0.350. The vector of a text is the same on every machine and every JVM.
 *
 * <p>A word (see below) gives its character n-grams of 3 to 5 code points with {@code <} and {@code >} around the word, and
 * the whole word so marked, as in fastText (Bojanowski and others, Enriching Word Vectors with Subword Information, 2017).
 * Each is hashed to a component and a sign (Weinberger and others, Feature Hashing for Large Scale Multitask Learning,
 * 2009); the sum is brought to length 1, so the cosine is the inner product. Words are what is left between characters
 * that are no letters, marks, digits or symbols, split further at camel case and between letters and digits, in lower case.
 *
 * <p>Immutable and thread-safe.
 */
public final class HashingEmbedder implements Embedder {
    /** The dimension of {@link #create()}. */
    public static final int DEFAULT_DIMENSION = 256;

    private static final int VERSION = 1;
    private static final int SHORTEST_NGRAM = 3;
    private static final int LONGEST_NGRAM = 5;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int dimension;

    private HashingEmbedder(int dimension) {
        this.dimension = dimension;
    }

    /** An embedder of dimension {@value #DEFAULT_DIMENSION}. */
    public static HashingEmbedder create() {
        return new HashingEmbedder(DEFAULT_DIMENSION);
    }

    /**
     * An embedder of another dimension; fewer than about 64 let unlike texts collide.
     *
     * @throws InvalidInputException when the dimension is below 1
     */
    public static HashingEmbedder ofDimension(int dimension) {
        if (dimension < 1) {
            throw new InvalidInputException("The dimension of an embedder must be at least 1, was " + dimension + ".");
        }
        return new HashingEmbedder(dimension);
    }

    /** {@code hashing-ngram-256@1}: the dimension, and the version of the recipe. */
    @Override
    public String model() {
        return "hashing-ngram-" + dimension + "@" + VERSION;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /**
     * The vector of a text, of length 1.
     *
     * @throws InvalidInputException when the text has no letter, digit or symbol, so that there is nothing to compare
     */
    @Override
    public float[] embed(String text) {
        long[] sums = new long[dimension];
        boolean empty = true;
        for (String word : WordSplitter.words(text)) {
            addWord(sums, word);
            empty = false;
        }
        if (empty) {
            throw new InvalidInputException("A text must have a letter, digit or symbol to be embedded, had "
                    + text.length() + " other characters.");
        }
        return unitVector(sums);
    }

    private void addWord(long[] sums, String word) {
        int[] points = ("<" + word + ">").codePoints().toArray();
        for (int length = SHORTEST_NGRAM; length <= LONGEST_NGRAM; length++) {
            for (int start = 0; start + length <= points.length; start++) {
                addFeature(sums, points, start, start + length);
            }
        }
        if (points.length > LONGEST_NGRAM) {
            addFeature(sums, points, 0, points.length);
        }
    }

    private void addFeature(long[] sums, int[] points, int start, int end) {
        long hash = FNV_OFFSET;
        for (int i = start; i < end; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                hash = (hash ^ (points[i] >>> shift & 0xff)) * FNV_PRIME;
            }
        }
        hash = mixed(hash);
        int component = (int) Math.unsignedMultiplyHigh(hash, dimension);
        sums[component] += (hash & 1) == 0 ? 1 : -1;
    }

    /** The finalizer of MurmurHash3, which spreads FNV's weak high bits. */
    private static long mixed(long hash) {
        long h = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    private static float[] unitVector(long[] sums) {
        double square = 0;
        for (long sum : sums) {
            square += (double) sum * sum;
        }
        float[] vector = new float[sums.length];
        if (square == 0) {
            // Every sign met its opposite; any fixed direction keeps the promise of length 1.
            vector[0] = 1;
            return vector;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sums[i] / length);
        }
        return vector;
    }
}
