package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Durability;
import dev.khive.api.Khive;
import dev.khive.api.Operations;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each of the logins of docs/postgres.md can do; the random sequences do all that stores do as the weakest of them. */
class LoginTest {
    private static final Scope SCOPE = Scope.of("t", "main");
    private static final Map<String, String> INDEXED = Map.of("postgres.vector-index", "hnsw");

    private TestServer server;
    private String schema = "";

    @BeforeEach
    void findServer() throws SQLException {
        server = TestServer.require();
        schema = server.newSchema();
        try (Connection connection = TestServer.plain(schema)) {
            Assumptions.assumeTrue(
                    PostgresRoles.isSuperuser(connection), "Whoever logs in here cannot make other logins.");
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            server.close();
        }
    }

    private void makeAsOwner() {
        Khive.open(TestServer.config(server.asOwner(schema), Map.of())).close();
    }

    @Test
    void anOwnerWithoutSpecialRightsMakesIndexesAndChecksItsSchema() {
        try (Backend backend = Khive.open(TestServer.config(server.asOwner(schema), INDEXED))) {
            PropertyIndex index = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("n"));
            backend.operations().createPropertyIndex(index);
            assertThat(backend.operations().propertyIndexes()).contains(index);
            assertThat(backend.operations().describe()).containsEntry("row-level-security", "on");
            assertThat(backend.operations().describe().get("property-indexes"))
                    .as("only a superuser can let indexes serve conditions below the policies")
                    .contains("khive_number_key(jsonb, text[]) LEAKPROOF");
            assertThat(backend.operations().check(Progress.NONE).checks())
                    .allSatisfy(check ->
                            assertThat(check.findings()).as(check.name()).isEmpty());
            assertThat(backend.sql().query("SELECT current_user::text AS me"))
                    .containsExactly(Map.of("me", "khive_operator"));
        }
    }

    @Test
    void theCountsOfAGraphThatIsThereAreMadeByTheMigrationOfAnOwnerWhomThePoliciesHold() throws SQLException {
        KhiveConfig owner = TestServer.config(server.asOwner(schema), Map.of());
        try (Backend backend = Khive.open(owner)) {
            EntityDraft a = EntityDraft.of("Person", Map.of());
            EntityDraft b = EntityDraft.of("Place", Map.of());
            backend.in(SCOPE).entities().upsertAll(List.of(a, b), BatchMode.ATOMIC);
            backend.in(SCOPE).graph().upsert(EdgeDraft.of(a.id(), "LIVES_IN", b.id()));
        }
        TestServer.makeOlder(schema);
        try (Backend backend = Khive.open(owner)) {
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            assertThat(backend.sql().query("SELECT e.edges, s.shape > 0 AS named FROM edge_shape AS e, scope AS s"))
                    .containsExactly(Map.of("edges", 1L, "named", true));
        }
    }

    @Test
    void aLoginThatServesTenantsBuildsAndSearchesIndexesOfVectors() {
        makeAsOwner();
        try (Backend backend = Khive.open(TestServer.config(server.asStores(schema), INDEXED))) {
            VectorField field = new VectorField("f", "m", 2, Metric.L2);
            EntityDraft thing = EntityDraft.of("Thing", Map.of());
            backend.in(SCOPE).entities().insert(thing);
            backend.in(SCOPE).vectors().define(field);
            backend.in(SCOPE).vectors().put(VectorDraft.of(thing.id(), field, new float[] {1, 2}));
            backend.in(SCOPE).vectors().rebuild("f");
            assertThat(backend.in(SCOPE)
                            .vectors()
                            .search(VectorQuery.of(field, new float[] {1, 2}, 1))
                            .hits())
                    .extracting(hit -> hit.subject())
                    .containsExactly(thing.id());
        }
    }

    @Test
    void aLoginThatServesTenantsIsNoOperator() {
        makeAsOwner();
        try (Backend backend = Khive.open(TestServer.config(server.asStores(schema), Map.of()))) {
            assertThatThrownBy(() -> backend.sql().query("SELECT 1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("GRANT khive_operator");
            assertThatThrownBy(() -> backend.operations().check(Progress.NONE))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("GRANT khive_operator");
        }
    }

    @Test
    void workOfAnOperatorThatIsRefusedSaysWhichRolesItNeeds() {
        makeAsOwner();
        PropertyIndex index = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("secret"));
        PropertyIndex declared = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("name"));
        String owner = user(server.asOwner(schema));
        String login = user(server.asStores(schema));
        String grant = "GRANT \"khive_operator\", \"" + owner + "\" TO \"" + login + "\"";
        try (Backend backend = Khive.open(TestServer.config(server.asStores(schema), Map.of()))) {
            Operations operations = backend.operations();
            assertNeeds(grant, "createPropertyIndex", () -> operations.createPropertyIndex(index));
            assertNeeds(grant, "createPropertyIndex", () -> operations.createPropertyIndex(declared));
            assertNeeds(grant, "dropPropertyIndex", () -> operations.dropPropertyIndex(declared));
            assertNeeds(grant, "analyze", operations::analyze);
            assertThat(operations.propertyIndexes()).containsExactly(declared);
        }
    }

    private static void assertNeeds(String grant, String operation, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith(operation + " is for who owns the tables and is an operator")
                .hasMessageEndingWith("let somebody who may run: " + grant);
    }

    private static String user(String address) {
        return PostgresAddress.parse(TestServer.config(address, Map.of()).location())
                .user();
    }

    @Test
    void anOwnerWhoIsNoOperatorIsToldSo() throws SQLException {
        makeAsOwner();
        String owner = user(server.asOwner(schema));
        try (Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement();
                Backend backend = Khive.open(TestServer.config(server.asOwner(schema), Map.of()))) {
            statement.execute("REVOKE khive_operator FROM " + owner);
            PropertyIndex index = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("secret"));
            assertNeeds(
                    "GRANT \"khive_operator\" TO \"" + owner + "\"",
                    "createPropertyIndex",
                    () -> backend.operations().createPropertyIndex(index));
            assertThatThrownBy(() -> backend.sql().query("SELECT 1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("GRANT khive_operator");
            statement.execute("GRANT khive_operator TO " + owner);
            backend.operations().createPropertyIndex(index);
            assertThatThrownBy(() -> backend.sql().update("DROP TABLE node"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("The role khive_operator, which SQL runs as, may not do this")
                    .hasMessageContaining("must be owner of table node");
        }
    }

    @Test
    void aLoginThatServesTenantsIsToldWhatMakesASchema() {
        String login = user(server.asStores(schema));
        assertThatThrownBy(() -> Khive.open(TestServer.config(server.asStores(schema), Map.of())))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("The user " + login + " may not make the schema")
                .hasMessageContaining("GRANT CREATE ON DATABASE");
    }

    @Test
    void aLoginThatServesTenantsIsToldWhoBringsASchemaUpToDate() throws SQLException {
        makeAsOwner();
        try (Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM khive_schema_history WHERE version = '" + PostgresSchema.CURRENT + "'");
        }
        assertThatThrownBy(() -> Khive.open(TestServer.config(server.asStores(schema), Map.of())))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("is to be brought up to date, which its owner can do");
    }

    @Test
    void tablesThatAnOperatorMakesAreNoneOfTheChecksBusiness() throws SQLException {
        makeAsOwner();
        try (Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement();
                Backend backend = Khive.open(TestServer.config(server.asOwner(schema), Map.of()))) {
            statement.execute("CREATE TABLE notes_of_mine (n integer)");
            assertThat(backend.operations().describe()).containsEntry("row-level-security", "on");
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            backend.operations().analyze();
            statement.execute("ALTER TABLE sparse_posting DISABLE ROW LEVEL SECURITY");
            assertThat(backend.operations().describe().get("row-level-security"))
                    .contains("sparse_posting");
        }
    }

    @Test
    void everyTableThatTheMigrationsMakeIsKnown() throws SQLException {
        makeAsOwner();
        Set<String> tables = new TreeSet<>(PostgresTables.OF_TENANTS);
        tables.add(PostgresTables.PROPERTY_INDEX);
        tables.add(PostgresMigration.HISTORY);
        try (Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
            Set<String> made = new TreeSet<>();
            while (rows.next()) {
                made.add(rows.getString(1));
            }
            assertThat(made).isEqualTo(tables);
        }
    }

    @Test
    void aCommitThatDoesNotWaitForTheDiskDoesNotSayThatItDid() throws SQLException {
        try (Backend quick = Khive.open(TestServer.config(server.asOwner(schema), Map.of()));
                Backend safe = Khive.open(TestServer.config(schema, Map.of()))) {
            EntityDraft thing = EntityDraft.of("Thing", Map.of());
            assertThat(quick.in(SCOPE).entities().insert(thing).durability()).isEqualTo(Durability.PROCESS);
            assertThat(safe.in(SCOPE).version().durability()).isEqualTo(Durability.STABLE);
        }
    }
}
