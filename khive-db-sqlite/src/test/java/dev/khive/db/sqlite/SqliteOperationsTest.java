package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.store.DeleteMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sees of a database. */
class SqliteOperationsTest extends OpenSample {
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
                .allSatisfy(
                        check -> assertThat(check.findings()).as(check.name()).isEmpty());
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
