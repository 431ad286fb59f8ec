package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a path can lead to, and what is said where it leads to no database. */
@Timeout(60)
class SqliteFileTest {
    @TempDir
    private Path folder;

    private static UnavailableException refusal(Path file, String... settings) {
        return refusal("sqlite:" + file, settings);
    }

    private static UnavailableException refusal(String url, String... settings) {
        try (SqliteDatabase database = TestDatabases.open(url, settings)) {
            throw new AssertionError("It was opened, with the durability " + database.durability());
        } catch (UnavailableException refused) {
            return refused;
        }
    }

    private static void raw(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static void create(Path file) {
        TestDatabases.open(file).close();
    }

    @Nested
    class Paths {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "plain.db",
                    "with space.db",
                    "what?mode=memory&vfs=none",
                    "100%.db",
                    "%41.db",
                    "hash#tag.db",
                    "quote's \"double\".db",
                    "semi;colon&amp=1+1.db",
                    "-dash.db",
                    "no-ending",
                })
        void strangeNamesAreNamesAndNothingElse(String name) throws IOException {
            Path file = folder.resolve(name);
            create(file);
            assertThat(file).isRegularFile().isNotEmptyFile();
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
            create(file);
        }

        @Test
        void unicodeInANameWorksWhereTheSystemCanHaveIt() {
            String name = "größe-知識-🐝.db";
            String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
            if (Charset.forName(encoding).newEncoder().canEncode(name)) {
                create(folder.resolve(name));
                assertThat(folder.resolve(name)).isNotEmptyFile();
            } else {
                assertThatThrownBy(() -> TestDatabases.open("sqlite:" + folder + "/" + name))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("path that this system cannot have");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sqlite:",
                    "sqlite: ",
                    "sqlite::memory",
                    "sqlite:file:a.db",
                    "sqlite:file:a.db?mode=memory",
                    "sqlite://a.db",
                    "sqlite:a\0b.db"
                })
        void whatIsNoPathIsRefusedWithASentence(String url) {
            assertThatThrownBy(() -> TestDatabases.open(url))
                    .isInstanceOf(InvalidInputException.class)
                    .message()
                    .endsWith(".")
                    .startsWith("The address");
        }

