package dev.khive.bench.hub;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.GraphStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Walks of the graph store from a node with 50,000 of 500,000 edges, next to the same walks from nodes with nine. */
public final class HubBenchmark {
    private static final int CALLS = 200;
    private static final int ROUNDS = 3;
    private static final double NANOS_PER_MICRO = 1e3;

    private HubBenchmark() {}

    /**
     * Prints a table for SQLite, and for PostgreSQL where KHIVE_POSTGRES_URL names one.
     *
     * @param arguments a folder for the file, or none for one of its own
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = arguments.length > 0
                ? Files.createDirectories(Path.of(arguments[0]))
                : Files.createTempDirectory("khive-hub");
        System.out.println("| database | walk | other nodes, µs | hub, µs |\n|---|---|--:|--:|");
        measure("SQLite", "sqlite:" + folder.resolve("hub.db"));
        String server = System.getenv("KHIVE_POSTGRES_URL");
        if (server != null) {
            String schema = "khive_hub_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            try {
                measure("PostgreSQL", server + (server.contains("?") ? "&" : "?") + "schema=" + schema);
            } finally {
                drop(URI.create(server), schema);
            }
        }
    }

    private static void drop(URI server, String schema) throws SQLException {
        String[] login = server.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath();
        try (Connection connection = DriverManager.getConnection(url, login[0], login[1]);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    private static void measure(String title, String address) {
        HubGraph graph = new HubGraph();
        try (Backend backend = Khive.open(
                KhiveConfig.builder().url(address).set("timeout", "PT10M").build())) {
            graph.writeInto(backend.in(Scope.DEFAULT));
            backend.operations().analyze();
            GraphStore store = backend.in(Scope.DEFAULT).graph();
            List<UUID> others = graph.others(CALLS);
            List<UUID> hubs = others.stream().map(other -> graph.hub()).toList();
            for (Walk walk : Walk.values()) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,.0f | %,.0f |%n",
                        title,
                        walk.title(),
                        micros(walk, store, others, others.reversed()),
                        micros(walk, store, hubs, others));
            }
        }
    }

    /** The median of the calls in the last round. */
    private static double micros(Walk walk, GraphStore store, List<UUID> nodes, List<UUID> others) {
        long[] nanos = new long[CALLS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int call = 0; call < CALLS; call++) {
                long start = System.nanoTime();
                walk.run(store, nodes.get(call), others.get(call));
                nanos[call] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2] / NANOS_PER_MICRO;
    }
}
