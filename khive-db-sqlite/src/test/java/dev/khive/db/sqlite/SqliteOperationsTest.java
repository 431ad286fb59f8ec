package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.IntegrityReport;
import dev.khive.api.IntegrityReport.Check;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SqlAccess;
import dev.khive.api.store.TextQuery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SqliteOperationsTest {
    private static final int PEOPLE = 50;

    @TempDir
    private Path folder;

    private Path file;
    private Backend backend;
    private List<UUID> ids;

    @BeforeEach
    void open() {
        file = folder.resolve("kb.db");
        backend = Khive.open("sqlite:" + file);
        ids = SampleGraph.write(backend.in(Scope.DEFAULT), PEOPLE);
        SampleGraph.write(backend.in(Scope.of("other", "tenant")), 5);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private static long count(Backend of) {
        return of.in(Scope.DEFAULT).statistics().nodes();
    }

    @Nested
    class Looking {
        @Test
        void theFactsNameTheDatabaseAndItsSettings() {
            assertThat(backend.operations().describe())
                    .containsEntry("backend", "sqlite")
                    .containsEntry("database", file.toString())
                    .containsEntry("schema.version", Integer.toString(SqliteSchema.CURRENT))
                    .containsEntry("journal-mode", "wal")
                    .containsEntry("durability", "STABLE")
                    .containsEntry("readers", "4")
                    .containsEntry("timeout", "PT30S")
                    .containsKey("sqlite.version");
            assertThat(backend.operations().schemaVersion()).isEqualTo(Integer.toString(SqliteSchema.CURRENT));
        }

        @Test
        void theBytesGrowWithWhatIsStored() {
            long before = backend.operations().bytes();
            SampleGraph.write(backend.in(Scope.of("third", "tenant")), 500);
            assertThat(backend.operations().bytes()).isGreaterThan(before + 50_000);
        }

        @Test
        void aDatabaseInUseIsClean() {
            backend.in(Scope.DEFAULT).entities().delete(ids.get(3), DeleteMode.SOFT);
            backend.in(Scope.DEFAULT).entities().delete(ids.get(9), DeleteMode.HARD);
            List<String> steps = new ArrayList<>();
            IntegrityReport report = backend.operations().check((step, done, total) -> steps.add(step));
            assertThat(report.checks())
                    .hasSizeGreaterThan(15)
                    .allSatisfy(check ->
                            assertThat(check.findings()).as(check.name()).isEmpty());
            assertThat(report.clean()).isTrue();
            assertThat(steps).contains("full text", "done");
        }

        @Test
        void aCheckInMemoryIsCleanToo() {
            try (Backend memory = Khive.open("sqlite::memory:")) {
                SampleGraph.write(memory.in(Scope.DEFAULT), 10);
                assertThat(memory.operations().check(Progress.NONE).clean()).isTrue();
            }
        }
    }

    @Nested
    class Mending {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                full text            | DELETE FROM text_1 WHERE rowid = (SELECT min(doc_id) FROM document)      | lacks texts: 1
                full text            | INSERT INTO text_1 (rowid, title, body) VALUES (99999, 'ghost', 'ghost') | holds texts that are gone: 1
                full text            | DROP TABLE text_1                                                        | is not there
                full text            | DELETE FROM text_index                                                   | nothing says how it was made
                tables and indexes   | DROP INDEX edge_in                                                       | The index edge_in is not there
                property indexes     | DROP INDEX property_1                                                    | on the property [name]
                liveness of nodes    | UPDATE node SET dead_at = 0 WHERE node_id = 7                            | The node
                liveness of edges    | UPDATE edge SET dead_at = 5 WHERE edge_id = 7                            | The edge
                versions of scopes   | UPDATE scope SET last_sequence = last_sequence + 3 WHERE scope_id = 1    | says that its version is
                label sets           | DELETE FROM label_set_member WHERE label_id = 1                          | lacks its member
                label sets           | INSERT INTO label_set_member SELECT 1, label_id, 1 FROM label WHERE name = 'Odd' | which it does not name
                nodes of documents   | INSERT INTO document VALUES (5000, 1, 77777, 'f', 't', 'b', 1, 1)        | which is not there
                ends of edges        | UPDATE edge SET target_id = 77777 WHERE edge_id = 3                      | has an end that is not there
                sparse postings      | INSERT INTO sparse_posting VALUES (1, 1, 5, 1, 0.5)                      | which has no such vector
                counts of the graph  | UPDATE edge_shape SET edges = edges + 1                                  | edges of the relation
                counts of the graph  | DELETE FROM edge_shape                                                   | and there are
                counts of the graph  | UPDATE label_set SET nodes = 0                                           | counts 0 nodes
                counts of the graph  | UPDATE scope SET shape = -1                                              | written by hand
                """)
        void whatCanBeDerivedIsFoundAndMended(String check, String damage, String finding) throws SQLException {
            damage(damage);
            IntegrityReport found = backend.operations().check(Progress.NONE);
            assertThat(findings(found, check))
                    .anySatisfy(
                            sentence -> assertThat(sentence).contains(finding).endsWith("."));
            assertThat(found.clean()).isFalse();

            IntegrityReport mended = backend.operations().repair(Progress.NONE);
            assertThat(findings(mended, check)).isNotEmpty();
            assertThat(mended.checks().stream()
                            .filter(c -> c.name().equals(check))
                            .allMatch(Check::repaired))
                    .isTrue();
            assertThat(backend.operations().check(Progress.NONE).checks())
                    .allSatisfy(c -> assertThat(c.findings()).as(c.name()).isEmpty());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                sequences of events  | DELETE FROM event WHERE scope_id = 1 AND sequence = 5                    | and so a gap
                JSON of edges        | UPDATE edge SET properties = x'ff00ff' WHERE edge_id = 4                 | is damaged
                revisions            | UPDATE node SET revision = 1000000 WHERE node_id = 4                     | has not reached
                scopes of names      | UPDATE node SET label_set_id = (SELECT max(label_set_id) FROM label_set) WHERE node_id = 1 | labels of another scope
                """)
        void whatIsLostIsFoundAndNotCalledMended(String check, String damage, String finding) throws SQLException {
            damage(damage);
            IntegrityReport report = backend.operations().repair(Progress.NONE);
            assertThat(findings(report, check))
                    .anySatisfy(sentence -> assertThat(sentence).contains(finding));
            assertThat(report.clean()).isFalse();
        }

        @Test
        void searchFindsAgainWhatARepairPutBack() throws SQLException {
            damage("DELETE FROM text_1");
            assertThat(hits("person")).isEmpty();
            backend.operations().repair(Progress.NONE);
            assertThat(hits("person")).isNotEmpty();
        }

        private List<SearchHit> hits(String words) {
            return backend.in(Scope.DEFAULT)
                    .text()
                    .search(TextQuery.of(words, 10))
                    .hits();
        }

        @Test
        void flippedBytesInAnIndexAreFoundAndTheIndexIsMadeAnew() throws IOException, SQLException {
            long page = page("node_label_set");
            backend.close();
            flip(page * 4096 - 40);
            backend = Khive.open("sqlite:" + file);
            IntegrityReport report = backend.operations().check(Progress.NONE);
            assertThat(report.clean()).isFalse();
            assertThat(findings(report, "pages, rows and indexes")).isNotEmpty();
            assertThat(backend.operations().repair(Progress.NONE).clean()).isTrue();
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
        }

        @Test
        void flippedBytesInATableAreFoundAndNotCalledMended() throws IOException, SQLException {
            long page = page("event");
            backend.close();
            flip((page - 1) * 4096);
            backend = Khive.open("sqlite:" + file);
            assertThat(backend.operations().repair(Progress.NONE).clean()).isFalse();
        }

        private long page(String name) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    var result =
                            statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'")) {
                return result.getLong(1);
            }
        }

        /** The header of a page stands at its beginning, its content at its end. */
        private void flip(long offset) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(offset);
                byte[] some = new byte[40];
                bytes.readFully(some);
                for (int i = 0; i < some.length; i++) {
                    some[i] ^= (byte) 0x55;
                }
                bytes.seek(offset);
                bytes.write(some);
            }
        }

        private void damage(String... statements) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.executeUpdate(sql);
                }
            }
        }

        private static List<String> findings(IntegrityReport report, String check) {
            return report.checks().stream()
                    .filter(c -> c.name().equals(check))
                    .flatMap(c -> c.findings().stream())
                    .toList();
        }
    }

    @Nested
    class Copies {
        @Test
        void aBackupHoldsWhatWasThereAndCanBeOpenedAndRestored() throws IOException {
            Path copy = folder.resolve("copy of kb?.db");
            backend.operations().backup(copy, Progress.NONE);
            backend.in(Scope.DEFAULT).entities().insert(EntityDraft.of("Late", Map.of("name", "after the copy")));
            try (var files = Files.list(folder)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .noneMatch(name -> name.contains("partial"));
            }
            Path place = folder.resolve("restored.db");
            KhiveConfig config = KhiveConfig.of("sqlite:" + place);
            Khive.provider(config).restore(config, copy, Progress.NONE);
            try (Backend restored = Khive.open("sqlite:" + place)) {
                assertThat(count(restored)).isEqualTo(PEOPLE);
                assertThat(restored.operations().check(Progress.NONE).clean()).isTrue();
                assertThat(restored.in(Scope.DEFAULT).entities().get(ids.get(0)))
                        .isPresent();
            }
        }

        @Test
        void aBackupIsConsistentWhileOthersWrite() {
            Path copy = folder.resolve("copy.db");
            CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    backend.in(Scope.DEFAULT).entities().insert(EntityDraft.of("Busy", Map.of("name", "n" + i)));
                }
                return 100;
            });
            backend.operations().backup(copy, Progress.NONE);
            assertThat(writing.join()).isEqualTo(100);
            try (Backend opened = Khive.open("sqlite:" + copy)) {
                assertThat(count(opened)).isBetween((long) PEOPLE, PEOPLE + 100L);
                assertThat(opened.operations().check(Progress.NONE).clean()).isTrue();
            }
            assertThat(count(backend)).isEqualTo(PEOPLE + 100L);
        }

        @Test
        void aDatabaseInMemoryCanBeBackedUpIntoAFile() {
            Path copy = folder.resolve("memory.db");
            try (Backend memory = Khive.open("sqlite::memory:")) {
                SampleGraph.write(memory.in(Scope.DEFAULT), 7);
                memory.operations().backup(copy, Progress.NONE);
            }
            try (Backend opened = Khive.open("sqlite:" + copy)) {
                assertThat(count(opened)).isEqualTo(7);
            }
        }

        @Test
        void aTargetThatIsThereIsLeftAsItIs() throws IOException {
            Path taken = Files.writeString(folder.resolve("taken"), "mine");
            assertThatThrownBy(() -> backend.operations().backup(taken, Progress.NONE))
                    .isInstanceOf(AlreadyExistsException.class)
                    .hasMessageContaining("taken");
            assertThat(taken).hasContent("mine");
        }

        @Test
        void aTargetWithoutAFolderIsRefused() {
            assertThatThrownBy(() -> backend.operations().backup(folder.resolve("no/copy.db"), Progress.NONE))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("folder");
        }

        @Test
        void aRestoreOverADatabaseIsRefused() {
            Path copy = folder.resolve("copy.db");
            backend.operations().backup(copy, Progress.NONE);
            KhiveConfig config = KhiveConfig.of("sqlite:" + file);
            assertThatThrownBy(() -> Khive.provider(config).restore(config, copy, Progress.NONE))
                    .isInstanceOf(AlreadyExistsException.class);
            assertThat(count(backend)).isEqualTo(PEOPLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing", "text", "torn", "other", "newer", "flipped"})
        void whatIsNoSoundCopyIsRefusedAndNothingIsWritten(String kind) throws Exception {
            Path copy = folder.resolve(kind + ".db");
            switch (kind) {
                case "text" -> Files.writeString(copy, "Not a database. ".repeat(500));
                case "other" -> raw(copy, "CREATE TABLE t (x)");
                case "torn", "flipped", "newer" -> backend.operations().backup(copy, Progress.NONE);
                default -> assertThat(copy).doesNotExist();
            }
            switch (kind) {
                case "newer" -> raw(copy, "UPDATE khive_schema_history SET version = '7'");
                case "torn", "flipped" -> spoil(copy, kind.equals("torn"));
                default -> assertThat(kind).isNotEmpty();
            }
            Path place = folder.resolve("place.db");
            KhiveConfig config = KhiveConfig.of("sqlite:" + place);
            assertThatThrownBy(() -> Khive.provider(config).restore(config, copy, Progress.NONE))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("nothing was restored");
            assertThat(place).doesNotExist();
        }

        private void spoil(Path copy, boolean torn) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(copy.toFile(), "rw")) {
                if (torn) {
                    bytes.setLength(bytes.length() / 2);
                } else {
                    bytes.seek(bytes.length() / 2);
                    bytes.write(new byte[8192]);
                }
            }
        }

        private void raw(Path database, String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Nested
    class Indexes {
        @Test
        void theNameOfNodesIsIndexedFromTheStart() {
            assertThat(backend.operations().propertyIndexes()).containsExactly(PropertyIndex.onNodes("name"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rank",
                    "two words",
                    "it's",
                    "a.b",
                    "$dollar",
                    "%",
                    "🐝",
                    "select",
                    "x'); DROP TABLE node; --"
                })
        void anyOrdinaryKeyCanBeIndexedAndDropped(String key) {
            PropertyIndex index = PropertyIndex.onNodes(key, "inner " + key);
            backend.operations().createPropertyIndex(index);
            backend.operations().createPropertyIndex(index);
            backend.operations().createPropertyIndex(PropertyIndex.onEdges(key));
            assertThat(backend.operations().propertyIndexes())
                    .containsExactly(PropertyIndex.onNodes("name"), index, PropertyIndex.onEdges(key));
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            backend.operations().dropPropertyIndex(index);
            backend.operations().dropPropertyIndex(index);
            assertThat(backend.operations().propertyIndexes()).doesNotContain(index);
            assertThat(count(backend)).isEqualTo(PEOPLE);
        }

        @Test
        void aKeyOfTheLongestKindCanBeIndexed() {
            PropertyIndex index = PropertyIndex.onNodes("k".repeat(1024));
            backend.operations().createPropertyIndex(index);
            assertThat(backend.operations().propertyIndexes()).contains(index);
        }

        @ParameterizedTest
        @ValueSource(strings = {"quo\"te", "back\\slash", "line\nbreak"})
        void aKeyThatNoJsonPathCanHoldIsRefused(String key) {
            assertThatThrownBy(() -> backend.operations().createPropertyIndex(PropertyIndex.onNodes(key)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cannot index");
        }

        @Test
        void anIndexIsUsedByAComparisonWithItsProperty() {
            String sql = "EXPLAIN QUERY PLAN SELECT node_id FROM node n WHERE n.scope_id = 1"
                    + " AND json_extract(n.properties, '$.\"rank\"') = ";
            assertThat(plan(backend.sql(), sql + 5)).doesNotContain("property_");
            backend.operations().createPropertyIndex(PropertyIndex.onNodes("rank"));
            assertThat(plan(backend.sql(), sql + 6))
                    .contains("INDEX property_2")
                    .doesNotContain("SCAN");
        }

        /** A connection learns of a new index when it next reads a table, which EXPLAIN does not do. */
        private static String plan(SqlAccess sql, String statement) {
            assertThat(sql.query("SELECT 1 FROM node LIMIT 1")).hasSize(1);
            return sql.query(statement).stream()
                    .map(row -> String.valueOf(row.get("detail")))
                    .reduce("", (a, b) -> a + "\n" + b);
        }
    }

    @Nested
    class Door {
        @Test
        void operatorsReadAndWriteAnything() {
            assertThat(backend.sql()
                            .query("SELECT 1 AS one, 'x' AS \"two words\", NULL AS none, 2.5 AS real WHERE ?", true))
                    .containsExactly(java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        {
                            put("one", 1L);
                            put("two words", "x");
                            put("none", null);
                            put("real", 2.5);
                        }
                    }));
            assertThat(backend.sql().update("UPDATE node SET updated_at = updated_at + 1 WHERE uuid = ?", ids.get(0)))
                    .isOne();
        }

        @Test
        void aReadThatWritesIsRefused() {
            assertThatThrownBy(() -> backend.sql().query("DELETE FROM event RETURNING sequence"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("only reads");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT 1; DELETE FROM node",
                    "SELECT 1; SELECT 2",
                    "SELECT ';' /* ; */; -- ;\n SELECT 2",
                    "",
                    ";",
                    "-- nothing",
                    "COMMIT",
                    " /* now */ rollback",
                    "SAVEPOINT s",
                    "SELECT ?",
                })
        void whatIsNotOneStatementWithItsValuesIsRefused(String text) {
            assertThatThrownBy(() -> backend.sql().query(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> backend.sql().update(text)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> backend.sql().transaction(sql -> sql.update(text)))
                    .isInstanceOf(InvalidInputException.class);
        }

        @Test
        void oneStatementMayHoldSemicolonsAndQuestionMarksInText() {
            assertThat(backend.sql().query("SELECT ';?' AS \"a;?\", ?2 AS b, ?1 AS c /* ;? */ ; -- ;", 1, 2))
                    .containsExactly(Map.of("a;?", ";?", "b", 2L, "c", 1L));
            assertThatThrownBy(() -> backend.sql().query("SELECT ? AS a", 1, 2))
                    .isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> backend.sql().query("SELECT ? AS a", new Object()))
                    .isInstanceOf(InvalidInputException.class);
        }

        @Test
        void aTransactionIsAllOrNothing() {
            assertThatThrownBy(() -> backend.sql().transaction(sql -> {
                        sql.update("INSERT INTO scope (tenant, namespace) VALUES ('t', 'n')");
                        assertThat(sql.query("SELECT 1 FROM scope WHERE tenant = 't'"))
                                .hasSize(1);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(backend.sql().query("SELECT 1 FROM scope WHERE tenant = 't'"))
                    .isEmpty();
        }
    }
}