        @Test
        void aRelativePathIsRelativeToTheWorkingDirectory() {
            SqliteAddress address = SqliteAddress.parse("kb.db");
            assertThat(address)
                    .isEqualTo(new SqliteAddress.File(Path.of("kb.db").toAbsolutePath()));
        }
    }

    @Nested
    class NoDatabase {
        @Test
        void aMissingFolderIsNamedAndNotMade() {
            assertThat(refusal(folder.resolve("no/where/kb.db")))
                    .hasMessageContaining("no/where/kb.db")
                    .hasMessageContaining("folder")
                    .hasMessageContaining("is not there")
                    .matches(error -> !error.retryable());
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void aDirectoryInPlaceOfAFileIsSaid() {
            assertThat(refusal(folder)).hasMessageContaining("is a directory").matches(error -> !error.retryable());
        }

        @Test
        void aMissingFileIsRefusedWhereNothingMayBeMade() {
            assertThat(refusal(folder.resolve("kb.db"), "create", "false"))
                    .hasMessageContaining("There is no database");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
            Path file = folder.resolve("notes.txt");
            Files.writeString(file, "These are my notes. ".repeat(300), StandardCharsets.UTF_8);
            byte[] before = Files.readAllBytes(file);
            assertThat(refusal(file))
                    .hasMessageContaining("is no SQLite database")
                    .matches(error -> !error.retryable());
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }

        @Test
        void randomBytesAreNoDatabase() throws IOException {
            Path file = folder.resolve("noise");
            byte[] noise = new byte[20_000];
            new Random(7).nextBytes(noise);
            Files.write(file, noise);
            assertThat(refusal(file)).hasMessageContaining("is no SQLite database");
        }

        @Test
        void anEmptyFileBecomesADatabase() throws IOException {
            Path file = Files.createFile(folder.resolve("empty.db"));
            create(file);
            assertThat(file).isNotEmptyFile();
        }

        @Test
        void theDatabaseOfAnotherApplicationIsLeftAsItIs() throws Exception {
            Path file = folder.resolve("other.db");
            raw(file, "CREATE TABLE node (id INTEGER)");
            byte[] before = Files.readAllBytes(file);
            assertThat(refusal(file))
                    .hasMessageContaining("of another application")
                    .matches(error -> !error.retryable());
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }

        @Test
        void aDatabaseWithAnotherApplicationsMarkIsRefusedEvenWhenItIsEmpty() throws Exception {
            Path file = folder.resolve("other.db");
            raw(file, "PRAGMA application_id = 42");
            assertThat(refusal(file)).hasMessageContaining("of another application");
        }
    }

    @Nested
    class Versions {
        @Test
        void aSchemaThatIsNewerThanTheCodeIsRefusedWithBothVersions() throws Exception {
            Path file = folder.resolve("kb.db");
            create(file);
            raw(file, "UPDATE khive_schema_history SET version = '12'");
            assertThat(refusal(file))
                    .hasMessageContaining("version 12")
                    .hasMessageContaining("version " + SqliteSchema.CURRENT)
                    .matches(error -> !error.retryable());
        }

        @Test
        void anOlderSchemaIsMigratedOnlyWhereThatIsAllowed() throws Exception {
            Path file = folder.resolve("kb.db");
            olderThanAnyRelease(file);
            assertThat(refusal(file, "migrate", "false"))
                    .hasMessageContaining("version 0")
                    .hasMessageContaining("version " + SqliteSchema.CURRENT)
                    .hasMessageContaining("migrate is false");
            try (SqliteDatabase database = TestDatabases.open(file)) {
                assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM node")))
                        .isZero();
            }
        }

        @Test
        void theCountsOfAGraphThatIsThereAreMadeByTheMigration() throws Exception {
            Path file = folder.resolve("kb.db");
            try (Backend backend = Khive.open("sqlite:" + file)) {
                write(backend.in(Scope.DEFAULT));
            }
            raw(
                    file,
                    "DROP TABLE edge_shape",
                    "ALTER TABLE scope DROP COLUMN shape",
                    "ALTER TABLE label_set DROP COLUMN nodes",
                    "DELETE FROM khive_schema_history WHERE version = '2'");
            try (Backend backend = Khive.open("sqlite:" + file)) {
                assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
                assertThat(backend.sql().query("SELECT edges FROM edge_shape"))
                        .extracting(row -> row.get("edges"))
                        .containsExactly(1L);
                assertThat(backend.sql().query("SELECT count(*) AS none FROM scope WHERE shape <= 0"))
                        .extracting(row -> row.get("none"))
                        .containsExactly(0L);
            }
        }

        private static void write(Storage storage) {
            EntityDraft a = EntityDraft.of("Person", Map.of());
            EntityDraft b = EntityDraft.of("Place", Map.of());
            storage.entities().upsertAll(List.of(a, b), BatchMode.ATOMIC);
            storage.graph().upsert(EdgeDraft.of(a.id(), "LIVES_IN", b.id()));
        }

        private static void olderThanAnyRelease(Path file) throws SQLException {
            raw(
                    file,
                    "PRAGMA application_id = " + SqliteSchema.APPLICATION_ID,
                    "CREATE TABLE khive_schema_history (installed_rank INT NOT NULL PRIMARY KEY, version VARCHAR(50),"
                            + " description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
                            + " script VARCHAR(1000) NOT NULL, checksum INT, installed_by VARCHAR(100) NOT NULL,"
                            + " installed_on TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),"
                            + " execution_time INT NOT NULL, success BOOLEAN NOT NULL)",
                    "INSERT INTO khive_schema_history VALUES (1, '0', 'before', 'BASELINE', 'before', NULL, '',"
                            + " '2026-01-01 00:00:00.000', 0, 1)");
        }

        @Test
        void theNewestMigrationIsTheVersionThatTheCodeKnows() throws Exception {
            Path migrations = Path.of(SqliteSchema.class
                    .getResource("/" + SqliteMigration.LOCATION)
                    .toURI());
            try (var files = Files.list(migrations)) {
                assertThat(files.map(path -> path.getFileName().toString())
                                .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                                .max())
                        .hasValue(SqliteSchema.CURRENT);
            }
        }

        @Test
        void aMigrationThatFailsLeavesNothing() throws Exception {
            Path file = folder.resolve("kb.db");
            olderThanAnyRelease(file);
            raw(file, "CREATE TABLE edge (x)");
            assertThatThrownBy(() -> TestDatabases.open(file)).isInstanceOf(KhiveException.class);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'node'")) {
                assertThat(count.getInt(1)).isZero();
            }
        }
    }

    @Nested
    class Locks {
        @Test
        void aWriteWaitsForTheLockOfAnotherAndThenSaysThatItIsLocked() throws Exception {
            Path file = folder.resolve("kb.db");
            try (SqliteDatabase database = TestDatabases.open(file, "sqlite.busy-timeout", "PT0.4S");
                    Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");
                long before = System.nanoTime();
                assertThatThrownBy(() -> database.write(session -> session.number("SELECT 1")))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("is locked by another connection or process")
                        .matches(error -> ((UnavailableException) error).retryable())
                        .matches(error ->
                                ((UnavailableException) error).vendorCode().isPresent());
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
                assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM scope")))
                        .isZero();
                statement.executeUpdate("COMMIT");
                assertThat(database.<Long>write(session -> session.number("SELECT 1")))
                        .isOne();
            }
        }

        @Test
        void aDatabaseThatAnotherHasForItselfCannotBeOpened() throws Exception {
            Path file = folder.resolve("kb.db");
            create(file);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.executeUpdate("BEGIN EXCLUSIVE");
                assertThat(refusal(file, "sqlite.busy-timeout", "PT0.2S"))
                        .hasMessageContaining("is locked")
                        .matches(UnavailableException::retryable);
            }
        }
    }

    @Nested
    class Disks {
        @Test
        void aFullDatabaseSaysSoKeepsNothingOfTheTransactionAndGoesOn() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("kb.db"))) {
                long pages = database.write(session -> session.number("PRAGMA page_count"));
                database.withWriter(session -> session.number("PRAGMA max_page_count = " + (pages + 20)));
                assertThatThrownBy(() -> fill(database))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("is full");
                assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM scope")))
                        .isZero();
                database.withWriter(session -> session.number("PRAGMA max_page_count = " + (pages + 100_000)));
                assertThat(fill(database)).isEqualTo(2_000);
            }
        }

        @Test
        void aFullDiskSaysSoAndKeepsWhatWasCommittedBefore() throws Exception {
            Path disk = Files.createDirectory(folder.resolve("disk"));
            assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "No right to mount.");
            try {
                Path file = disk.resolve("kb.db");
                try (SqliteDatabase database = TestDatabases.open(file)) {
                    database.write(
                            session -> session.update("INSERT INTO scope (tenant, namespace) VALUES ('t', 'before')"));
                    assertThatThrownBy(() -> fill(database))
                            .isInstanceOf(UnavailableException.class)
                            .hasMessageContaining("full");
                    assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM scope")))
                            .isOne();
                }
                assertThat(refusal(disk.resolve("other.db"))).hasMessageContaining("full");
            } finally {
                run("umount", disk.toString());
            }
        }

        @Test
        void aDiskThatCannotBeWrittenIsSaid() throws Exception {
            Path disk = Files.createDirectory(folder.resolve("disk"));
            assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "No right to mount.");
            try {
                create(disk.resolve("kb.db"));
                assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
                assertThat(refusal(disk.resolve("other.db"))).hasMessageContaining("cannot be made");
                assertThat(refusal(disk.resolve("kb.db"))).hasMessageContaining("cannot be");
            } finally {
                run("umount", disk.toString());
            }
        }

        private static int fill(SqliteDatabase database) {
            return database.write(session -> {
                for (int i = 0; i < 2_000; i++) {
                    session.update(
                            "INSERT INTO scope (tenant, namespace) VALUES ('t', ?)", "namespace ".repeat(100) + i);
                }
                return 2_000;
            });
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        }
    }
}
