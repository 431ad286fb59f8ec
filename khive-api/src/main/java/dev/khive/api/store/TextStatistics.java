package dev.khive.api.store;

/**
 * What a scope's text index holds.
 *
 * @param documents how many texts of live nodes
 * @param tokenizer how text is cut into words, as configured when the index was built
 */
public record TextStatistics(long documents, String tokenizer) {}
