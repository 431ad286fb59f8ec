package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.TextQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the server read for calls of the stores, with 100,000 nodes and 200,000 edges in the scope: by its own counters of
 * sequential scans, so that every statement of a call is judged, policies included.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementPlanTest {
    private static final int NODES = 100_000;
    private static final Scope SCOPE = Scope.of("large", "main");

    /** Tables of a few pages, which the planner reads whole for good reason. */
    private static final List<String> SMALL = List.of(
            "scope",
            "relation",
            "label",
            "label_set",
            "label_set_member",
            "vector_field",
            "sparse_field",
            "text_index",
            "property_index",
            "khive_schema_history");

    private TestServer server;
    private String address;
    private Backend backend;
    private UUID someone;

    @BeforeAll
    void fill() throws SQLException {
        server = TestServer.require();
        address = server.newSchema();
        backend = Khive.open(TestServer.config(address, Map.of("postgres.pool-size", "1")));
        EntityDraft first = EntityDraft.of("Person", Map.of("name", "person 0"));
        backend.in(SCOPE).entities().insert(first);
        someone = first.id();
        backend.in(SCOPE).graph().insert(dev.khive.api.store.EdgeDraft.of(first.id(), "KNOWS", first.id()));
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO node (scope_id, uuid, record_type, label_set_id, properties, revision, created_at, updated_at)
                    SELECT n.scope_id, gen_random_uuid(), 0, n.label_set_id,
                           jsonb_build_object('name', 'person ' || i, 'age', i %% 90, 'serial', i), 1, n.created_at + i, n.updated_at + i
                    FROM node AS n CROSS JOIN generate_series(1, %d) AS i""".formatted(NODES));
            statement.execute("""
                    INSERT INTO edge (scope_id, source_id, relation_id, target_id, uuid, weight, revision, created_at, updated_at)
                    SELECT e.scope_id, e.source_id + (i * 7919) %% %d, e.relation_id, e.source_id + i %% %d,
                           gen_random_uuid(), 1, 2, e.created_at + i, e.updated_at + i
                    FROM edge AS e CROSS JOIN generate_series(1, %d) AS i""".formatted(NODES, NODES, 2 * NODES));
            statement.execute("""
                    INSERT INTO event (scope_id, sequence, uuid, verb, subject_type, subject, occurred_at)
                    SELECT s.scope_id, s.last_sequence + i, gen_random_uuid(), 'seen', 'it', gen_random_uuid(), i
                    FROM scope AS s CROSS JOIN generate_series(1, %d) AS i""".formatted(NODES));
            statement.execute("UPDATE scope SET last_sequence = last_sequence + " + NODES);
            statement.execute("""
                    INSERT INTO document (scope_id, node_id, field, title, body, revision, updated_at)
                    SELECT n.scope_id, n.node_id, 'extra', 'word w' || n.node_id, '', 1, n.updated_at
                    FROM node AS n""");
            statement.execute("""
                    INSERT INTO text_length (scope_id, doc_id, tokens)
                    SELECT d.scope_id, d.doc_id, 2 FROM document AS d WHERE d.field = 'extra'""");
            statement.execute("""
                    INSERT INTO text_posting (scope_id, term, doc_id, frequency, positions)
                    SELECT d.scope_id, w.term, d.doc_id, 1, ARRAY[w.place::integer]
                    FROM document AS d
                    CROSS JOIN LATERAL unnest(string_to_array(d.title, ' ')) WITH ORDINALITY AS w (term, place)
                    WHERE d.field = 'extra'""");
            statement.execute("""
                    UPDATE text_index AS i
                    SET documents = (SELECT count(*) FROM text_length), tokens = (SELECT sum(tokens) FROM text_length)""");
            backend.operations()
                    .createPropertyIndex(new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("serial")));
            backend.operations().analyze();
        }
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    private static Arguments call(String name, Consumer<Storage> work) {
        return Arguments.of(name, work);
    }

    Stream<Arguments> calls() {
        return Stream.of(
                call("a record by id", storage -> storage.entities().get(someone)),
                call(
                        "an upsert",
                        storage -> storage.entities()
                                .upsert(new EntityDraft(someone, List.of("Person"), Map.of("name", "person 0")))),
                call(
                        "a page by creation",
                        storage -> storage.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.first(20))),
                call("the next page", storage -> {
                    var page = storage.entities().list(Filter.ALL, Order.BY_CREATION, PageRequest.first(20));
                    storage.entities()
                            .list(
                                    Filter.ALL,
                                    Order.BY_CREATION,
                                    PageRequest.first(20).after(page.next().orElseThrow()));
                }),
                call("records by name", storage -> {
                    List<Entity> found = storage.entities()
                            .list(Filter.property("name").equalTo("person 4711"), Order.BY_CREATION, PageRequest.FIRST)
                            .items();
                    assertThat(found).hasSize(1);
                }),
                call(
                        "records by label and name",
                        storage -> storage.entities()
                                .list(
                                        Filter.and(
                                                Filter.field(RecordField.LABEL).equalTo("Person"),
                                                Filter.property("name").equalTo("person 4712")),
                                        Order.BY_CREATION,
                                        PageRequest.FIRST)),
                call("records by a range of numbers", storage -> {
                    List<Entity> found = storage.entities()
                            .list(Filter.property("serial").between(500, 509.5), Order.BY_CREATION, PageRequest.FIRST)
                            .items();
                    assertThat(found).hasSize(10);
                }),
                call(
                        "how many are beyond a number",
                        storage -> assertThat(storage.entities()
                                        .count(Filter.property("serial").greaterThan(NODES - 20)))
                                .isEqualTo(20)),
                call(
                        "neighbours out",
                        storage -> storage.graph()
                                .neighbors(someone, NeighborQuery.of(EdgeDirection.OUT), PageRequest.first(10))),
                call(
                        "neighbours both ways",
                        storage -> storage.graph()
                                .neighbors(someone, NeighborQuery.of(EdgeDirection.BOTH), PageRequest.first(10))),
                call("events of the scope", storage -> storage.events().follow(0, 10, java.time.Duration.ZERO)),
                call(
                        "a query by name",
                        storage -> assertThat(storage.query(
                                                "MATCH (n:Person {name: $name}) RETURN n",
                                                Map.of("name", "person 4713"))
                                        .toList())
                                .hasSize(1)),
                call(
                        "a query by id",
                        storage -> assertThat(storage.query(
                                                "MATCH (n) WHERE id(n) = $id RETURN n.name",
                                                Map.of("id", someone.toString()))
                                        .toList())
                                .hasSize(1)),
                call(
                        "a query of a range of numbers",
                        storage -> assertThat(storage.query(
                                                "MATCH (n:Person) WHERE n.serial >= $a AND n.serial < $b RETURN n.name",
                                                Map.of("a", 500, "b", 509.5))
                                        .toList())
                                .hasSize(10)),
                call(
                        "a query of some numbers",
                        storage -> assertThat(storage.query(
                                                "MATCH (n) WHERE n.serial IN $some RETURN n.name",
                                                Map.of("some", List.of(7, 9, -1)))
                                        .toList())
                                .hasSize(2)),
                call(
                        "a query of some names",
                        storage -> assertThat(storage.query(
                                                "MATCH (n) WHERE n.name IN $some RETURN n.name",
                                                Map.of("some", List.of("person 7", "nobody")))
                                        .toList())
                                .hasSize(1)),
                call(
                        "a query of the beginning of names",
                        storage -> assertThat(storage.query(
                                                "MATCH (n) WHERE n.name STARTS WITH $x RETURN n.name",
                                                Map.of("x", "person 4711"))
                                        .toList())
                                .hasSize(11)),
                call(
                        "a query of two hops",
                        storage -> storage.query(
                                        "MATCH (n:Person)-[:KNOWS]->(m)<-[:KNOWS]-(o) WHERE n.name = 'person 4714'"
                                                + " RETURN DISTINCT o.name ORDER BY o.name LIMIT 10")
                                .toList()),
                call(
                        "a query of a variable length",
                        storage -> storage.query(
                                        "MATCH (n:Person {name: 'person 4715'})-[:KNOWS*1..2]->(m) RETURN count(DISTINCT m)")
                                .toList()),
                call(
                        "a query of a shortest path",
                        storage -> assertThat(distance(storage, "person 10561")).isEqualTo(2)),
                call(
                        "a query of a shortest path beyond the levels of both ends",
                        storage -> assertThat(distance(storage, "person 88481")).isEqualTo(6)),
                call("a text search", storage -> storage.text().search(TextQuery.of("word w4711", 5))));
    }

    /** How many edges there are to person 1, to whom the last edge leads from person 7919. */
    private static long distance(Storage storage, String name) {
        return storage.query(
                        "MATCH (a:Person {name: $name}), (b:Person {name: 'person 1'}), p = shortestPath((a)-[:KNOWS*]-(b))"
                                + " RETURN length(p) AS length",
                        Map.of("name", name))
                .toList()
                .getFirst()
                .longValue("length");
    }

    /** The driver prepares a statement at the fifth run, and the server weighs a plan for any values after five more. */
    @Test
    void aQueryThatIsAskedAgainIsNotPlannedAgain() {
        String query = "MATCH (n:Person {name: $name})-[:KNOWS]-(m)-[:KNOWS]-(o) WHERE o <> n RETURN count(DISTINCT o)";
        for (int run = 0; run < 20; run++) {
            backend.in(SCOPE).query(query, Map.of("name", "person " + run)).toList();
        }

        assertThat(
                        backend.sql()
                                .query(
                                        "SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%count(distinct%'"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(((Number) Objects.requireNonNull(row.get("generic_plans"))).longValue())
                        .isGreaterThan(5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void noLargeTableIsReadFromEndToEnd(String name, Consumer<Storage> work) throws SQLException {
        work.accept(backend.in(SCOPE));
        Map<String, Long> before = scans();
        work.accept(backend.in(SCOPE));
        Map<String, Long> after = scans();
        before.keySet().removeAll(SMALL);
        assertThat(after).as("sequential scans of %s", name).containsAllEntriesOf(before);
    }

    /** The statement as khive_app runs it; the planner must take the declared index for numbers and for names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "khive_number_key(n.properties, '{\"serial\"}'::text[]) >= 99990 | property_2_number",
                "khive_number_key(n.properties, '{\"serial\"}'::text[]) BETWEEN 10 AND 20 | property_2_number",
                "khive_text_key(n.properties, '{\"name\"}'::text[]) COLLATE \"C\" = 'person 7' | property_1_text",
                "khive_text_key(n.properties, '{\"name\"}'::text[]) COLLATE \"C\" >= 'person 9999' | property_1_text"
            })
    void aConditionOnAPropertyReadsItsIndexBelowThePolicies(String condition, String index) throws SQLException {
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE khive_app");
            statement.execute("SELECT khive_enter('large', '{main}', false)");
            List<String> plan = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("EXPLAIN SELECT n.node_id FROM node AS n WHERE " + condition)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            assertThat(String.join("\n", plan)).contains(index).doesNotContain("Seq Scan");
        }
    }

    /** The counters, once the backend's only connection has told the server of its own. */
    private Map<String, Long> scans() throws SQLException {
        backend.sql().query("SELECT pg_stat_force_next_flush()");
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE schemaname = current_schema()")) {
            Map<String, Long> scans = new java.util.TreeMap<>();
            while (rows.next()) {
                scans.put(rows.getString(1), rows.getLong(2));
            }
            return scans;
        }
    }
}
