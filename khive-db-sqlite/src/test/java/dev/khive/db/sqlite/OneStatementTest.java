package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.CancelledException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that was answered shortly is asked by one statement, which tells in its rows whether its plan holds still. */
class OneStatementTest {
    private static final String LABELLED = "MATCH (p:Person)-[:KNOWS]->(q:Person) RETURN p.name AS p, q.name AS q";
    private static final String BY_NAME = "MATCH (p {name: $name})-[:KNOWS]->(q:Person) RETURN q.name AS q";
    private static final String COUNTS = "UNWIND range(1, $n) AS i UNWIND range(1, $n) AS j RETURN count(*) AS n";
    private static final int OFTEN = 4;

    @TempDir
    private Path folder;

    private Backend mine;
    private Backend theirs;
    private final EntityDraft ann = EntityDraft.of("Person", Map.of("name", "Ann"));
    private final EntityDraft bob = EntityDraft.of("Person", Map.of("name", "Bob"));
    private final EntityDraft robot = EntityDraft.of("Robot", Map.of("name", "R2"));

    @BeforeEach
    void open() {
        String url = "sqlite:" + folder.resolve("kb.db");
        mine = Khive.open(url);
        theirs = Khive.open(url);
        storage(mine).entities().upsertAll(List.of(ann, bob), BatchMode.ATOMIC);
        storage(mine).graph().upsert(EdgeDraft.of(ann.id(), "KNOWS", bob.id()));
    }

    @AfterEach
    void close() {
        mine.close();
        theirs.close();
    }

    private static Storage storage(Backend backend) {
        return backend.in(Scope.DEFAULT);
    }

    private List<List<@Nullable Object>> ask(String text, Map<String, ?> parameters) {
        return storage(mine).query(text, parameters).stream()
                .map(row -> row.toList())
                .toList();
    }

    private List<List<@Nullable Object>> askOften(String text, Map<String, ?> parameters) {
        for (int time = 1; time < OFTEN; time++) {
            ask(text, parameters);
        }
        return ask(text, parameters);
    }

    @Test
    void aLabelThatWasProvedIsTestedOnceAnotherProcessHasBrokenTheProof() {
        assertThat(askOften(LABELLED, Map.of())).containsExactly(List.of("Ann", "Bob"));
        storage(theirs).entities().upsert(robot);
        storage(theirs).graph().upsert(EdgeDraft.of(ann.id(), "KNOWS", robot.id()));
        assertThat(ask(LABELLED, Map.of())).containsExactly(List.of("Ann", "Bob"));
        assertThat(askOften(LABELLED, Map.of())).containsExactly(List.of("Ann", "Bob"));
        storage(theirs).entities().upsert(new EntityDraft(robot.id(), List.of("Person"), Map.of("name", "R2")));
        assertThat(ask(LABELLED, Map.of())).containsExactlyInAnyOrder(List.of("Ann", "Bob"), List.of("Ann", "R2"));
    }

    @Test
    void anAnswerWithoutRowsIsOneOfThePresentState() {
        assertThat(askOften(BY_NAME, Map.of("name", "Ann"))).containsExactly(List.of("Bob"));
        assertThat(ask(BY_NAME, Map.of("name", "R2"))).isEmpty();
        assertThat(askOften(BY_NAME, Map.of("name", "Ann"))).containsExactly(List.of("Bob"));
        storage(theirs).entities().upsert(robot);
        storage(theirs).graph().upsert(EdgeDraft.of(robot.id(), "KNOWS", ann.id()));
        assertThat(ask(BY_NAME, Map.of("name", "R2"))).containsExactly(List.of("Ann"));
        assertThat(ask(BY_NAME, Map.of("name", "nobody"))).isEmpty();
    }

    @Test
    void whatCanHaveNoMatchHasOneOnceThereIsOne() {
        String text = "MATCH (:Person)-[:KNOWS]->(r:Robot) RETURN r.name AS r";
        assertThat(askOften(text, Map.of())).isEmpty();
        String count = "MATCH (:Person)-[:KNOWS]->(r:Robot) RETURN count(r) AS n";
        assertThat(askOften(count, Map.of())).containsExactly(List.of(0L));
        storage(theirs).entities().upsert(robot);
        storage(theirs).graph().upsert(EdgeDraft.of(ann.id(), "KNOWS", robot.id()));
        assertThat(ask(text, Map.of())).containsExactly(List.of("R2"));
        assertThat(ask(count, Map.of())).containsExactly(List.of(1L));
        storage(theirs).entities().delete(robot.id(), DeleteMode.HARD);
        assertThat(ask(text, Map.of())).isEmpty();
        assertThat(ask(count, Map.of())).containsExactly(List.of(0L));
    }

