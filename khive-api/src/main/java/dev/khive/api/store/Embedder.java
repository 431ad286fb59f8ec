package dev.khive.api.store;

/** Turns text into a vector. Implementations are thread-safe and say honestly which model they are. */
public interface Embedder {
    /** The model's identity, with its version: vectors of two models are never compared. */
    String model();

    /** The length of its vectors. */
    int dimension();

    /**
     * The vector of a text.
     *
     * @throws dev.khive.api.error.InvalidInputException when the text has nothing to embed
     */
    float[] embed(String text);
}
