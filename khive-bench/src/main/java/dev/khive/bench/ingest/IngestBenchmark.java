package dev.khive.bench.ingest;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.bench.ingest.SyntheticGraph.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes 25,000 nodes and 200,000 edges, in batches of 10,000, through the API and by hand, in turn, and prints both times
 * and the median of their ratios. The hand-written side fills the same tables and indexes, events and text included, in as
 * many commits, but checks nothing and looks nothing up.
 */
public final class IngestBenchmark {
    private static final int NODES = 25_000;
    private static final int EDGES = 200_000;
    private static final int BATCH = 10_000;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;

    private IngestBenchmark() {}

    /**
     * Runs it, on SQLite, and on PostgreSQL where KHIVE_POSTGRES_URL names one.
     *
     * @param arguments a folder for the databases, or none for one of its own
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = arguments.length > 0
                ? Files.createDirectories(Path.of(arguments[0]))
                : Files.createTempDirectory("khive-ingest");
        run("SQLite", name -> new SqliteTarget(folder.resolve(name + ".db")));
        String server = System.getenv("KHIVE_POSTGRES_URL");
        if (server != null) {
            run("PostgreSQL", name -> new PostgresTarget(server, "khive_ingest_" + name));
        }
    }

    private static void run(String title, Function<String, IngestTarget> targets) throws SQLException {
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            SyntheticGraph graph = SyntheticGraph.of(NODES, EDGES, round);
            IngestTarget hand = targets.apply("hand_" + round);
            IngestTarget api = targets.apply("api_" + round);
            double byHand = seconds(HandWrittenIngest.into(hand, graph, BATCH));
            double byApi = seconds(throughApi(api, graph));
            hand.drop();
            api.drop();
            ratios[round] = byHand / byApi;
            System.out.printf(
                    "%s, round %d: by hand %.2f s, through the API %.2f s (%.0f rows/s), rate %.2f of by hand%n",
                    title, round, byHand, byApi, (NODES + EDGES) / byApi, ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf("%s, median rate: %.2f of by hand%n", title, ratios[ROUNDS / 2]);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS;
    }

    private static long throughApi(IngestTarget target, SyntheticGraph graph) {
        try (Backend backend = Khive.open(KhiveConfig.of(target.address()))) {
            Storage storage = backend.in(Scope.DEFAULT);
            long start = System.nanoTime();
            for (int from = 0; from < NODES; from += BATCH) {
                storage.entities().upsertAll(entities(graph, from), BatchMode.ATOMIC);
            }
            for (int from = 0; from < EDGES; from += BATCH) {
                storage.graph().upsertAll(edges(graph, from), BatchMode.ATOMIC);
            }
            return System.nanoTime() - start;
        }
    }

    private static List<EntityDraft> entities(SyntheticGraph graph, int from) {
        List<EntityDraft> drafts = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(from + BATCH, NODES); i++) {
            drafts.add(new EntityDraft(
                    graph.nodes().get(i), List.of("Thing"), Map.of("name", SyntheticGraph.name(i), "size", i)));
        }
        return drafts;
    }

    private static List<EdgeDraft> edges(SyntheticGraph graph, int from) {
        List<EdgeDraft> drafts = new ArrayList<>(BATCH);
        for (Link link : graph.edges().subList(from, Math.min(from + BATCH, EDGES))) {
            drafts.add(new EdgeDraft(
                    link.id(),
                    graph.nodes().get(link.source()),
                    SyntheticGraph.relation(link.relation()),
                    graph.nodes().get(link.target()),
                    1,
                    null,
                    null,
                    Map.of()));
        }
        return drafts;
    }
}
