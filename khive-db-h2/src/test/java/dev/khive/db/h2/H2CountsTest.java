package dev.khive.db.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Stores;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.db.sql.scope.GraphCountsCheck;
import dev.khive.db.sql.session.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counts of the graph, which no query of this backend reads and no check compares, agree with its rows. */
class H2CountsTest {
    private static final List<String> LABELS = List.of("Person", "Author", "Thing");
    private static final int NODES = 40;

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    @Test
    void whatWritesAddAndTakeAwayIsWhatIsStored() {
        String location = folder.resolve("counted").toString();
        try (Backend backend = Khive.open("h2:" + location)) {
            Stores stores = backend.in(Scope.DEFAULT);
            stores.entities().upsertAll(nodes(), BatchMode.ATOMIC);
            stores.graph().upsertAll(edges(300), BatchMode.ATOMIC);
            stores.entities().upsertAll(nodes(), BatchMode.ATOMIC);
            stores.entities().delete(id(0), DeleteMode.HARD);
            stores.entities().delete(id(1), DeleteMode.SOFT);
            assertThatThrownBy(() -> backend.in(Scope.DEFAULT).transaction(transaction -> {
                        transaction.graph().upsert(EdgeDraft.of(id(2), "LIKES", id(3)));
                        throw new IllegalStateException("taken back");
                    }))
                    .hasMessageContaining("taken back");
        }

        Database database = H2Connections.of(location, false).open(Duration.ofSeconds(10));
        List<String> wrong =
                database.read(session -> session.query(GraphCountsCheck.FINDINGS, List.of(), row -> row.text(1)));
        long counted = database.read(session -> session.number("SELECT sum(edges) FROM edge_shape"));
        long stored = database.read(session -> session.number("SELECT count(*) FROM edge"));
        long known = database.read(session -> session.number("SELECT count(*) FROM scope WHERE shape > 0"));
        database.close();
        assertThat(wrong).isEmpty();
        assertThat(counted).isEqualTo(stored).isGreaterThan(250);
        assertThat(known).isEqualTo(1);
    }

    private List<EntityDraft> nodes() {
        List<EntityDraft> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            List<String> labels =
                    LABELS.stream().filter(label -> random.nextBoolean()).toList();
            nodes.add(new EntityDraft(id(i), labels, Map.of("name", "n" + i)));
        }
        return nodes;
    }

    private List<EdgeDraft> edges(int count) {
        List<EdgeDraft> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String relation = random.nextBoolean() ? "KNOWS" : "LIKES";
            edges.add(EdgeDraft.of(id(random.nextInt(NODES)), relation, id(random.nextInt(NODES))));
        }
        return edges;
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }
}
