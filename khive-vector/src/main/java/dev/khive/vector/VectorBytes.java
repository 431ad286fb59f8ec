package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The stored form of a vector: its components as IEEE 754 float32, little-endian, nothing else. */
public final class VectorBytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WITHOUT_SIGN = 0x7fffffff;

    /** 2<sup>50</sup>: the squares of a million such components have a 32-bit sum. */
    private static final int GREATEST_MODERATE_BITS = Float.floatToRawIntBits(0x1p50f);

    private VectorBytes() {}

    /** The bytes of a vector, four for each component. */
    public static byte[] encode(float[] vector) {
        byte[] bytes = new byte[Math.multiplyExact(vector.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
        return bytes;
    }

    /**
     * The vector of bytes that {@link #encode} made, bit for bit.
     *
     * @throws InvalidInputException when the number of bytes is no multiple of four
     */
    public static float[] decode(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new InvalidInputException(
                    "A stored vector must have four bytes for each component, had " + bytes.length + " bytes.");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        decode(bytes, vector);
        return vector;
    }

    /**
     * The same into an array that the caller reuses.
     *
     * @throws InvalidInputException when the bytes are not as many as the array's length asks for
     */
    public static void decode(byte[] bytes, float[] vector) {
        if (bytes.length != vector.length * (long) Float.BYTES) {
            throw new InvalidInputException("A stored vector of dimension " + vector.length + " must have "
                    + vector.length * (long) Float.BYTES + " bytes, had " + bytes.length + ".");
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    }

    /**
     * Whether every component is less than 2<sup>50</sup> in magnitude, so that 32-bit sums of products do not overflow.
     *
     * @param bytes a whole number of components
     */
    static boolean isModerate(byte[] bytes) {
        // The sum's sign bit is set by a component that is too great. One OR over all of them runs on vector
        // instructions.
        int overflows = 0;
        for (int i = 0; i < bytes.length; i += Float.BYTES) {
            overflows |= ((int) INTS.get(bytes, i) & WITHOUT_SIGN) + (Integer.MIN_VALUE - GREATEST_MODERATE_BITS);
        }
        return overflows >= 0;
    }
}
