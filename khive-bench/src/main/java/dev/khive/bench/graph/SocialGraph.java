package dev.khive.bench.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A social graph in the shape of the Labelled Subgraph Query Benchmark: who knows whom, who wrote what, about what and in
 * answer to what. Nodes and edges are numbered from 0. Everything follows from size and seed, ids too.
 */
public final class SocialGraph {
    /** The first instant of a message, in seconds since 1970. */
    static final long FIRST_INSTANT = 1_262_304_000L;

    /** Instants are below this many seconds after the first; a prime, so that steps of any width never meet. */
    static final long INSTANTS = 2_147_483_647L;

    private static final List<NodeKind> KINDS = List.of(NodeKind.values());
    private static final long STEP = 1_640_531_527L;
    private static final long NODE_MILLIS = 1_700_000_000_000L;
    private static final long EDGE_MILLIS = 1_710_000_000_000L;
    private static final int LENGTHS = 2_000;
    private static final int IMPORTANCES = 10_000;

    private final GraphSize size;
    private final int[] firsts;
    private final EdgeList edges;

    SocialGraph(GraphSize size, EdgeList edges) {
        this.size = size;
        this.edges = edges;
        this.firsts = KINDS.stream().mapToInt(size::first).toArray();
    }

    /** The graph of a scale factor and a seed. */
    public static SocialGraph generate(double factor, long seed) {
        return new SocialGraphGenerator(new GraphSize(factor), seed).graph();
    }

    /** How many nodes there are. */
    public int nodeCount() {
        return size.first(NodeKind.COMMENT) + size.count(NodeKind.COMMENT);
    }

    /** How many edges there are. */
    public int edgeCount() {
        return edges.size();
    }

    /** The first node of a kind; those of the kind follow it. */
    public int first(NodeKind kind) {
        return size.first(kind);
    }

    /** How many nodes of a kind there are. */
    public int count(NodeKind kind) {
        return size.count(kind);
    }

    /** What a node is. */
    public NodeKind kind(int node) {
        int place = Arrays.binarySearch(firsts, node);
        return KINDS.get(place >= 0 ? place : -place - 2);
    }

    /** Where an edge begins. */
    public int source(int edge) {
        return edges.source(edge);
    }

    /** What an edge says. */
    public Relation relation(int edge) {
        return edges.relation(edge);
    }

    /** Where an edge ends. */
    public int target(int edge) {
        return edges.target(edge);
    }

    /** The id of a node: version 7, in the order of numbers. */
    public static UUID nodeId(int node) {
        return id(NODE_MILLIS, node);
    }

    /** The id of an edge: version 7, in the order of numbers. */
    public static UUID edgeId(int edge) {
        return id(EDGE_MILLIS, edge);
    }

    /** The name of a node that is no message. */
    public String name(int node) {
        NodeKind kind = kind(node);
        return kind.label() + " " + (node - first(kind));
    }

    /** When a message was written, in seconds since 1970; no two messages share it. */
    public static long created(int node) {
        return FIRST_INSTANT + node * STEP % INSTANTS;
    }

    /** How long a message is. */
    public static long length(int node) {
        return mixed(node) % LENGTHS;
    }

    /** How much a message matters, 0 to 9,999. */
    public static long importance(int node) {
        return mixed(~(long) node) % IMPORTANCES;
    }

    /** The properties of a node, strings and longs. */
    public Map<String, Object> properties(int node) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (kind(node).isMessage()) {
            properties.put("created", created(node));
            properties.put("length", length(node));
            properties.put("importance", importance(node));
        } else {
            properties.put("name", name(node));
        }
        return properties;
    }

    private static UUID id(long millis, int number) {
        long most = ((millis + (number >>> 12)) << 16) | 0x7000 | (number & 0xFFF);
        return new UUID(most, Long.MIN_VALUE | (mixed(millis + number) >>> 2));
    }

    /** Spreads a number over the positive ones (the finalizer of SplitMix64). */
    private static long mixed(long number) {
        long bits = number + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return (bits ^ (bits >>> 31)) & Long.MAX_VALUE;
    }
}
