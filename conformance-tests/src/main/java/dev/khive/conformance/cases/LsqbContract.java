package dev.khive.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.SentenceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The nine counts of the Labelled Subgraph Query Benchmark from the front door: imported through the stores, asked through the
 * handle. A backend author extends it and says where empty databases are.
 */
@Timeout(300)
@DisplayNameGeneration(SentenceNames.class)
public abstract class LsqbContract {
    private static final int BATCH = 10_000;

    /** Counts; JUnit makes one for a run. */
    protected LsqbContract() {}

    /** The address of an empty database of this name. */
    protected abstract String url(String database);

    @Test
    final void theExampleGivesTheCountsOfTheBenchmark() throws IOException {
        assertThat(counts("example")).containsExactly(8L, 3L, 6L, 8L, 3L, 8L, 11L, 2L, 4L);
    }

    @Test
    final void scaleFactor0003GivesTheCountsOfTheBenchmark() throws IOException {
        assertThat(counts("sf0003")).containsExactly(20608L, 281L, 0L, 3047L, 4973L, 33201L, 7188L, 2436L, 23669L);
    }

    private List<Long> counts(String size) throws IOException {
        Path data = data();
        String url = url("lsqb_" + size);
        try (Backend backend = Khive.open(url)) {
            Storage storage = backend.in(Scope.DEFAULT);
            long begin = System.nanoTime();
            load(storage, data.resolve(size));
            backend.operations().analyze();
            report(size + " import", begin);
            List<Long> counts = new ArrayList<>();
            for (int number = 1; number <= 9; number++) {
                String text = Files.readString(data.resolve("queries/q" + number + ".cypher"));
                long start = System.nanoTime();
                counts.add(storage.query(text).single().longValue(0));
                report(size + " q" + number, start);
            }
            if (backend.capabilities().contains(Capability.INTEGRITY_CHECK)) {
                assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            }
            return counts;
        }
    }

    private static void report(String what, long begin) {
        System.out.printf("LSQB %s: %.1f ms%n", what, (System.nanoTime() - begin) / 1e6);
    }

    private static Path data() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve("shared/data/lsqb"))
                .filter(Files::isDirectory)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println(
                    "The LSQB graphs are not beside this checkout (../shared/data/lsqb); their counts are not"
                            + " checked.");
            assertThat(System.getenv("CI"))
                    .as("the LSQB graphs must be there in CI")
                    .isNotEqualTo("true");
        }
        assumeTrue(found.isPresent(), "The LSQB graphs are not beside this checkout.");
        return found.orElseThrow();
    }

    private static void load(Storage storage, Path data) throws IOException {
        Map<String, UUID> ids = new HashMap<>();
        List<EntityDraft> nodes = new ArrayList<>();
        for (String[] row : rows(data.resolve("nodes.csv"))) {
            UUID id = RecordIds.next();
            ids.put(row[0], id);
            nodes.add(new EntityDraft(id, List.of(row[1].split(";")), Map.of()));
        }
        List<EdgeDraft> edges = new ArrayList<>();
        for (String[] row : rows(data.resolve("edges.csv"))) {
            edges.add(EdgeDraft.of(
                    Objects.requireNonNull(ids.get(row[0])), row[1], Objects.requireNonNull(ids.get(row[2]))));
        }
        for (int from = 0; from < nodes.size(); from += BATCH) {
            storage.entities().upsertAll(nodes.subList(from, Math.min(nodes.size(), from + BATCH)), BatchMode.ATOMIC);
        }
        for (int from = 0; from < edges.size(); from += BATCH) {
            storage.graph().upsertAll(edges.subList(from, Math.min(edges.size(), from + BATCH)), BatchMode.ATOMIC);
        }
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\\|"))
                .toList();
    }
}
