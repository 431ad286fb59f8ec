package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans rest on facts of the graph, and a graph can change where this handle does not see it. */
class TiedPlansTest {
    private static final String FRIENDS = "MATCH (:Person)-[:KNOWS]->(:Person) RETURN count(*) AS n";
    private static final String ALL = "MATCH ()-[:KNOWS]->() RETURN count(*) AS n";

    @TempDir
    private Path folder;

    private Backend mine;
    private Backend theirs;
    private EntityDraft a;
    private EntityDraft b;

    @BeforeEach
    void open() {
        String url = "sqlite:" + folder.resolve("kb.db");
        mine = Khive.open(url);
        theirs = Khive.open(url);
        a = EntityDraft.of("Person", Map.of());
        b = EntityDraft.of("Person", Map.of());
        mine.in(Scope.DEFAULT).entities().upsertAll(List.of(a, b), BatchMode.ATOMIC);
        mine.in(Scope.DEFAULT).graph().upsert(EdgeDraft.of(a.id(), "KNOWS", b.id()));
        assertThat(count(mine, FRIENDS)).isEqualTo(1L);
        assertThat(count(mine, ALL)).isEqualTo(1L);
    }

    @AfterEach
    void close() {
        mine.close();
        theirs.close();
    }

    private static @Nullable Object count(Backend backend, String text) {
        return backend.in(Scope.DEFAULT)
                .query(text, Map.of())
                .toList()
                .getFirst()
                .value("n");
    }

    private long shape() {
        return (Long) Objects.requireNonNull(
                mine.sql().query("SELECT shape FROM scope").getFirst().get("shape"));
    }

    private void assertSound() {
        assertThat(mine.operations().check(Progress.NONE).checks())
                .allSatisfy(
                        check -> assertThat(check.findings()).as(check.name()).isEmpty());
    }

    @Test
    void whatAnotherProcessWritesIsSeenByTheNextQuery() {
        EntityDraft robot = EntityDraft.of("Robot", Map.of());
        theirs.in(Scope.DEFAULT).entities().upsert(robot);
        theirs.in(Scope.DEFAULT).graph().upsert(EdgeDraft.of(robot.id(), "KNOWS", a.id()));
        assertThat(count(mine, FRIENDS)).isEqualTo(1L);
        assertThat(count(mine, ALL)).isEqualTo(2L);
        theirs.in(Scope.DEFAULT).entities().upsert(new EntityDraft(robot.id(), List.of("Person"), Map.of()));
        assertThat(count(mine, FRIENDS)).isEqualTo(2L);
    }

    @Test
    void whatAnOperatorWritesByHandIsSeenAndCountedAnewByARepair() {
        EntityDraft robot = EntityDraft.of("Robot", Map.of());
        mine.in(Scope.DEFAULT).entities().upsert(robot);
        assertThat(count(mine, FRIENDS)).isEqualTo(1L);
        mine.sql()
                .update(
                        "UPDATE node SET label_set_id = (SELECT label_set_id FROM label_set WHERE labels = '[\"Robot\"]')"
                                + " WHERE node_id IN (SELECT target_id FROM edge)");
        assertThat(shape()).isEqualTo(-1);
        assertThat(count(mine, FRIENDS)).isEqualTo(0L);
        mine.in(Scope.DEFAULT).graph().upsert(EdgeDraft.of(a.id(), "KNOWS", robot.id()));
        assertThat(shape()).as("a write does not mend what was written by hand").isEqualTo(-1);
        mine.operations().repair(Progress.NONE);
        assertThat(shape()).isPositive();
        assertSound();
        assertThat(count(mine, FRIENDS)).isEqualTo(0L);
    }

    @Test
    void aStatementByHandThatIsRolledBackLeavesTheFacts() {
        long before = shape();
        assertThat(catchThrowable(() -> mine.sql().transaction(sql -> {
                    sql.update("DELETE FROM edge");
                    throw new IllegalStateException("no");
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(shape()).isEqualTo(before);
    }

    @Test
    void theShapeChangesWithAFactAndNotWithEveryWrite() {
        long before = shape();
        Storage storage = mine.in(Scope.DEFAULT);
        storage.entities().upsert(new EntityDraft(a.id(), List.of("Person"), Map.of("name", "a")));
        storage.graph().upsert(EdgeDraft.of(b.id(), "KNOWS", a.id()));
        storage.entities().delete(b.id(), DeleteMode.SOFT);
        storage.entities().restore(b.id());
        assertThat(shape()).isEqualTo(before);
        storage.graph().upsertAll(edges(40, a.id()), BatchMode.ATOMIC);
        assertThat(shape()).as("42 edges").isNotEqualTo(before);
    }

    @Test
    void theEdgesOfAHubAreCountedAnewWhenItsLabelsChange() {
        Storage storage = mine.in(Scope.DEFAULT);
        storage.graph().upsertAll(edges(3_000, a.id()), BatchMode.ATOMIC);
        storage.entities().upsert(new EntityDraft(a.id(), List.of("Person", "Hub"), Map.of()));
        assertSound();
        assertThat(mine.sql().query("SELECT max(edges) AS most FROM edge_shape"))
                .containsExactly(Map.of("most", 3_001L));
        assertThat(count(mine, "MATCH (:Hub)-[:KNOWS]->() RETURN count(*) AS n"))
                .isEqualTo(3_001L);
        storage.entities().delete(a.id(), DeleteMode.HARD);
        assertSound();
        assertThat(count(mine, ALL)).isEqualTo(0L);
    }

    private List<EdgeDraft> edges(int count, UUID from) {
        return IntStream.range(0, count)
                .mapToObj(i -> EdgeDraft.of(from, "KNOWS", b.id()))
                .toList();
    }
}