    @Test
    void countsThatAreWrittenByHandAreTrustedNoMore() {
        String count = "MATCH (:Person)-[:KNOWS]->(:Person) RETURN count(*) AS n";
        storage(mine).entities().upsert(robot);
        assertThat(askOften(count, Map.of())).containsExactly(List.of(1L));
        theirs.sql()
                .update("UPDATE node SET label_set_id ="
                        + " (SELECT label_set_id FROM label_set WHERE labels = '[\"Robot\"]')"
                        + " WHERE node_id IN (SELECT target_id FROM edge)");
        assertThat(askOften(count, Map.of())).containsExactly(List.of(0L));
    }

    @Test
    void aTextWhoseAnswersWereShortCanHaveALongOne() {
        String text = "UNWIND range(1, $n) AS i RETURN i";
        assertThat(askOften(text, Map.of("n", 3L))).containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(ask(text, Map.of("n", 256L))).hasSize(256);
        assertThat(ask(text, Map.of("n", 1_000L)))
                .isEqualTo(IntStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> List.of((Object) (long) i))
                        .toList());
        assertThat(ask(text, Map.of("n", 2L))).hasSize(2);
    }

    @Test
    void aLimitOfRowsIsKeptAndTold() {
        String text = "UNWIND range(1, $n) AS i RETURN i";
        askOften(text, Map.of("n", 3L));
        for (int rows = 3; rows <= 5; rows++) {
            try (QueryResult result =
                    storage(mine).query(text, Map.of("n", (long) rows), QueryOptions.DEFAULT.withRowLimit(4))) {
                int read = 0;
                while (result.hasNext()) {
                    result.next();
                    read++;
                }
                assertThat(read).isEqualTo(Math.min(rows, 4));
                assertThat(result.truncated()).isEqualTo(rows == 5);
            }
        }
    }

    @Test
    void aResultThatIsClosedEarlyHasNoFurtherRowsAndWasNotReadToItsLimit() {
        String text = "UNWIND range(1, $n) AS i RETURN i";
        askOften(text, Map.of("n", 3L));
        QueryResult result = storage(mine).query(text, Map.of("n", 5L), QueryOptions.DEFAULT.withRowLimit(4));
        result.next();
        result.close();
        assertThat(result.toList()).isEmpty();
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void aTextThatWasQuickEndsAtItsTimeLimit() {
        assertThat(askOften(COUNTS, Map.of("n", 3L))).containsExactly(List.of(9L));
        assertThatThrownBy(() -> storage(mine)
                        .query(COUNTS, Map.of("n", 100_000L), QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(50)))
                        .toList())
                .isInstanceOf(OperationTimeoutException.class);
        assertThat(ask(COUNTS, Map.of("n", 4L))).containsExactly(List.of(16L));
    }

    @Test
    void aTextThatWasQuickEndsWithItsThreadInterrupted() {
        assertThat(askOften(COUNTS, Map.of("n", 3L))).containsExactly(List.of(9L));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ask(COUNTS, Map.of("n", 100_000L))).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ask(COUNTS, Map.of("n", 4L))).containsExactly(List.of(16L));
    }

    @Test
    void anErrorOfTheQueryIsItsOwn() {
        String text = "RETURN 6 / $n AS n";
        assertThat(askOften(text, Map.of("n", 3L))).containsExactly(List.of(2L));
        assertThatThrownBy(() -> ask(text, Map.of("n", 0L))).hasMessageContaining("zero");
        assertThat(ask(text, Map.of("n", 2L))).containsExactly(List.of(3L));
    }

    @Test
    void severalNamespacesAreReadAsBefore() {
        Storage other = mine.in(Scope.of("local", "other"));
        other.entities().upsert(EntityDraft.of("Person", Map.of("name", "Cy")));
        Storage both = mine.reading(ReadScope.of("local", "default", "other"));
        for (int time = 0; time < OFTEN; time++) {
            assertThat(both.query("MATCH (p:Person) RETURN p.name AS name ORDER BY name", Map.of()).stream()
                            .map(row -> row.string("name")))
                    .containsExactly("Ann", "Bob", "Cy");
        }
    }

    @Test
    void aGraphThatIsEmptiedAndFilledAgainIsSeenAsItIs() {
        String text = "MATCH (p:Person) RETURN count(*) AS n";
        assertThat(askOften(text, Map.of())).containsExactly(List.of(2L));
        storage(theirs).entities().delete(ann.id(), DeleteMode.HARD);
        storage(theirs).entities().delete(bob.id(), DeleteMode.HARD);
        assertThat(askOften(text, Map.of())).containsExactly(List.of(0L));
        storage(theirs).entities().upsert(robot);
        assertThat(ask(text, Map.of())).containsExactly(List.of(0L));
        storage(theirs).entities().upsert(EntityDraft.of("Person", Map.of()));
        assertThat(ask(text, Map.of())).containsExactly(List.of(1L));
    }
}
