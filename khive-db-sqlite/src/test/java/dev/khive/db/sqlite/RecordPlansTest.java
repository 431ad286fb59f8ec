package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import dev.khive.db.sql.graph.SqlGraphWalks;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.store.SqlEntityStore;
import dev.khive.db.sql.store.SqlEventStore;
import dev.khive.db.sql.store.SqlGraphStore;
import dev.khive.db.sql.store.SqlNoteStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The plans that SQLite makes for the statements of the stores, taken from the statements that were really prepared. */
class RecordPlansTest {
    private final SqliteDatabase database = TestDatabases.open("sqlite::memory:");
    private final ScopeAccess access = new ScopedDatabase(database, Bounds.DEFAULT, Duration.ofSeconds(30), null)
            .access(ReadScope.of("local", "default"), true, 0);
    private final EntityStore entities = new SqlEntityStore(access, List.of());
    private final NoteStore notes = new SqlNoteStore(access, List.of());
    private final GraphStore graph = new SqlGraphStore(access, new SqlGraphWalks(access));
    private final EventStore events = new SqlEventStore(access);
    private final EntityDraft ann = EntityDraft.of("Person", Map.of("name", "Ann"));
    private final EntityDraft bob = EntityDraft.of("Person", Map.of("name", "Bob"));
    private final EdgeDraft knows = EdgeDraft.of(ann.id(), "KNOWS", bob.id());

    @AfterEach
    void close() {
        database.close();
    }

    private void write() {
        entities.upsertAll(List.of(ann, bob), BatchMode.ATOMIC);
        graph.upsert(knows);
        graph.upsertByNaturalKey(knows);
    }

    private static List<String> plans(Session session) {
        List<String> plans = new ArrayList<>();
        for (String sql : session.prepared()) {
            session.query("EXPLAIN QUERY PLAN " + sql, List.of(), row -> row.text(4))
                    .forEach(step -> plans.add(step + "\n      of " + sql.replace("\n", "\n         ")));
        }
        return plans;
    }

    private List<String> plansOfReads() {
        return database.read(RecordPlansTest::plans);
    }

    private List<String> plansOfWrites() {
        return database.write(RecordPlansTest::plans);
    }

    /** Tables of one row for each name or parameter may be scanned; those that grow with the data may not. */
    private static boolean scansRows(String step) {
        return step.matches("(?s)SCAN (node|edge|event|document|vector|r|n|e|source|target|u)\\b.*");
    }

    @Test
    void writesScanNothing() {
        write();
        entities.replace(ann, entities.get(ann.id()).orElseThrow().revision());
        entities.insertIfAbsent(bob);
        notes.upsert(new NoteDraft(UUID.randomUUID(), "fact", "x", null, Instant.EPOCH, Map.of()));
        notes.purgeExpired();
        graph.deleteIncident(ann.id(), DeleteMode.SOFT);
        graph.restore(knows.id());
        entities.delete(ann.id(), DeleteMode.SOFT);
        entities.restore(ann.id());
        entities.delete(ann.id(), DeleteMode.HARD);
        events.append(new EventDraft("seen", "bird", null, null, Map.of(), "key"));

        assertThat(plansOfWrites())
                .noneMatch(RecordPlansTest::scansRows)
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void readsByIdScanAndSortNothing() {
        write();
        for (RecordStore<? extends StoredRecord, ?> store :
                List.<RecordStore<? extends StoredRecord, ?>>of(entities, notes, graph)) {
            store.get(ann.id());
            store.getIncludingDeleted(ann.id());
            store.getAll(List.of(ann.id(), bob.id()));
        }
        events.get(1);
        events.follow(0, 10, Duration.ZERO);
        events.lastSequence();

        assertThat(plansOfReads())
                .noneMatch(RecordPlansTest::scansRows)
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void listsByCreationAndByIdAreReadFromAnIndexAPageAtATime() {
        write();
        for (Order order :
                List.of(Order.BY_CREATION, Order.ascending(RecordField.ID), Order.descending(RecordField.ID))) {
            pages(entities, order);
            pages(notes, order);
            pages(graph, order);
        }
        Order bySequence = Order.ascending(RecordField.SEQUENCE);
        Page<?> first = events.list(Filter.ALL, bySequence, PageRequest.first(1));
        events.list(
                Filter.ALL, bySequence, PageRequest.first(1).after(first.next().orElseThrow()));

        assertThat(plansOfReads())
                .noneMatch(RecordPlansTest::scansRows)
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    private static void pages(RecordStore<?, ?> store, Order order) {
        Page<?> first = store.list(Filter.ALL, order, PageRequest.first(1));
        first.next()
                .ifPresent(next ->
                        store.list(Filter.ALL, order, PageRequest.first(1).after(next)));
    }

    @Test
    void filtersOnLabelEndsAndNameAreServedByTheirIndexes() {
        write();
        entities.count(Filter.field(RecordField.LABEL).equalTo("Person"));
        entities.count(Filter.field(RecordField.KIND).equalTo("Person"));
        graph.count(Filter.field(RecordField.SOURCE).equalTo(ann.id()));
        graph.count(Filter.field(RecordField.TARGET).in(ann.id(), bob.id()));
        entities.count(Filter.property("name").equalTo("Ann"));
        events.count(Filter.field(RecordField.SUBJECT).equalTo(ann.id()));

        List<String> plans = plansOfReads();

        assertThat(plans).noneMatch(RecordPlansTest::scansRows);
        for (String index : List.of(
                "node_label_set (scope_id=? AND label_set_id=?)",
                "edge_out (scope_id=? AND source_id=?)",
                "edge_in (scope_id=? AND target_id=?)",
                "property_1 (scope_id=? AND <expr>=?)",
                "event_subject (scope_id=? AND subject=?)")) {
            assertThat(plans).anyMatch(step -> step.contains(index));
        }
        assertThat(plans).noneMatch(step -> step.contains("node_creation"));
    }

    @Test
    void anOrderByAPropertySortsWhatTheScopeHoldsAndNothingElse() {
        write();
        entities.list(Filter.ALL, Order.ascending(PropertyPath.of("name")), PageRequest.FIRST);

        assertThat(plansOfReads()).noneMatch(RecordPlansTest::scansRows);
    }
}
