package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed at any moment, as by {@code kill -9}. */
@Timeout(600)
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("khive.crash.rounds", 50);
    private static final int LONGEST_LIFE_MILLIS = 150;
    private static final int ENDLESS = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void noAcknowledgedWriteIsLostAndNoBatchIsThereByHalves() throws Exception {
        Random random = new Random(20_260_101);
        String url = "sqlite:" + folder.resolve("crash.db");
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int acknowledged = liveAndDie(url, written, random.nextInt(LONGEST_LIFE_MILLIS));
            written = verify(url, acknowledged);
        }
        System.out.println("Killed " + ROUNDS + " times while it wrote " + written + " batches; none was lost.");
    }

    /** Lets a process write from a batch on, kills it, and says which batch was acknowledged last. */
    private static int liveAndDie(String url, int from, int lifeMillis) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(BatchWriter.class, url, "n", Integer.toString(from), Integer.toString(ENDLESS))) {
            while (child.lines().isEmpty() && child.process().isAlive()) {
                Thread.sleep(1);
            }
            Thread.sleep(lifeMillis);
            child.kill();
            List<String> lines = child.lines();
            assertThat(lines).as("the batches that a process acknowledged").isNotEmpty();
            return Integer.parseInt(lines.getLast());
        }
    }

    /** Looks at every batch and says how many there are. */
    private static int verify(String url, int acknowledged) {
        try (Backend backend = Khive.open(url)) {
            assertThat(backend.operations().check(Progress.NONE).checks())
                    .allSatisfy(check ->
                            assertThat(check.findings()).as(check.name()).isEmpty());
            Map<Long, Long> nodes = new TreeMap<>();
            Map<Long, Long> edges = new TreeMap<>();
            var storage = backend.in(Scope.of("crash", "n"));
            storage.query("MATCH (n:Batch) RETURN n.batch AS batch, count(*) AS nodes")
                    .toList()
                    .forEach(row -> nodes.put(row.longValue("batch"), row.longValue("nodes")));
            storage.query("MATCH (a)-[:NEXT]->(b) RETURN a.batch AS batch, count(*) AS edges")
                    .toList()
                    .forEach(row -> edges.put(row.longValue("batch"), row.longValue("edges")));
            assertThat(nodes.keySet()).hasSizeGreaterThan(acknowledged);
            assertThat(nodes.values()).allMatch(count -> count == BatchWriter.NODES);
            assertThat(edges).isEqualTo(nodes);
            for (long batch = 0; batch < nodes.size(); batch++) {
                assertThat(nodes).containsKey(batch);
            }
            return nodes.size();
        }
    }
}
