package dev.khive.vector;

import java.util.Random;
import java.util.UUID;

/** Reproducible vectors of many sizes and magnitudes. */
final class RandomVectors {
    private static final float[] AWKWARD = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1f,
        1e-20f,
        1e20f
    };

    private final Random random;

    RandomVectors(long seed) {
        random = new Random(seed);
    }

    int dimension() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(9);
            case 1 -> 1 + random.nextInt(70);
            case 2 -> 128 << random.nextInt(4);
            default -> 1 + random.nextInt(1_600);
        };
    }

    /** Components of a normal distribution. */
    float[] normal(int dimension) {
        return scaled(dimension, 1);
    }

    /** Components of any magnitude, or of the awkward ones, or with much cancellation; finite and not all zero. */
    float[] any(int dimension) {
        float[] vector = switch (random.nextInt(4)) {
            case 0 -> normal(dimension);
            case 1 -> scaled(dimension, Math.pow(10, random.nextInt(76) - 38));
            case 2 -> awkward(dimension);
            default -> scaled(dimension, Math.pow(10, random.nextInt(12) - 6));
        };
        vector[random.nextInt(dimension)] = random.nextBoolean() ? 1e-3f : 1f;
        return vector;
    }

    /** A vector near another one. */
    float[] near(float[] other, double distance) {
        float[] vector = other.clone();
        for (int i = 0; i < vector.length; i++) {
            vector[i] = finite(vector[i] * (1 + distance * random.nextGaussian()));
        }
        return vector;
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Random random() {
        return random;
    }

    private float[] scaled(int dimension, double scale) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = finite(scale * random.nextGaussian());
        }
        return vector;
    }

    private float[] awkward(int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = AWKWARD[random.nextInt(AWKWARD.length)];
        }
        return vector;
    }

    private static float finite(double component) {
        return (float) Math.clamp(component, -Float.MAX_VALUE, Float.MAX_VALUE);
    }
}
