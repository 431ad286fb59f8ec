package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparseSearchTest {
    private final TestStores stores = TestStores.inMemory();
    private final TestStores.Handle handle = stores.in();

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void theBestAreThoseOfAPlainProduct() {
        Random random = new Random(11);
        Map<UUID, SparseVector> vectors = new HashMap<>();
        List<EntityDraft> nodes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            EntityDraft node = EntityDraft.of(i % 100 == 0 ? "Rare" : "Usual", Map.of());
            nodes.add(node);
            vectors.put(node.id(), vector(random));
        }
        handle.entities().upsertAll(nodes, BatchMode.ATOMIC);
        List<SparseDraft> drafts = new ArrayList<>();
        vectors.forEach((id, vector) -> drafts.add(new SparseDraft(id, "terms", "bm25", vector)));
        handle.sparse().putAll(drafts, BatchMode.ATOMIC);
        for (int i = 0; i < 20; i++) {
            SparseVector query = vector(random);
            SearchResult found = handle.sparse().search(new SparseQuery("terms", "bm25", query, 400, Filter.ALL));
            Map<UUID, Double> expected = new HashMap<>();
            vectors.forEach((id, vector) -> {
                if (shares(query, vector)) {
                    expected.put(id, dot(query, vector));
                }
            });
            assertThat(found.hits()).hasSameSizeAs(expected.keySet());
            assertThat(found.candidates()).isEqualTo(expected.size());
            for (SearchHit hit : found.hits()) {
                assertThat(hit.score()).isCloseTo(expected.get(hit.subject()), within(1e-9));
            }
            assertThat(found.hits().stream().map(hit -> -hit.score())).isSorted();
            Filter rare = Filter.field(RecordField.LABEL).equalTo("Rare");
            SparseVector dense =
                    new SparseVector(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, new float[] {1, 1, 1, 1, 1, 1, 1, 1});
            assertThat(handle.sparse()
                            .search(new SparseQuery("terms", "bm25", dense, 3, rare))
                            .hits())
                    .hasSize(3);
        }
    }

    private static SparseVector vector(Random random) {
        TreeSet<Integer> indices = new TreeSet<>();
        while (indices.size() < 5) {
            indices.add(random.nextInt(40) < 20 ? random.nextInt(8) : random.nextInt(1_000_000));
        }
        float[] values = new float[5];
        for (int i = 0; i < 5; i++) {
            values[i] = random.nextFloat() + 0.01f;
        }
        return new SparseVector(indices.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private static boolean shares(SparseVector a, SparseVector b) {
        return java.util.Arrays.stream(a.indices())
                .anyMatch(index -> java.util.Arrays.stream(b.indices()).anyMatch(other -> other == index));
    }

    private static double dot(SparseVector a, SparseVector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                if (a.indices()[i] == b.indices()[j]) {
                    sum += (double) a.values()[i] * b.values()[j];
                }
            }
        }
        return sum;
    }

    @Test
    void aVectorIsReplacedReadBackAndDeleted() {
        UUID id = node();
        SparseVector first = new SparseVector(new int[] {1, Integer.MAX_VALUE}, new float[] {0.1f, -2});
        SparseVector second = new SparseVector(new int[] {2}, new float[] {1});
        handle.sparse().put(new SparseDraft(id, "terms", "bm25", first));
        assertThat(handle.sparse().get(id, "terms")).contains(first);
        handle.sparse().put(new SparseDraft(id, "terms", "bm25", second));
        assertThat(handle.sparse().get(id, "terms")).contains(second);
        assertThat(search(first)).isEmpty();
        assertThat(search(second)).containsExactly(id);
        assertThat(handle.sparse().count("terms", Filter.ALL)).isEqualTo(1);
        assertThat(handle.sparse().delete(id, "terms").existed()).isEqualTo(1);
        assertThat(handle.sparse().delete(id, "terms").existed()).isZero();
        assertThat(search(second)).isEmpty();
        assertThat(handle.sparse().get(id, "terms")).isEmpty();
    }

    @Test
    void aFieldKeepsTheModelOfItsFirstVector() {
        UUID id = node();
        SparseVector vector = new SparseVector(new int[] {1}, new float[] {1});
        assertThatThrownBy(() -> search(vector)).isInstanceOf(NotFoundException.class);
        handle.sparse().put(new SparseDraft(id, "terms", "bm25", vector));
        assertThatThrownBy(() -> handle.sparse().put(new SparseDraft(id, "terms", "splade", vector)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("splade");
        assertThatThrownBy(() -> handle.sparse().search(new SparseQuery("terms", "splade", vector, 1, Filter.ALL)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void vectorsAreHiddenAndErasedWithTheirRecord() {
        UUID id = node();
        SparseVector vector = new SparseVector(new int[] {1, 2}, new float[] {1, 1});
        handle.sparse().put(new SparseDraft(id, "terms", "bm25", vector));
        handle.entities().delete(id, DeleteMode.SOFT);
        assertThat(search(vector)).isEmpty();
        handle.entities().restore(id);
        assertThat(search(vector)).containsExactly(id);
        handle.entities().delete(id, DeleteMode.HARD);
        assertThat(search(vector)).isEmpty();
        assertThat(stores.<Long>sql(session -> session.number("SELECT count(*) FROM sparse_posting")))
                .isZero();
        assertThat(handle.sparse().sweepOrphans().existed()).isZero();
    }

    private List<UUID> search(SparseVector vector) {
        return handle.sparse().search(new SparseQuery("terms", "bm25", vector, 10, Filter.ALL)).hits().stream()
                .map(SearchHit::subject)
                .toList();
    }

    private UUID node() {
        EntityDraft node = EntityDraft.of("N", Map.of());
        handle.entities().upsert(node);
        return node.id();
    }
}
