package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file. */
@Timeout(120)
class ManyProcessesTest {
    private static final int PROCESSES = 3;
    private static final int BATCHES = 15;

    @TempDir
    private Path folder;

    @Test
    void processesThatOpenOneNewFileAtOnceWriteAndAreReadAtOnce() throws Exception {
        String url = "sqlite:" + folder.resolve("shared.db");
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(ChildProcess.start(
                        BatchWriter.class, url, "shared", Integer.toString(i * 1000), Integer.toString(BATCHES)));
            }
            try (Backend backend = Khive.open(url)) {
                readWhile(children, backend);
                for (ChildProcess child : children) {
                    assertThat(child.process().waitFor()).isZero();
                }
                var statistics = backend.in(Scope.of("crash", "shared")).statistics();
                long records = (long) PROCESSES * BATCHES * BatchWriter.NODES;
                assertThat(statistics.nodes()).isEqualTo(records);
                assertThat(statistics.edges()).isEqualTo(records);
                assertThat(statistics.events()).isEqualTo(statistics.version());
                assertThat(backend.operations().check(Progress.NONE).checks())
                        .allSatisfy(check ->
                                assertThat(check.findings()).as(check.name()).isEmpty());
            }
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }

    /** Whoever reads sees whole batches, and more of them each time. */
    private static void readWhile(List<ChildProcess> children, Backend backend) {
        long before = 0;
        while (children.stream().anyMatch(child -> child.process().isAlive())) {
            long nodes = backend.in(Scope.of("crash", "shared")).statistics().nodes();
            assertThat(nodes).isGreaterThanOrEqualTo(before);
            assertThat(nodes % BatchWriter.NODES).isZero();
            before = nodes;
        }
    }
}
