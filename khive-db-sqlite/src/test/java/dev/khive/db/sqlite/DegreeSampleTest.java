package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everyone knows five others, and follows four of the same eight. By the averages a person has four followers; by a sample the
 * one who is followed has half of all persons.
 */
class DegreeSampleTest {
    private static final String BOTH_FOLLOW =
            "MATCH (a:Person)-[e:KNOWS]->(b), (a)-[f:FOLLOWS]->(c)<-[g:FOLLOWS]-(b) RETURN a.name AS a, b.name AS b";
    private static final String BY_AVERAGES = "detail=(a)-[e:KNOWS]->(b) into";
    private static final String BY_SAMPLE = "detail=(c)<-[g:FOLLOWS]-(b) into";
    private static final int FAMOUS = 8;

    private final Backend backend = Khive.open("sqlite::memory:");
    private final Storage storage = backend.in(Scope.DEFAULT);

    @BeforeEach
    void twoThousandEdges() {
        write(storage, 0, 300);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    /** Edges of both relations by turns, so that a sample with a period would see one of them alone. */
    private static void write(Stores storage, int from, int to) {
        List<EntityDraft> persons = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int person = from; person < to; person++) {
            persons.add(new EntityDraft(id(person), List.of("Person"), Map.of("name", "person " + person)));
            for (int other = 1; other <= 5; other++) {
                edges.add(edge(person, "KNOWS", from + (person - from + other * 7) % (to - from)));
                if (other <= 4) {
                    edges.add(edge(person, "FOLLOWS", (person * 3 + other) % FAMOUS));
                }
            }
        }
        storage.entities().upsertAll(persons, BatchMode.ATOMIC);
        storage.graph().upsertAll(edges, BatchMode.ATOMIC);
    }

    private static UUID id(int person) {
        return new UUID(1, person);
    }

    private static EdgeDraft edge(int source, String relation, int target) {
        UUID id = new UUID(relation.hashCode(), source * 10_000L + target);
        return new EdgeDraft(id, id(source), relation, id(target), 1.0, null, null, Map.of());
    }

    private static String plan(Stores storage) {
        return storage.explain(BOTH_FOLLOW, Map.of()).plan().toString();
    }

    private static long rows(Stores storage) {
        try (QueryResult rows = storage.query(BOTH_FOLLOW, Map.of())) {
            long count = 0;
            while (rows.hasNext()) {
                rows.next();
                count++;
            }
            return count;
        }
    }

    @Test
    void nodesThatManyEdgesReachAreNotTakenForAverageOnes() {
        assertThat(plan(storage)).contains(BY_SAMPLE);
    }

    @Test
    void aSmallGraphIsPlannedByAverages() {
        Storage small = backend.in(new Scope("small", "graph"));
        write(small, 0, 100);
        assertThat(plan(small)).contains(BY_AVERAGES);

        write(small, 100, 400);
        assertThat(plan(small)).as("after it has grown").contains(BY_SAMPLE);
    }

    @Test
    void theOrderOfJoinsChangesNoRow() {
        assertThat(rows(storage)).isEqualTo(expected(300));
    }

    private static long expected(int persons) {
        long count = 0;
        for (int person = 0; person < persons; person++) {
            for (int other = 1; other <= 5; other++) {
                int known = (person + other * 7) % persons;
                for (int one = 1; one <= 4; one++) {
                    for (int two = 1; two <= 4; two++) {
                        count += (person * 3 + one) % FAMOUS == (known * 3 + two) % FAMOUS ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }

    @Test
    void graphsOfOthersInTheSameFileLeaveASample() {
        Storage other = backend.in(new Scope("other", "graph"));
        for (int part = 0; part < 5; part++) {
            write(other, part * 300, part * 300 + 300);
        }
        Storage later = backend.in(new Scope("later", "graph"));
        write(later, 0, 300);
        assertThat(plan(later)).contains(BY_SAMPLE);
    }

    @Test
    void aSampleThatIsTakenInATransactionSeesItsWrites() {
        Storage fresh = backend.in(new Scope("fresh", "graph"));
        String inside = fresh.transaction(transaction -> {
            write(transaction, 0, 300);
            return plan(transaction);
        });
        assertThat(inside).contains(BY_SAMPLE);
        assertThat(plan(fresh)).contains(BY_SAMPLE);
    }
}
