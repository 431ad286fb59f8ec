package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of a database in use, and restoring them. */
class SqliteBackupTest extends OpenSample {
    @Test
    void aBackupHoldsWhatWasThereAndCanBeOpenedAndRestored() throws IOException {
        Path copy = folder.resolve("copy of kb?.db");
        backend.operations().backup(copy, Progress.NONE);
        backend.in(Scope.DEFAULT).entities().insert(EntityDraft.of("Late", Map.of("name", "after the copy")));
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("partial"));
        }
        Path place = folder.resolve("restored.db");
        KhiveConfig config = KhiveConfig.of("sqlite:" + place);
        Khive.provider(config).restore(config, copy, Progress.NONE);
        try (Backend restored = Khive.open("sqlite:" + place)) {
            assertThat(count(restored)).isEqualTo(PEOPLE);
            assertThat(restored.operations().check(Progress.NONE).clean()).isTrue();
            assertThat(restored.in(Scope.DEFAULT).entities().get(ids.get(0))).isPresent();
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
