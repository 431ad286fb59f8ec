package dev.khive.bench.graph.kuzu;

import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.Relation;
import dev.khive.bench.graph.SocialGraph;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a graph and the files that fill them. */
final class KuzuTables {
    static final String MESSAGE = "Message";

    private final SocialGraph graph;
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    KuzuTables(SocialGraph graph, Path folder) {
        this.graph = graph;
        this.folder = folder;
    }

    /** Writes the files and says what makes and fills the tables. */
    List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE NODE TABLE " + MESSAGE
                + "(id INT64 PRIMARY KEY, created INT64, length INT64, importance INT64, post BOOLEAN)");
        for (NodeKind kind : NodeKind.values()) {
            if (!kind.isMessage()) {
                statements.add("CREATE NODE TABLE " + kind.label() + "(name STRING PRIMARY KEY, id INT64)");
            }
            statements.add("COPY " + table(kind) + " FROM '" + nodes(kind) + "'");
        }
        for (Map.Entry<String, Path> edges : edges().entrySet()) {
            String[] parts = edges.getKey().split("\\.", -1);
            statements.add("CREATE REL TABLE " + parts[0] + "(FROM " + parts[1] + " TO " + parts[2] + ", id INT64)");
            statements.add("COPY " + parts[0] + " FROM '" + edges.getValue() + "'");
        }
        return statements;
    }

    private static String table(NodeKind kind) {
        return kind.isMessage() ? MESSAGE : kind.label();
    }

    private Path nodes(NodeKind kind) throws IOException {
        Path file = file(kind.label());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int node = graph.first(kind); node < graph.first(kind) + graph.count(kind); node++) {
                writer.write(
                        kind.isMessage()
                                ? node + "," + SocialGraph.created(node) + "," + SocialGraph.length(node) + ","
                                        + SocialGraph.importance(node) + "," + (kind == NodeKind.POST)
                                : graph.name(node) + "," + node);
                writer.newLine();
            }
        }
        return file;
    }

    private Path file(String name) {
        Path file = folder.resolve(name + ".csv");
        files.add(file);
        return file;
    }

    /** Relations and the tables of their ends to files. */
    private Map<String, Path> edges() throws IOException {
        Map<String, BufferedWriter> writers = new TreeMap<>();
        Map<String, Path> paths = new TreeMap<>();
        try {
            for (int edge = 0; edge < graph.edgeCount(); edge++) {
                String table = table(edge);
                BufferedWriter writer = writers.get(table);
                if (writer == null) {
                    Path file = file(table);
                    paths.put(table, file);
                    writer = Files.newBufferedWriter(file);
                    writers.put(table, writer);
                }
                writer.write(key(graph.source(edge)) + "," + key(graph.target(edge)) + "," + edge);
                writer.newLine();
            }
        } finally {
            for (BufferedWriter writer : writers.values()) {
                writer.close();
            }
        }
        return paths;
    }

    /**
     * The tags of forums, countries of messages and continents of countries, of which no question asks, have tables of their own: a relation
     * between several pairs of tables is read at some 80 µs a node, one between two tables at less than one.
     */
    private String table(int edge) {
        Relation relation = graph.relation(edge);
        NodeKind source = graph.kind(graph.source(edge));
        boolean apart = relation == Relation.HAS_TAG && source == NodeKind.FORUM
                || relation == Relation.IS_LOCATED_IN && source.isMessage()
                || relation == Relation.IS_PART_OF && source == NodeKind.COUNTRY;
        return relation.name() + (apart ? "_OF_" + table(source).toUpperCase(Locale.ROOT) : "") + "." + table(source)
                + "." + table(graph.kind(graph.target(edge)));
    }

    private String key(int node) {
        return graph.kind(node).isMessage() ? Integer.toString(node) : graph.name(node);
    }

    void deleteFiles() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
