package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that migrates an older database is killed while it does so, as by {@code kill -9}. */
@Timeout(120)
class MigrationCrashTest {
    private static final int KILLS = Integer.getInteger("khive.migration.kills", 6);
    private static final int BATCHES = 1_000;
    private static final int LONGEST_WAIT_MILLIS = 40;
    private static final int OLDER = 1;

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void anOlderDatabase() throws Exception {
        url = "sqlite:" + folder.resolve("older.db");
        try (ChildProcess writer = ChildProcess.start(BatchWriter.class, url, "n", "0", Integer.toString(BATCHES))) {
            assertThat(writer.process().waitFor()).isZero();
        }
        execute(
                "DROP TABLE edge_shape",
                "ALTER TABLE scope DROP COLUMN shape",
                "ALTER TABLE label_set DROP COLUMN nodes",
                "DELETE FROM khive_schema_history WHERE version > " + OLDER);
    }

    @Test
    void theSchemaIsTheOlderOneOrTheNewerOneAndNeverInBetween() throws Exception {
        Random random = new Random(20_260_102);
        int older = 0;
        while (older < KILLS && version() == OLDER) {
            migrateAndDie(random.nextInt(LONGEST_WAIT_MILLIS));
            if (version() == OLDER) {
                older++;
                assertThat(number("SELECT count(*) FROM sqlite_schema WHERE name = 'edge_shape'"))
                        .isZero();
            }
        }
        assertThat(older).as("kills before the migration was committed").isPositive();
        try (Backend backend = Khive.open(url)) {
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            assertThat(backend.in(Scope.of("crash", "n"))
                            .query("MATCH (:Batch)-[next:NEXT]->(:Batch) RETURN count(next) AS edges")
                            .toList()
                            .getFirst()
                            .longValue("edges"))
                    .isEqualTo((long) BATCHES * BatchWriter.NODES);
        }
        assertThat(version()).isEqualTo(SqliteSchema.CURRENT);
    }

    /** Opens the database in a process of its own and kills it a moment after it has taken the lock of writers. */
    private void migrateAndDie(int millis) throws Exception {
        try (ChildProcess child = ChildProcess.start(BatchWriter.class, url, "n", "0", "0")) {
            while (child.process().isAlive() && !isLocked()) {
                Thread.sleep(1);
            }
            Thread.sleep(millis);
            child.kill();
        }
    }

    private boolean isLocked() throws SQLException {
        try {
            execute("PRAGMA busy_timeout = 0", "BEGIN IMMEDIATE", "ROLLBACK");
            return false;
        } catch (SQLException refused) {
            if (SqliteErrors.isBusy(refused)) {
                return true;
            }
            throw refused;
        }
    }

    private long version() throws SQLException {
        return number("SELECT max(CAST(version AS INTEGER)) FROM khive_schema_history WHERE success");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url);
    }
}
