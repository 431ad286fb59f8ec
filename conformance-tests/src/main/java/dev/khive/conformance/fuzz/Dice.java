package dev.khive.conformance.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices that a seed decides. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 0 up to below a bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is read and not kept.
    final <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }

    /** What one of several makes. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is read and not kept.
    final String make(Supplier<String>... makers) {
        return one(makers).get();
    }
}
