package dev.khive.conformance.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logic of true, false and unknown, which is null. */
final class Truth {
    private Truth() {}

    /** Whether it is true for certain. */
    static boolean isTrue(@Nullable Boolean truth) {
        return truth != null && truth;
    }

    static @Nullable Boolean not(@Nullable Boolean operand) {
        return operand == null ? null : (Boolean) !operand;
    }

    static @Nullable Boolean and(List<@Nullable Boolean> operands) {
        return operands.contains(false) ? (Boolean) false : operands.contains(null) ? null : (Boolean) true;
    }

    static @Nullable Boolean or(List<@Nullable Boolean> operands) {
        return operands.contains(true) ? (Boolean) true : operands.contains(null) ? null : (Boolean) false;
    }

    static @Nullable Boolean xor(List<@Nullable Boolean> operands) {
        boolean odd = operands.stream().filter(Boolean.TRUE::equals).count() % 2 == 1;
        return operands.contains(null) ? null : (Boolean) odd;
    }

    /** Whether exactly one is true. */
    static @Nullable Boolean single(List<@Nullable Boolean> operands) {
        long trues = operands.stream().filter(Boolean.TRUE::equals).count();
        return trues > 1 ? (Boolean) false : operands.contains(null) ? null : (Boolean) (trues == 1);
    }
}
