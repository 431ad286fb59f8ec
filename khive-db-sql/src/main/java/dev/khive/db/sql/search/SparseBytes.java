package dev.khive.db.sql.search;

import dev.khive.api.store.SparseVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The stored form of a sparse vector: its indices as int32, then its values as float32, all little-endian. */
final class SparseBytes {
    private static final int BYTES_PER_COMPONENT = Integer.BYTES + Float.BYTES;

    private SparseBytes() {}

    static byte[] encode(SparseVector vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.size() * BYTES_PER_COMPONENT).order(ByteOrder.LITTLE_ENDIAN);
        for (int index : vector.indices()) {
            bytes.putInt(index);
        }
        for (float value : vector.values()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static SparseVector decode(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        int size = stored.length / BYTES_PER_COMPONENT;
        int[] indices = new int[size];
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            indices[i] = bytes.getInt();
        }
        for (int i = 0; i < size; i++) {
            values[i] = bytes.getFloat();
        }
        return new SparseVector(indices, values);
    }
}
