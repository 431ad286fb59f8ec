package dev.khive.api;

import dev.khive.api.error.InvalidInputException;

/**
 * The limits of the contract. Beyond one of them a call throws InvalidInput with the bound in its sentence; nothing is ever
 * cut to fit.
 *
 * @param vectorDimension the longest dense vector, 1 to 65,536
 * @param batch the most items of a batch
 * @param results the most items of a page and the greatest {@code k} of a search
 * @param propertyBytes the most bytes of a record's properties in their stored JSON text
 * @param textBytes the most bytes of a searchable text in UTF-8, title and body together
 * @param nameBytes the most bytes of a label, relation, property key, kind or field name in UTF-8
 * @param labels the most labels of a node
 * @param valueDepth how deep lists and maps may nest in a value
 * @param traversalDepth the greatest depth of a traversal or a path search
 * @param queryBytes the most bytes of a query text in UTF-8
 */
public record Bounds(
        int vectorDimension,
        int batch,
        int results,
        int propertyBytes,
        int textBytes,
        int nameBytes,
        int labels,
        int valueDepth,
        int traversalDepth,
        int queryBytes) {
    /** The bounds that hold when nothing is configured. */
    public static final Bounds DEFAULT =
            new Bounds(16_384, 10_000, 10_000, 4 << 20, 4 << 20, 1024, 64, 32, 32, 1 << 20);

    private static final int MAX_DIMENSION = 65_536;
    private static final int MAX_DEPTH = 64;

    /** Refuses bounds below 1 and those that no backend could keep. */
    public Bounds {
        check("vector-dimension", vectorDimension, MAX_DIMENSION);
        check("batch", batch, 1_000_000);
        check("results", results, 1_000_000);
        check("property-bytes", propertyBytes, 256 << 20);
        check("text-bytes", textBytes, 256 << 20);
        check("name-bytes", nameBytes, 65_536);
        check("labels", labels, 1024);
        check("value-depth", valueDepth, MAX_DEPTH);
        check("traversal-depth", traversalDepth, MAX_DEPTH);
        check("query-bytes", queryBytes, 64 << 20);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidInputException("The bound " + name + " must be 1 to " + most + ", was " + value + ".");
        }
    }

    /** Throws InvalidInput when {@code actual} is greater than {@code bound}, in the words of the bound's name. */
    public static void require(String what, long actual, long bound) {
        if (actual > bound) {
            throw new InvalidInputException(what + " is " + actual + ", and the bound is " + bound + ".");
        }
    }
}
