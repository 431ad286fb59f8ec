package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Cranfield collection (Cleverdon 1967) searched on both databases: how good the ranking is, and whether it is one ranking. */
class CranfieldTest {
    private static final Scope SCOPE = Scope.of("cranfield", "main");
    private static final int DEPTH = 10;

    /** What Lucene's BM25 with its English analyzer reaches on the same collection. */
    private static final double LUCENE = 0.3498;

    @TempDir
    Path folder;

    private TestServer server;
    private Path collection;
    private List<Backend> backends;

    @BeforeEach
    void open() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve("shared/data/cranfield"))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "The collection is in no folder shared/data/cranfield above this one.");
        collection = found.orElseThrow();
        server = TestServer.require();
        Map<String, String> settings = Map.of("text.tokenizer", "english");
        backends = List.of(
                Khive.open(TestServer.config(server.newSchema(), settings)),
                Khive.open(TestServer.config("sqlite:" + folder.resolve("cranfield.db"), settings)));
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            backends.forEach(Backend::close);
            server.close();
        }
    }

    private static Map<String, String> objects(Path file, String key, String... values) throws IOException {
        Map<String, String> objects = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            Map<String, ? extends @Nullable Object> object = JsonValues.read(line);
            List<String> parts = new ArrayList<>();
            for (String value : values) {
                parts.add(String.valueOf(object.get(value)));
            }
            objects.put(String.valueOf(object.get(key)), String.join("\u0000", parts));
        }
        return objects;
    }

    private static UUID id(String document) {
        return new UUID(0x8000L, Long.parseLong(document));
    }

    private void fill(Storage storage, Map<String, String> documents) {
        List<EntityDraft> nodes = new ArrayList<>();
        List<TextDocument> texts = new ArrayList<>();
        documents.forEach((document, text) -> {
            List<String> parts = List.of(text.split("\u0000", -1));
            nodes.add(new EntityDraft(id(document), List.of("Document"), Map.of()));
            if (!parts.get(0).isEmpty() || !parts.get(1).isEmpty()) {
                texts.add(new TextDocument(id(document), "text", parts.get(0), parts.get(1)));
            }
        });
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        storage.text().putAll(texts, BatchMode.ATOMIC);
    }

    @Test
    void bothDatabasesRankAlikeAndAsWellAsLucene() throws IOException {
        Map<String, String> documents = objects(collection.resolve("corpus.jsonl"), "id", "title", "body");
        Map<String, String> queries = objects(collection.resolve("queries.jsonl"), "id", "text");
        Map<String, Map<UUID, Integer>> judgements = new HashMap<>();
        for (String line : Files.readAllLines(collection.resolve("qrels.tsv"))) {
            List<String> parts = List.of(line.split("\t", -1));
            judgements
                    .computeIfAbsent(parts.get(0), query -> new HashMap<>())
                    .put(id(parts.get(1)), Integer.parseInt(parts.get(2)));
        }
        backends.forEach(backend -> fill(backend.in(SCOPE), documents));
        List<Map<String, List<SearchHit>>> answers = new ArrayList<>();
        for (Backend backend : backends) {
            Map<String, List<SearchHit>> found = new LinkedHashMap<>();
            long begin = System.nanoTime();
            queries.forEach((query, text) -> found.put(
                    query,
                    backend.in(SCOPE)
                            .text()
                            .search(TextQuery.of(text, DEPTH).as(TextQuery.Mode.ANY_WORD))
                            .hits()));
            double millis = (System.nanoTime() - begin) / 1e6 / queries.size();
            double gain = found.entrySet().stream()
                    .filter(entry -> judgements.containsKey(entry.getKey()))
                    .mapToDouble(entry -> gain(entry.getValue(), judgements.getOrDefault(entry.getKey(), Map.of())))
                    .average()
                    .orElse(0);
            System.out.printf("Cranfield on %s: nDCG@10 %.4f, %.1f ms a query%n", backend.name(), gain, millis);
            assertThat(gain).as("nDCG@10 of %s", backend.name()).isGreaterThanOrEqualTo(LUCENE);
            answers.add(found);
        }
        long equal = queries.keySet().stream()
                .filter(query -> subjects(answers.get(0), query).equals(subjects(answers.get(1), query)))
                .count();
        System.out.printf("Cranfield: %d of %d top tens equal%n", equal, queries.size());
        assertThat(equal).isGreaterThanOrEqualTo(Math.round(0.95 * queries.size()));
    }

    private static List<UUID> subjects(Map<String, List<SearchHit>> answers, String query) {
        return answers.getOrDefault(query, List.of()).stream()
                .map(SearchHit::subject)
                .toList();
    }

    /** Normalized discounted cumulative gain at ten (Järvelin and Kekäläinen 2002), gains as they are judged. */
    private static double gain(List<SearchHit> hits, Map<UUID, Integer> judged) {
        double found = 0;
        for (int i = 0; i < hits.size(); i++) {
            found += Math.max(0, judged.getOrDefault(hits.get(i).subject(), 0)) / log2(i + 2);
        }
        double best = 0;
        List<Integer> gains = judged.values().stream()
                .filter(gain -> gain > 0)
                .sorted(java.util.Comparator.reverseOrder())
                .limit(DEPTH)
                .toList();
        for (int i = 0; i < gains.size(); i++) {
            best += gains.get(i) / log2(i + 2);
        }
        return best == 0 ? 0 : found / best;
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
