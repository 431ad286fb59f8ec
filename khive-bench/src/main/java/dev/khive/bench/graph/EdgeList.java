package dev.khive.bench.graph;

import java.util.Arrays;

/** Edges in the order in which they were added. */
final class EdgeList {
    private int[] sources = new int[1 << 16];
    private int[] targets = new int[1 << 16];
    private Relation[] relations = new Relation[1 << 16];
    private int size;

    void add(int source, Relation relation, int target) {
        if (size == sources.length) {
            int larger = size + (size >> 1);
            sources = Arrays.copyOf(sources, larger);
            targets = Arrays.copyOf(targets, larger);
            relations = Arrays.copyOf(relations, larger);
        }
        sources[size] = source;
        relations[size] = relation;
        targets[size] = target;
        size++;
    }

    int size() {
        return size;
    }

    int source(int edge) {
        return sources[edge];
    }

    Relation relation(int edge) {
        return relations[edge];
    }

    int target(int edge) {
        return targets[edge];
    }
}
