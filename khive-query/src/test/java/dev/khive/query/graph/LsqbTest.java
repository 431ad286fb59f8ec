package dev.khive.query.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.query.CompiledQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The nine queries of the Labelled Subgraph Query Benchmark on its two sample graphs. */
class LsqbTest {
    @Test
    void theExampleGivesTheCountsOfTheBenchmark() throws IOException {
        assertThat(counts("example")).containsExactly(8L, 3L, 6L, 8L, 3L, 8L, 11L, 2L, 4L);
    }

    @Test
    void scaleFactor0003GivesTheCountsOfTheBenchmark() throws IOException {
        assertThat(counts("sf0003")).containsExactly(20608L, 281L, 0L, 3047L, 4973L, 33201L, 7188L, 2436L, 23669L);
    }

    private static List<Long> counts(String size) throws IOException {
        Optional<Path> data = SharedCases.find("data", "lsqb");
        assumeTrue(data.isPresent(), "The LSQB graphs are not beside this checkout; its counts are not checked.");
        try (GraphFixture graph = new GraphFixture()) {
            load(graph, data.orElseThrow().resolve(size));
            List<Long> counts = new ArrayList<>();
            for (int number = 1; number <= 9; number++) {
                String text = Files.readString(data.orElseThrow().resolve("queries/q" + number + ".cypher"));
                CompiledQuery query = GraphFixture.compile(text, Map.of());
                long start = System.nanoTime();
                counts.add(graph.run(query, Map.of(), 1).getFirst().longValue("count"));
                System.out.printf("LSQB %s q%d: %.1f ms%n", size, number, (System.nanoTime() - start) / 1e6);
            }
            return counts;
        }
    }

    private static void load(GraphFixture graph, Path folder) throws IOException {
        Map<String, Long> keys = new HashMap<>();
        for (String[] row : rows(folder.resolve("nodes.csv"))) {
            keys.put(row[0], graph.node(List.of(row[1].split(";")), Map.of()));
        }
        for (String[] row : rows(folder.resolve("edges.csv"))) {
            graph.edge(
                    Objects.requireNonNull(keys.get(row[0])),
                    row[1],
                    Objects.requireNonNull(keys.get(row[2])),
                    Map.of());
        }
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\\|"))
                .toList();
    }
}
