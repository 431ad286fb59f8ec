package dev.khive.bench.ingest;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.bench.ingest.HandWrittenIngest.Counts;
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
 * Writes 25,000 nodes and 200,000 edges, in batches of 10,000, through the API and by hand, in turn, and prints the times
 * and the medians of their ratios. The hand-written side fills the same tables and indexes, events and text included, in as
 * many commits, but checks nothing and looks nothing up. It is done twice, without the counts of the graph that queries are
 * planned by and with them; as it does so little else, they cost it more of its rate than they cost the API.
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
        double[] counted = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            SyntheticGraph graph = SyntheticGraph.of(NODES, EDGES, round);
            String number = "_" + round;
            boolean odd = round % 2 == 1;
            double first = byHand(targets.apply("first" + number), graph, odd ? Counts.KEPT : Counts.LEFT);
            double second = byHand(targets.apply("second" + number), graph, odd ? Counts.LEFT : Counts.KEPT);
            double byHand = odd ? second : first;
            double withCounts = odd ? first : second;
            double byApi = throughApi(targets.apply("api" + number), graph);
            ratios[round] = byHand / byApi;
            counted[round] = byHand / withCounts;
            System.out.printf(
                    "%s, round %d: by hand %.2f s, with counts %.2f s, rate %.2f of without;"
                            + " through the API %.2f s (%.0f rows/s), rate %.2f of by hand%n",
                    title, round, byHand, withCounts, counted[round], byApi, (NODES + EDGES) / byApi, ratios[round]);
        }
        System.out.printf(
                "%s, median rates: with counts %.2f of without, through the API %.2f of by hand%n",
                title, median(counted), median(ratios));
    }

    private static double median(double[] rates) {
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }

    private static double byHand(IngestTarget target, SyntheticGraph graph, Counts counts) throws SQLException {
        double seconds = seconds(HandWrittenIngest.into(target, graph, BATCH, counts));
        target.drop();
        return seconds;
    }

    private static double seconds(long nanos) {
        return nanos / NANOS;
    }

    private static double throughApi(IngestTarget target, SyntheticGraph graph) throws SQLException {
        double seconds = seconds(writeThroughApi(target, graph));
        target.drop();
        return seconds;
    }

    private static long writeThroughApi(IngestTarget target, SyntheticGraph graph) {
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
