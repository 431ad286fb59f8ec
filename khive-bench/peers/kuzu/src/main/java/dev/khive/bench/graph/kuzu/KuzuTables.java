package dev.khive.bench.graph.kuzu;

import dev.khive.bench.graph.NodeKind;
import dev.khive.bench.graph.SocialGraph;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of a graph and the files that fill them. */
final class KuzuTables {
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
        for (NodeKind kind : NodeKind.values()) {
            String columns = kind.isMessage()
                    ? "id INT64 PRIMARY KEY, created INT64, length INT64, importance INT64"
                    : "name STRING PRIMARY KEY, id INT64";
            statements.add("CREATE NODE TABLE " + kind.label() + "(" + columns + ")");
            statements.add("COPY " + kind.label() + " FROM '" + nodes(kind) + "'");
        }
        Map<String, Map<String, Path>> edges = edges();
        edges.forEach((relation, ends) -> {
            statements.add("CREATE REL TABLE " + relation + "("
                    + String.join(
                            ", ",
                            ends.keySet().stream()
                                    .map(pair -> "FROM " + pair.replace("-", " TO "))
                                    .toList())
                    + ", id INT64)");
            ends.forEach((pair, file) -> statements.add("COPY " + relation + " FROM '" + file + "'"
                    + (ends.size() == 1 ? "" : " (from='" + pair.replace("-", "', to='") + "')")));
        });
        return statements;
    }

    private Path nodes(NodeKind kind) throws IOException {
        Path file = file(kind.label());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int node = graph.first(kind); node < graph.first(kind) + graph.count(kind); node++) {
                writer.write(
                        kind.isMessage()
                                ? node + "," + SocialGraph.created(node) + "," + SocialGraph.length(node) + ","
                                        + SocialGraph.importance(node)
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

    /** Relations to pairs of kinds to files. */
    private Map<String, Map<String, Path>> edges() throws IOException {
        Map<String, BufferedWriter> writers = new LinkedHashMap<>();
        try {
            for (int edge = 0; edge < graph.edgeCount(); edge++) {
                int source = graph.source(edge);
                int target = graph.target(edge);
                String table = graph.relation(edge).name() + "."
                        + graph.kind(source).label() + "-" + graph.kind(target).label();
                BufferedWriter writer = writers.get(table);
                if (writer == null) {
                    writer = Files.newBufferedWriter(file(table));
                    writers.put(table, writer);
                }
                writer.write(key(source) + "," + key(target) + "," + edge);
                writer.newLine();
            }
        } finally {
            for (BufferedWriter writer : writers.values()) {
                writer.close();
            }
        }
        Map<String, Map<String, Path>> tables = new TreeMap<>();
        for (String table : new TreeSet<>(writers.keySet())) {
            String[] parts = table.split("\\.", -1);
            tables.computeIfAbsent(parts[0], relation -> new TreeMap<>()).put(parts[1], folder.resolve(table + ".csv"));
        }
        return tables;
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
