package dev.khive.api.store;

/** Fusion of several searches: a composition of the stores, with one set of rules for every backend. */
public interface HybridSearch {
    /**
     * Runs the arms and fuses them.
     *
     * @throws dev.khive.api.error.KhiveException what an arm throws; no arm is left out in silence
     */
    HybridResult search(HybridQuery query);
}
