package dev.khive.conformance.memory;

import java.util.List;

/**
 * BM25 (Robertson and Zaragoza 2009) over the texts of one namespace: the sum over the query's phrases of {@code idf · f · (k1 + 1) /
 * (f + k1 · (1 - b + b · length / average))}, with {@code idf = ln((N - n + 0.5) / (n + 0.5))}, at least 0.000001 so that scores stay
 * above 0.
 *
 * @param texts all texts of the namespace but those of softly deleted nodes
 */
record Bm25(List<IndexedText> texts) {
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final double LEAST_IDF = 1e-6;

    double score(Pattern pattern, IndexedText text) {
        return pattern.phrases().mapToDouble(phrase -> score(phrase, text)).sum();
    }

    private double score(Pattern.Phrase phrase, IndexedText text) {
        double frequency = text.frequency(phrase);
        double average = texts.stream().mapToInt(IndexedText::length).average().orElse(1);
        return idf(phrase) * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * text.length() / average));
    }

    private double idf(Pattern.Phrase phrase) {
        long having = texts.stream().filter(phrase::fits).count();
        double idf = Math.log((texts.size() - having + 0.5) / (having + 0.5));
        return idf > 0 ? idf : LEAST_IDF;
    }
}
