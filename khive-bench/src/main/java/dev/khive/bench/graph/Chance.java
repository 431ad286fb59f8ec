package dev.khive.bench.graph;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;

/** Draws that follow the skew of social graphs; the same for the same seed on every JVM. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to below a bound, each as likely as the other. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From 0 to below a bound, the smaller the likelier; the greater the skew, the more so. */
    int ranked(int bound, double skew) {
        return (int) (bound * StrictMath.pow(random.nextDouble(), skew));
    }

    /** From 0 to below 1. */
    double share() {
        return random.nextDouble();
    }

    /** Log-normal with a mean, at least 1. */
    int count(double mean, double deviation, int most) {
        double drawn = weight(deviation) * mean / StrictMath.exp(deviation * deviation / 2);
        return (int) Math.max(1, Math.min(most, Math.round(drawn)));
    }

    /** Log-normal with the median 1. */
    double weight(double deviation) {
        return StrictMath.exp(deviation * random.nextGaussian());
    }

    /** A distance of 1 or more, exponential with a mean. */
    int distance(double mean) {
        return 1 + (int) (-StrictMath.log(1 - random.nextDouble()) * mean);
    }

    /** As many different draws as wanted, or as many as come in a few tries each. */
    int[] distinct(int wanted, IntSupplier draw) {
        Set<Integer> drawn = new LinkedHashSet<>();
        for (int tries = 0; tries < wanted * 4 && drawn.size() < wanted; tries++) {
            drawn.add(draw.getAsInt());
        }
        return drawn.stream().mapToInt(Integer::intValue).toArray();
    }
}
