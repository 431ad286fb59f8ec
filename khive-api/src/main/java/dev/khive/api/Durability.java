package dev.khive.api;

/** How safe an acknowledged write is; the order of the constants is from least to most. */
public enum Durability {
    /** In the memory of this process: gone when the process ends. */
    MEMORY,
    /** Inside a transaction that has not been committed yet. */
    PENDING,
    /** Handed to the operating system: it outlives the process, not a power cut. */
    PROCESS,
    /** Forced to stable storage: it outlives a power cut. */
    STABLE
}
